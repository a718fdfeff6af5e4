"""What is loaded when, so that the window is there at once. Four stages, each without what only the next one needs:

1. The first picture: what `app.py` imports. Qt's three basic modules, the kit, the window without any workspace.
2. The first rows: the loop, and what `morning.py` imports. SQLite, the sheet of the day and its page, settings.
3. Everything behind the window: what `program.py` imports. `load` brings it while the person reads the first rows
   already.
4. What is used rarely comes with its first use, also off the window's thread: the keyring, the client's TLS, holidays,
   workbooks, calendar files.

A test starts the program and holds what is absent at the end of the first two stages.
"""

import importlib
import sys
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

BELOW_QT: Final = (
    "daybook.work.reminder_writes", "daybook.work.forgetting", "daybook.work.studio.on_portal",
    "daybook.work.studio.studio", "daybook.work.signing_in", "daybook.work.portals", "daybook.work.asking",
    "daybook.work.updates", "daybook.work.changing.table_import", "daybook.work.exporting.ics_file",
    "daybook.work.reminding", "daybook.domain.layouts.completion", "daybook.vault.system", "httpcore",
    "anyio._backends._asyncio",
)  # fmt: skip
"""What the program does without a window: these and all they stand on know nothing of Qt. The last two are what the
HTTP client would import with the first portal and its first request."""

STEPS: Final = (
    "daybook.ui.kit.wording", "daybook.ui.connection.application_section", "daybook.ui.connection.form",
    "daybook.ui.connection.forgetting", "daybook.ui.connection.workspace", "daybook.ui.activities.cell_editors",
    "daybook.ui.activities.pending_side", "daybook.ui.activities.builtin_views", "daybook.ui.activities.doing",
    "daybook.ui.activities.page", "daybook.ui.activities.openers", "daybook.ui.todo.binding_field",
    "daybook.ui.todo.footer", "daybook.ui.todo.deadline_field", "daybook.ui.todo.description_field",
    "daybook.ui.todo.form", "daybook.ui.todo.pages", "daybook.ui.todo.editor", "daybook.ui.activities.side",
    "daybook.ui.activities.workspace", "daybook.ui.changing.blocks_part", "daybook.ui.changing.create_part",
    "daybook.ui.changing.form", "daybook.ui.changing.looking", "daybook.ui.changing.workspace",
    "daybook.ui.console.workspace", "daybook.ui.composing.panel", "daybook.ui.entities.delegate",
    "daybook.ui.timeline.card_face", "daybook.ui.timeline.card_layout", "daybook.ui.timeline.card_painter",
    "daybook.ui.timeline.delegate", "daybook.ui.timeline.view", "daybook.ui.entities.panels",
    "daybook.ui.entities.changes", "daybook.ui.entities.workspace", "daybook.ui.extensions.actions_page",
    "daybook.ui.extensions.badges_page", "daybook.ui.extensions.pages", "daybook.ui.reminders.card",
    "daybook.ui.reminders.center", "daybook.ui.runs.exporting", "daybook.ui.runs.run_part",
    "daybook.ui.runs.workspace", "daybook.ui.studio.exporting", "daybook.ui.studio.card_panel",
    "daybook.ui.studio.editor", "daybook.ui.studio.files_menu", "daybook.ui.studio.part_form",
    "daybook.ui.studio.workspace", "daybook.ui.today.workspace", "daybook.desk", "daybook.ui.calendar.settings",
    "daybook.ui.layouts.card_drawing", "daybook.program",
)  # fmt: skip
"""Stepping stones to `program.py`, each a few modules behind the one before (a test counts them)."""


async def load() -> None:
    """Returns when `program.py` and all it stands on is imported; the window goes on living. Raises ImportError.

    What knows nothing of Qt comes on a thread of its own. What defines widgets must not: PySide keeps its types in one
    table, which the window's loop reads without the interpreter's lock (PYSIDE-803). A class that another thread made
    meanwhile ended one start in forty with a segmentation fault. That comes on the window's thread, in steps.
    """
    import asyncio  # noqa: PLC0415  (stage 2, while this file belongs to stage 1)

    for module in BELOW_QT:
        await asyncio.to_thread(importlib.import_module, module)
    for module in STEPS:
        if module not in sys.modules:
            importlib.import_module(module)
            await asyncio.sleep(0)
