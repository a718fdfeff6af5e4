"""New versions in the window."""
