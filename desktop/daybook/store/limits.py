"""How full a portal's bucket was when Daybook last asked it something, for the next process.

The portal counts requests by its own clock, whoever starts and ends here, so the level is kept with the time of day.
"""

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from daybook.store.database import Database
from daybook.store.moments import from_text, to_text
from daybook.store.statements import statement


@dataclass(frozen=True, slots=True)
class LimitLevel:
    """`level` requests stood in the bucket `age_s` seconds ago."""

    level: float
    age_s: float


class LimitLevels:
    """One level a portal (scheme://host). Each call raises StoreUnusable when the file is at fault."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def remember(self, portal: str, level: float, at: datetime) -> None:
        """The level at this moment."""
        upsert = "INSERT OR REPLACE INTO limit_levels (portal, level, at) VALUES (?, ?, ?)"
        await self._database.run(statement(upsert, (portal, level, to_text(at))))

    async def last(self, portal: str, now: datetime) -> LimitLevel | None:
        """The level remembered last; None for a portal never asked. A clock that was set back makes it 0 s old."""
        select = "SELECT level, at FROM limit_levels WHERE portal = ?"

        def work(db: sqlite3.Connection) -> LimitLevel | None:
            row = db.execute(select, (portal,)).fetchone()
            if row is None:
                return None
            return LimitLevel(row["level"], max(0.0, (now - from_text(row["at"])).total_seconds()))

        return await self._database.run(work)
