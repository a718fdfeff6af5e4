"""A person's saved views: those of her portal, and those that come and go as files."""

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import Final

from daybook.domain.query_reader import QueryReader
from daybook.domain.view import View
from daybook.domain.view_file import LARGEST_BYTES, ViewReading, read_view, write_view
from daybook.store.views import Views
from daybook.work.files import write_whole
from daybook.work.listeners import Listeners

SUFFIX: Final = ".daybook-view.json"


class ViewShelf:
    """`all` is a new value each time `changed` tells. Every coroutine may raise StoreUnusable."""

    def __init__(self, views: Views, reader: QueryReader) -> None:
        self.all: tuple[View, ...] = ()
        self.changed = Listeners()
        self._views = views
        self._reader = reader

    def named(self, name: str) -> View | None:
        """A view by its name, capitals aside."""
        return next((view for view in self.all if view.name.casefold() == name.casefold()), None)

    async def load(self) -> None:
        """Reads them."""
        self.all = await self._views.all()
        self.changed.tell()

    async def put(self, view: View) -> None:
        """Keeps a view, in the place of the one of its name. Raises ValueError for a filter that nobody can read."""
        await self._views.put(view)
        await self.load()

    async def rename(self, name: str, new_name: str) -> None:
        """Another name for a view. Raises NoSuchView, ViewNameTaken, ValueError."""
        await self._views.rename(name, new_name)
        await self.load()

    async def delete(self, name: str) -> None:
        """Throws a view away."""
        await self._views.delete(name)
        await self.load()

    async def put_back(self, view: View, place: int) -> None:
        """A view that was thrown away comes back where it stood."""
        await self._views.put(view)
        names = [each.name for each in self.all if each.name != view.name]
        await self._views.arrange([*names[:place], view.name, *names[place:]])
        await self.load()

    async def move(self, name: str, by: int) -> None:
        """Moves a view among the others; it stays within them."""
        names = [each.name for each in self.all]
        here = names.index(name)
        names.insert(min(max(here + by, 0), len(names) - 1), names.pop(here))
        await self._views.arrange(names)
        await self.load()

    async def take(self, path: Path) -> ViewReading:
        """What a file says; a view in it is kept, under a name that is free. Raises OSError."""
        reading = await asyncio.to_thread(self._read, path)
        if reading.view is None:
            return reading
        view = replace(reading.view, name=self._free(reading.view.name))
        await self.put(view)
        return replace(reading, view=view)

    @staticmethod
    async def export(view: View, path: Path) -> None:
        """Writes a view to a file; an older one of that name stays until the new one is whole. Raises OSError."""
        await write_whole(path, lambda: write_view(view))

    def _read(self, path: Path) -> ViewReading:
        with path.open("rb") as file:
            data = file.read(LARGEST_BYTES + 1)
        return read_view(data, usual_name=path.name.removesuffix(SUFFIX) or path.name, reader=self._reader)

    def _free(self, name: str) -> str:
        """The name, or where it is taken, the name with a number."""
        number, free = 2, name
        while self.named(free) is not None:
            free = f"{name[:90]} ({number})"
            number += 1
        return free
