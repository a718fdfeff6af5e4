"""The copy of a portal."""
