"""The studio: a layout as JSON, as a tree of parts, and as the card that a portal draws. The JSON counts."""
