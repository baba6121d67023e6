"""What the application does, one module per noun."""
