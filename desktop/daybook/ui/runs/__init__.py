"""The workspace of runs: what was changed in many activities at once, what became of it, and the way back."""
