"""What is loaded when, so that the window is there at once. Four stages, each without what only the next one needs:

1. The first picture: what `app.py` imports. Qt's three basic modules, the kit, the window without any workspace.
2. The first rows: the loop, and what `morning.py` imports. SQLite, the sheet of the day and its page, settings.
3. Everything behind the window: what `program.py` imports. It comes off the window's thread, by `load`, while the
   person reads the first rows already.
4. What is used rarely comes with its first use, also off the window's thread: the keyring, the client's TLS, holidays,
   workbooks, calendar files.

A test starts the program and holds what is absent at the end of the first two stages.
"""

import importlib
from typing import Final

NOT_IN_FIRST_PICTURE: Final = frozenset({
    "PySide6.QtNetwork", "asyncio", "email", "httpx", "json", "keyring", "multiprocessing", "nh3", "platformdirs",
    "qasync", "socket", "sqlite3", "ssl", "urllib.request", "xml",
})  # fmt: skip
"""Modules that stage 1 does without."""

NOT_IN_FIRST_ROWS: Final = frozenset({
    "PySide6.QtNetwork", "PySide6.QtPrintSupport", "anyio", "click", "cryptography", "daybook.bitrix.portal",
    "daybook.bulk", "daybook.program", "daybook.ui.activities", "daybook.ui.entities.workspace",
    "daybook.ui.todo.editor", "daybook.work.session", "desktop_notifier", "email", "h11", "holidays", "httpcore",
    "httpx", "icalendar", "jsonschema", "keyring", "python_calamine", "truststore", "urllib.request",
    "xlsxwriter",
})  # fmt: skip
"""Modules that stage 2 does without."""

PROGRAM: Final = ("daybook.program", "httpcore", "anyio._backends._asyncio")
"""The last two are what the HTTP client would import with the first portal and its first request."""


async def load(*modules: str) -> None:
    """Returns when modules and all they stand on are imported. The window goes on living: a thread of its own does it.

    Python lets the window's thread have its turn every half a millisecond (`app.SWITCH_S`). Raises ImportError.
    """
    import asyncio  # noqa: PLC0415  (stage 2, while this file belongs to stage 1)

    for module in modules:
        await asyncio.to_thread(importlib.import_module, module)
