"""A session in a process of its own that composes a change and edits a field, letter by letter, until it is killed.

python -m tests.helpers.dying_pages WEBHOOK HOME. Prints the moment of each letter, by the clock that processes share.
"""

import asyncio
import sys
import time
from pathlib import Path

from daybook.clock import SystemClock
from daybook.domain.changes.change import TextChange, TextOperation
from daybook.domain.changes.recipe import Selection
from daybook.work.changing.parts import Part
from daybook.work.changing.state import Picked
from daybook.work.details import Unsaved
from tests.helpers.sessions import open_session

PAUSE_S = 0.02


async def live(webhook: str, home: Path) -> None:
    """Never returns: whoever started it ends it."""
    async with open_session(webhook, home, SystemClock()) as session:
        session.changing.pick(Picked(Selection(ids=(1, 2)), "2 selected"))
        typed = ""
        while True:
            typed += "x"
            session.changing.put(Part.TITLE, TextChange(TextOperation.SET, typed))
            session.details.keep(7, Unsaved({"LOCATION": ("Room 1", typed)}, ("", typed)))
            print(time.monotonic(), flush=True)
            await asyncio.sleep(PAUSE_S)


if __name__ == "__main__":
    asyncio.run(live(sys.argv[1], Path(sys.argv[2])))
