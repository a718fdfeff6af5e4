"""Ending together with the process that wanted a portal, even when that was killed."""

import os
import sys
import threading
import time
from collections.abc import Callable

LOOK_EVERY_S = 0.25


def watch(pid: int, gone: Callable[[], None]) -> None:
    """Calls `gone` once, from a thread of its own, when process `pid` is no more."""
    threading.Thread(target=_watch, args=(pid, gone), name="parent", daemon=True).start()


def _watch(pid: int, gone: Callable[[], None]) -> None:
    alive = _alive_on_windows(pid) if sys.platform == "win32" else _alive_on_posix(pid)
    while alive():
        time.sleep(LOOK_EVERY_S)
    gone()


def _alive_on_posix(pid: int) -> Callable[[], bool]:
    if os.getppid() == pid:  # a killed parent may stay in the table as a zombie; being adopted is the surer sign
        return lambda: os.getppid() == pid
    return lambda: _signalled(pid)


def _signalled(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _alive_on_windows(pid: int) -> Callable[[], bool]:
    import ctypes  # noqa: PLC0415 - its windll exists there only

    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - unknown to type checkers elsewhere
    synchronize, timeout = 0x00100000, 0x102
    handle = kernel.OpenProcess(synchronize, False, pid)
    return lambda: bool(handle) and kernel.WaitForSingleObject(handle, 0) == timeout
