"""What forges (GitHub, GitLab) are told, and what is taken from them."""
