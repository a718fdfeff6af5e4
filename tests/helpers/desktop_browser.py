"""The browser of a desktop on which a test runs: Qt hands it the addresses that the program wants to open."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices

from tests.helpers.browser import Browser


class _Handler(QObject):
    """What Qt calls."""

    def __init__(self, browser: Browser) -> None:
        super().__init__()
        self._browser = browser

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self._browser.open(url.toString())


@contextmanager
def desktop_browser() -> Iterator[Browser]:
    """While the block lasts, pages open here and nowhere else."""
    browser = Browser()
    handler = _Handler(browser)
    QDesktopServices.setUrlHandler("http", handler, "open")  # type: ignore[arg-type]  # PySide6 6.11 wants a str and says bytes
    try:
        yield browser
    finally:
        QDesktopServices.unsetUrlHandler("http")
