"""The built trees: which files there are, who may fetch which, and how they are sent."""
