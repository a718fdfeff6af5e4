"""The to-do editor: one activity, and everything that can be said about it."""
