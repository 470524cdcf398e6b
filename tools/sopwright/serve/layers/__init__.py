"""What every request passes on its way in, from the outside to the inside."""
