"""What of a filter is a search, and what that finds. Pure work for a reading thread."""

import sqlite3
from collections.abc import Iterable
from functools import cached_property
from typing import Self

from daybook.domain.filtering import Filter, Says
from daybook.store.copy import words
from daybook.store.copy.holding import Holding, Sample


class Search:
    """A filter taken apart: `held` are the words that are searched, the rarest first, `others` everything else.

    A search for what is not to be there stands among the others, as do alternatives. Good for one transaction.
    """

    def __init__(self, db: sqlite3.Connection, wanted: Filter, asked: Iterable[str], others: Filter) -> None:
        sample = Sample(db)
        self.rows = sample.activities
        """How many activities there are."""
        self.held = tuple(sorted((Holding(db, each, sample) for each in asked), key=lambda each: each.share))
        self.wanted, self.others = wanted, others

    @classmethod
    def of(cls, db: sqlite3.Connection, wanted: Filter) -> Self | None:
        """The search in a filter; None when it has none."""
        sought = [each for each in wanted.clauses if isinstance(each, Says) and not each.negated]
        asked = {question for each in sought if (question := words.question(each.text)) is not None}
        if not asked:
            return None
        return cls(db, wanted, asked, Filter(tuple(each for each in wanted.clauses if each not in sought)))

    def among(self, ids: list[int]) -> list[int]:
        """Those of these activities that hold all the words, in the same order."""
        for each in self.held:
            ids = each.among(ids)
        return ids

    @cached_property
    def found(self) -> set[int]:
        """Every activity that holds all the words, whatever the others say."""
        rarest, *more = self.held
        found = rarest.all()
        for each in more:
            found = set(each.among(list(found)))
        return found
