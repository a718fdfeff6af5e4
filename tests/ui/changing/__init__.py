"""The page of a change: form, preview, order."""
