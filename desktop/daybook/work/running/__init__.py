"""Runs of many rows, while the window is open: begun, watched, gone on with, told, taken back."""
