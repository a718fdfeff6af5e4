"""Daybook: what every deal still owes its customer, and a safe way to change it."""

__version__ = "0.1.0"
