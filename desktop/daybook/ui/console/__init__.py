"""The console: every call with duration, request, answer and limits, secrets masked.

workspace     list and details, and what can be done with a call
model         the table of calls
details       one call as text
"""
