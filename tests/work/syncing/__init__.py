"""Keeping the copy of a portal whole and new."""
