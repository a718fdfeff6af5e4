"""Layouts while they are written: the text, what is known of it, its files and drafts, and the portal's side."""
