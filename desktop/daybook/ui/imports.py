"""Importing as Python does it.

PySide6 puts an import of its own in the place of Python's, for `from __feature__ import …`, which nothing here uses. It
reads the source of every module that is imported afterwards, to find out whether "PySide6" stands in it: a sixth of the
time that it takes to load Daybook, and every text stays in memory (PySide6 6.11.3, `shibokensupport/feature.py`).
"""

import builtins

from PySide6 import QtCore  # noqa: F401  (which replaces the import)


def import_plainly() -> None:
    """Gives the import back that was there before; does nothing where PySide6 has left it alone, or the second time."""
    original = getattr(builtins, "__orig_import__", None)
    if original is not None:
        builtins.__import__ = original
