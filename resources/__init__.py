"""Daybook's own files; read them through `daybook.resources`."""
