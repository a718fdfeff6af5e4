"""The workspace of all activities: one table over everything, and the changes that wait to be sent."""
