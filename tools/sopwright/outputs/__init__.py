"""What an edition becomes: each output writes only below its own destination."""
