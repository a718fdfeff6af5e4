"""This machine's copy of what a portal holds: activities, items, people. A cache: it can always be read again."""
