"""The doors through which an exception that nobody caught can reach the window.

Slots and paint events end at `sys.excepthook`, threads at `threading.excepthook`, callbacks of the loop at its
exception handler, Qt's own complaints at the message handler; tasks come through `Jobs.failed`. Any of them may be off
the main thread, so what comes in leaves as a signal.
"""

import asyncio
import logging
import sys
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Any

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler

log = logging.getLogger(__name__)

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class QtComplaint(Exception):
    """Qt said that something is badly wrong."""


class Doors(QObject):
    """Watches all doors from `open` to `close`. Everything is logged; what matters to a person is emitted too."""

    came = Signal(object)  # BaseException

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._restore: list[Callable[[], object]] = []

    def open(self, loop: asyncio.AbstractEventLoop) -> None:
        """Watches from now on."""
        hook, thread_hook, loop_handler = sys.excepthook, threading.excepthook, loop.get_exception_handler()
        sys.excepthook = self._from_python
        threading.excepthook = self._from_thread
        loop.set_exception_handler(self._from_loop)
        qt_handler = qInstallMessageHandler(self._from_qt)
        self._restore = [
            lambda: setattr(sys, "excepthook", hook),
            lambda: setattr(threading, "excepthook", thread_hook),
            lambda: loop.set_exception_handler(loop_handler),
            lambda: qInstallMessageHandler(qt_handler),
        ]

    def close(self) -> None:
        """Leaves every door as it was found."""
        for restore in self._restore:
            restore()
        self._restore = []

    def _from_python(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self._tell("uncaught", error)

    def _from_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None and not isinstance(args.exc_value, SystemExit):
            self._tell(f"uncaught in thread {args.thread.name if args.thread else '?'}", args.exc_value)

    def _from_loop(self, _loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        if isinstance(error, BaseException):
            self._tell(str(context.get("message", "in the loop")), error)
        else:
            log.error("in the loop: %s", context.get("message"))

    def _from_qt(self, kind: QtMsgType, _context: QMessageLogContext, message: str | None) -> None:
        level = _LEVELS.get(kind, logging.WARNING)
        log.log(level, "Qt: %s", message)
        if level >= logging.ERROR:
            self.came.emit(QtComplaint(message or ""))

    def _tell(self, where: str, error: BaseException) -> None:
        log.error("%s", where, exc_info=error)
        self.came.emit(error)
