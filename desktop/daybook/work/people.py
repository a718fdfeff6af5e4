"""The users of the portal: names and portraits for the ids that everything else carries."""

from collections.abc import Iterable, Mapping

from daybook.bitrix import users
from daybook.bitrix.errors import AccessDenied, MissingScope, Unreachable
from daybook.bitrix.portal import Portal
from daybook.domain.entities import Person
from daybook.store.copy.copy import PortalCopy


class People:
    """Who is who, as far as this connection may see it; asks the portal only for people it does not know yet.

    While the portal can't be reached, whom the copy knows is known.
    """

    def __init__(self, portal: Portal, me: Person, copy: PortalCopy) -> None:
        self._portal = portal
        self._copy = copy
        self.me = me
        self._known: dict[int, Person] = {me.id: me}
        self._all_read = False

    @property
    def known(self) -> Mapping[int, Person]:
        """Everybody met so far, by id."""
        return self._known

    async def know(self, ids: Iterable[int | None]) -> None:
        """Makes these people known. Whoever cannot be read (left, no right) is known by number only."""
        missing = sorted({each for each in ids if each} - self._known.keys())
        if not missing:
            return
        try:
            found = await users.by_ids(self._portal, missing)
        except (MissingScope, AccessDenied):
            found = []
        except Unreachable:
            await self._remember()
            return
        for person in (*(Person(each, f"#{each}") for each in missing), *found):
            self._known[person.id] = person

    async def choices(self) -> tuple[Person, ...]:
        """Everybody who may be made responsible, by name; only oneself when users may not be read."""
        if not self._all_read:
            try:
                for person in await users.everybody(self._portal):
                    self._known[person.id] = person
                self._all_read = True
            except (MissingScope, AccessDenied):
                pass
            except Unreachable:
                await self._remember()
        working = (person for person in self._known.values() if person.active)
        return tuple(sorted(working, key=lambda person: (person.name.casefold(), person.id)))

    async def _remember(self) -> None:
        """Takes from the copy whom nobody told about yet; what the portal says later counts more."""
        for person in await self._copy.people():
            self._known.setdefault(person.id, person)
