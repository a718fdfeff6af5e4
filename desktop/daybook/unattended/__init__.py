"""Runs without a window: `daybook bulk`."""
