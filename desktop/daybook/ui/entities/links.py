"""Leaving the window for an address."""

from typing import Final

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

_SCHEMES: Final = frozenset({"http", "https", "mailto", "tel"})
"""Only kinds that cannot run anything: the addresses stand in texts that strangers wrote."""


def open_link(url: QUrl) -> None:
    """Opens an address in the system's own program for it."""
    if url.scheme().lower() in _SCHEMES:
        QDesktopServices.openUrl(url)


def open_page(address: str) -> None:
    """Opens a page of the portal in the browser."""
    open_link(QUrl(address))
