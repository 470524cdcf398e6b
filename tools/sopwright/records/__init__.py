"""What readers confirm, what they are asked to read, and what they tell the owners of documents."""
