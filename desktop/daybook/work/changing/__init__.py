"""Choosing what is to become of many activities, and looking at it before anything is sent."""
