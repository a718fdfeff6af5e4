"""The window: one folder a workspace, and `kit` for what they share."""
