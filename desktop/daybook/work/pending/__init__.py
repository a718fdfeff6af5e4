"""Cells that a person edited in a table: kept, looked at against the portal, and sent only then."""
