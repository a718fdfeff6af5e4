"""Sending a run: what goes next, how much at once, what became of it."""
