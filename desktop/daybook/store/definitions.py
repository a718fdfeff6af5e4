"""What was written to a portal that can't be read back: the definitions of workflow actions.

bizproc.activity.list gives codes only (https://apidocs.bitrix24.com/api-reference/bizproc/bizproc-activity/).
"""

import json
from collections.abc import Mapping
from typing import Any

from daybook.store.database import Database
from daybook.store.statements import statement


class Definitions:
    """Definitions by portal and code. Every method raises StoreUnusable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def find(self, portal: str, code: str) -> Mapping[str, Any] | None:
        """What was kept last; None when there is none, or it can't be read any more."""

        def work(db: Any) -> str | None:
            row = db.execute("SELECT fields FROM definitions WHERE portal = ? AND code = ?", (portal, code)).fetchone()
            return row["fields"] if row else None

        text = await self._database.run(work)
        return None if text is None else _read(text)

    async def all(self, portal: str) -> Mapping[str, Mapping[str, Any]]:
        """Everything kept of a portal, by code; what can't be read any more is left out."""
        select = "SELECT code, fields FROM definitions WHERE portal = ? ORDER BY code"
        rows = await self._database.run(lambda db: [tuple(row) for row in db.execute(select, (portal,))])
        return {code: fields for code, text in rows if (fields := _read(text)) is not None}

    async def keep(self, portal: str, code: str, fields: Mapping[str, Any]) -> None:
        """Keeps it in the place of the former one."""
        text = json.dumps(fields, ensure_ascii=False)
        await self._database.run(statement("INSERT OR REPLACE INTO definitions VALUES (?, ?, ?)", (portal, code, text)))

    async def forget(self, portal: str, code: str) -> None:
        """Forgets it."""
        await self._database.run(statement("DELETE FROM definitions WHERE portal = ? AND code = ?", (portal, code)))


def _read(text: str) -> Mapping[str, Any] | None:
    try:
        found = json.loads(text)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None
