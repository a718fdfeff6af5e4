"""How many rows a recipe selected when somebody last looked: what a run without a window may grow beyond a little."""

import hashlib
import sqlite3
from datetime import datetime

from daybook.domain.changes.recipe import Recipe
from daybook.domain.changes.recipe_file import write_recipe
from daybook.store.database import Database
from daybook.store.moments import to_text
from daybook.store.statements import statement


class Previews:
    """By portal, user and what the recipe selects and does. Each call raises StoreUnusable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def remember(self, portal: str, user_id: int, recipe: Recipe, rows: int, now: datetime) -> None:
        """So many rows were shown just now."""
        upsert = "INSERT OR REPLACE INTO previews (portal, user_id, digest, rows, shown) VALUES (?, ?, ?, ?, ?)"
        values = (portal, user_id, digest_of(recipe), rows, to_text(now))
        await self._database.run(statement(upsert, values))

    async def rows(self, portal: str, user_id: int, recipe: Recipe) -> int | None:
        """How many were shown last; None when nobody looked."""
        select = "SELECT rows FROM previews WHERE portal = ? AND user_id = ? AND digest = ?"

        def work(db: sqlite3.Connection) -> int | None:
            found = db.execute(select, (portal, user_id, digest_of(recipe))).fetchone()
            return None if found is None else int(found["rows"])

        return await self._database.run(work)


def digest_of(recipe: Recipe) -> str:
    """The same for recipes that select and do the same, whatever they are called and guarded by."""
    return hashlib.sha256(write_recipe(Recipe(recipe.select, recipe.change))).hexdigest()
