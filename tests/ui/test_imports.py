"""PySide6 may not read the source of everything that is imported."""

import subprocess
import sys

LOOK = """
import linecache
import daybook.ui.kit.look, daybook.ui.shell, json, asyncio
from pathlib import Path
ours = tuple(str(Path(each.__file__).parent) for each in (daybook.ui, json, asyncio))
print([name for name in linecache.cache if name.startswith(ours)])
"""


def test_modules_are_imported_without_being_read_as_text() -> None:
    done = subprocess.run([sys.executable, "-c", LOOK], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
