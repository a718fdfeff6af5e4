"""Reminders in the window: the bell, the card behind it, and what stands in for a silent desktop.

center (owns the task) → announcer → the desktop, or the strip
                       → bell, card (list and settings)
"""
