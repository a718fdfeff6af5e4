"""What runs without a window: `daybook bulk` and `daybook layout check`."""
