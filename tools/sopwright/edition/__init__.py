"""What one audience sees in one language: everything else is gone before anything is rendered."""
