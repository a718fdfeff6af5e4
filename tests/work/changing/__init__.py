"""Choosing a change and looking at it, without a window."""
