"""What the rows of a day say of titles that were not made for one row."""

import pytest

from daybook.domain.activity import ActivityKind
from daybook.domain.entities import DEAL, Entity, EntityRef
from daybook.domain.listing import ActivityLine
from daybook.ui.kit.format import Formats
from daybook.ui.kit.one_line import LONGEST
from daybook.ui.today.words import TodayWords


def line(**values: str) -> ActivityLine:
    texts = {"owner_title": "", "subject": "", "excerpt": "", **values}
    return ActivityLine(id=1, kind=ActivityKind.TODO, owner=EntityRef(DEAL, 102), **texts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ({"subject": "Call\nAndrew\r\nabout\tthe offer"}, "Call Andrew about the offer"),
        ({"subject": "   ", "excerpt": "First line\nsecond"}, "First line second"),
        ({"subject": " \n "}, "To-do"),
        ({"subject": "x" * 10_000}, "x" * LONGEST),
    ],
    ids=["line breaks are blanks", "blanks are no title", "nor is a line break", "no row is wider"],
)
def test_a_title_is_one_line(formats: Formats, values: dict[str, str], shown: str) -> None:
    words = TodayWords(formats)
    assert words.subject(line(**values)) == shown
    assert words.all(line(**values), None, None)[0] == shown


def test_an_item_whose_name_is_blank_goes_by_its_number(formats: Formats) -> None:
    words = TodayWords(formats)
    assert words.owner(line(owner_title=" ")) == "Deal #102"
    assert words.owner(line(owner_title="Northwind\nrenewal")) == "Northwind renewal"
    assert words.forgotten(Entity(EntityRef(DEAL, 102), "\n"), None)[0] == "Deal #102"
