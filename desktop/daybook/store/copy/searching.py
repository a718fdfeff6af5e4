"""What of a filter is a search, and what that finds. Pure work for a reading thread."""

from functools import cached_property

from daybook.domain.filtering import Filter, Says
from daybook.store.copy import words
from daybook.store.copy.holding import Holding


class Search:
    """What holds all the words: `held` for each of them, the rarest first. Good for one transaction."""

    def __init__(self, held: list[Holding]) -> None:
        self.held = held
        self.rows = held[0].activities
        """How many activities there are."""

    def among(self, ids: list[int]) -> list[int]:
        """Those of these activities that hold all the words, in the same order."""
        for each in self.held:
            ids = each.among(ids)
        return ids

    @cached_property
    def found(self) -> list[int]:
        """Every activity that holds all the words, in no order; some may stand there twice."""
        rarest, *more = self.held
        found = rarest.all()
        for each in more:
            found = each.among(found)
        return found


def taken_apart(wanted: Filter) -> tuple[set[str], Filter]:
    """The questions (`words.question`) that a filter puts to the search index, and all that it asks for besides.

    A search for what is not to be there stands among the others, as do alternatives.
    """
    sought = [each for each in wanted.clauses if isinstance(each, Says) and not each.negated]
    asked = {question for each in sought if (question := words.question(each.text)) is not None}
    return asked, Filter(tuple(each for each in wanted.clauses if each not in sought))
