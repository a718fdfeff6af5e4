"""Clients that others wrote, unmodified, against `daybook sandbox`.

They are no dependencies of Daybook. `python -m tests.outside.install FOLDER` fetches them into FOLDER with pip and npm,
and `DAYBOOK_OUTSIDE=FOLDER` lets the tests here find them; without it they are skipped.
"""
