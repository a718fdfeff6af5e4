"""A guard against a build of PySide6 that ends the program."""

import sys

import pytest
from PySide6.QtCore import QObject


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None can't die from Python 3.12 on")
def test_a_call_that_returns_nothing_does_not_wear_none_out() -> None:
    """PySide6 6.12.0 on Python 3.11 takes one reference of None per call, and aborts within seconds (PYSIDE-3474)."""
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(1000):
        thing.setObjectName("x")
    assert before - sys.getrefcount(None) < 100
