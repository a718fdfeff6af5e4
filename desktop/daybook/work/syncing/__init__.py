"""Keeping the copy of a portal complete and up to date: first load, deltas, sweeps."""
