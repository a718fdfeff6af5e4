"""Layouts: how the portal draws a card, and the one table of the colours it uses."""
