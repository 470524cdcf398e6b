"""Approvals: what content is, who decided on it, and what follows from that."""
