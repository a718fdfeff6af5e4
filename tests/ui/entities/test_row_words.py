"""What a row says, and which items are forgotten."""

from decimal import Decimal

import pytest

from daybook.domain.entities import COMPANY, CONTACT, DEAL, LEAD, Channel, Entity, EntityRef, Money, Person
from daybook.ui.entities.row_words import RowWords
from daybook.ui.entities.stages import stage_tone, stage_words
from daybook.ui.kit.format import Formats
from daybook.work.browser import EntityRow, Owed

NOTHING = Owed()
ANNA = Person(3, "Anna Berg")


def _row(type_id: int = DEAL, *, owed: Owed | None = NOTHING, closed: bool = False, **values: object) -> EntityRow:
    entity = Entity(EntityRef(type_id, 7), "Contoso rollout", closed=closed, **values)  # type: ignore[arg-type]
    return EntityRow(entity, ANNA, owed)


def test_a_deal_tells_its_amount_and_stage(formats: Formats) -> None:
    row = _row(stage="C1:EXECUTING", money=Money(Decimal(48600), "EUR"))
    assert RowWords(formats).about(row) == "€48,600 · In progress"


def test_no_amount_is_better_than_nothing_point_nothing(formats: Formats) -> None:
    assert RowWords(formats).about(_row(stage="NEW", money=Money(Decimal("0.00"), "EUR"))) == "New"


def test_a_contact_tells_how_to_reach_it(formats: Formats) -> None:
    channels = (Channel("PHONE", "+31 45 555 8510"), Channel("EMAIL", "a@b.example"), Channel("EMAIL", "c@d.example"))
    assert RowWords(formats).about(_row(CONTACT, channels=channels)) == "+31 45 555 8510 · a@b.example"


def test_many_are_not_counted_to_the_last(formats: Formats) -> None:
    words = RowWords(formats)
    assert [words.open(_row(owed=Owed(open=count))) for count in (0, 1, 99, 100)] == ["", "1", "99", "99+"]


def test_nothing_is_claimed_before_the_portal_has_counted(formats: Formats) -> None:
    assert RowWords(formats).all(_row(owed=None)) == ["Contoso rollout", "Anna Berg"]


@pytest.mark.parametrize(
    ("row", "forgotten"),
    [
        (_row(DEAL), True),
        (_row(LEAD), True),
        (_row(DEAL, closed=True), False),
        (_row(DEAL, owed=Owed(open=1)), False),
        (_row(DEAL, owed=None), False),
        (_row(CONTACT), False),
        (_row(COMPANY), False),
    ],
    ids=["deal", "lead", "closed deal", "planned", "not counted yet", "contact", "company"],
)
def test_a_plan_is_missed_where_one_is_due(formats: Formats, row: EntityRow, *, forgotten: bool) -> None:
    assert RowWords.is_forgotten(row) is forgotten
    assert ("nothing planned" in RowWords(formats).all(row)) is forgotten


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(
    ("code", "words", "tone"),
    [
        ("NEW", "New", "accent"),
        ("C1:PREPAYMENT_INVOICE", "Prepayment invoice", "accent"),
        ("DT128_5:CLIENT", "With the client", "accent"),
        ("WON", "Won", "success"),
        ("C7:LOSE", "Lost", "neutral"),
        ("IN_REVIEW", "In review", "accent"),
        ("UC_5T2K9D", "", "accent"),
        ("UC_ABCDEF", "", "accent"),
        ("C1:3", "", "accent"),
        ("", "", "accent"),
    ],
)
def test_stages_are_words_or_nothing(code: str, words: str, tone: str) -> None:
    assert (stage_words(code), stage_tone(code)) == (words, tone)
