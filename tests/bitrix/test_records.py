"""Rows become activities, items and people."""

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daybook.bitrix import entity_lists, records
from daybook.domain.activity import Activity, ActivityKind, Direction, Priority, TextFormat
from daybook.domain.entities import COMPANY, CONTACT, DEAL, LEAD, Channel, EntityRef, Money
from daybook.domain.todo import TodoColor
from tests.bitrix.recorded import answered
from tests.bitrix.test_decode import ANYTHING

CEST = timezone(timedelta(hours=2))


def test_the_documented_activity() -> None:
    assert records.activity(answered("crm.activity.get").result, UTC) == Activity(
        id=999,
        kind=ActivityKind.CALL,
        owner=EntityRef(CONTACT, 15),
        subject="Outgoing call Andrew Johnson",
        description="",
        text_format=TextFormat.PLAIN,
        deadline=datetime(2020, 9, 27, 13, 25, tzinfo=CEST),
        start=datetime(2020, 9, 27, 13, 25, tzinfo=CEST),
        end=datetime(2020, 9, 27, 19, 25, tzinfo=CEST),
        created=datetime(2020, 9, 27, 13, 26, 55, tzinfo=CEST),
        updated=datetime(2021, 3, 21, 20, 28, 24, tzinfo=CEST),
        completed=True,
        responsible_id=505,
        author_id=505,
        editor_id=505,
        color=TodoColor.DEFAULT,
        direction=Direction.OUTGOING,
        priority=Priority.MEDIUM,
        location="",
        provider_id="VOXIMPLANT_CALL",
        type_id=2,
    )


@pytest.mark.parametrize(
    ("settings", "color"),
    [
        ([], TodoColor.DEFAULT),
        ({}, TodoColor.DEFAULT),
        (None, TodoColor.DEFAULT),
        ({"COLOR": "3"}, TodoColor.ORANGE),
        ({"COLOR": 3}, TodoColor.ORANGE),
        ({"COLOR": "99"}, TodoColor.DEFAULT),
        ({"COLOR": []}, TodoColor.DEFAULT),
    ],
    ids=str,
)
def test_the_colour_of_a_todo(settings: object, color: TodoColor) -> None:
    assert records.color(settings) is color


def test_no_deadline_is_none() -> None:
    read = records.activity({"ID": "1", "DEADLINE": "9999-12-31T00:00:00+03:00"}, UTC)
    assert read is not None
    assert read.deadline is None


def test_an_activity_found_by_two_bindings_is_one() -> None:
    rows = [{"ID": "20", "OWNER_ID": "1", "OWNER_TYPE_ID": "2"}] * 2 + [{"ID": "21"}, {"NAME": "no id"}]
    assert [each.id for each in records.activities(rows, UTC)] == [20, 21]


def test_the_documented_people() -> None:
    john = records.person(answered("user.get").result[0], "https://acme.bitrix24.com")
    assert john is not None
    assert (john.id, john.name, john.active, john.position, john.photo_url) == (1, "John Smith", True, "", "")
    assert records.person(answered("user.current").result, "") is not None
    assert records.person(answered("profile").result, "") is not None


@pytest.mark.parametrize(
    ("row", "name"),
    [
        ({"ID": "3", "NAME": "John", "LAST_NAME": "Smith"}, "John Smith"),
        ({"ID": "3", "NAME": "", "LAST_NAME": " Smith "}, "Smith"),
        ({"ID": "3", "NAME": None, "EMAIL": "j@x.example"}, "j@x.example"),
        ({"ID": "3"}, "#3"),
    ],
    ids=str,
)
def test_what_a_person_is_called(row: dict[str, object], name: str) -> None:
    read = records.person(row, "")
    assert read is not None
    assert read.name == name


@pytest.mark.parametrize(
    ("photo", "address"),
    [
        ("https://cdn.example/a.png", "https://cdn.example/a.png"),
        ("/upload/a.png", "https://acme.bitrix24.com/upload/a.png"),
        ("//cdn.example/a.png", "https://cdn.example/a.png"),
        ("", ""),
        (None, ""),
        ("17", ""),
        ("file:///etc/passwd", ""),
        ("javascript:alert(1)", ""),
        ("https://[", ""),
    ],
    ids=str,
)
def test_a_portrait_is_http_or_nothing(photo: object, address: str) -> None:
    assert records.photo_url(photo, "https://acme.bitrix24.com") == address


def test_the_documented_deal() -> None:
    deal = records.entity(answered("crm.deal.get").result, DEAL)
    assert deal is not None
    assert (deal.ref, deal.title, deal.stage) == (EntityRef(DEAL, 410), "New Deal #1", "PREPARATION")
    assert deal.money == Money(Decimal("1000000.00"), "EUR")
    assert (deal.responsible_id, deal.company_id, deal.contact_id, deal.closed) == (1, 9, 84, False)


def test_the_documented_lists() -> None:
    (deal,) = entity_lists.read_page(answered("crm.deal.list"), DEAL)
    assert (deal.title, deal.money) == ("[A] Deal", Money(Decimal("19999.99"), ""))
    (lead,) = entity_lists.read_page(answered("crm.lead.list"), LEAD)
    assert (lead.title, lead.stage, lead.company_id, lead.contact_id) == ("Lead 1", "CONVERTED", None, 2069)
    (contact,) = entity_lists.read_page(answered("crm.contact.list"), CONTACT)
    assert (contact.title, contact.channels) == (
        "Anastasia Ilyina",
        (Channel("EMAIL", "special-for@example.com"),),
    )
    (company,) = entity_lists.read_page(answered("crm.company.list"), COMPANY)
    assert (company.title, company.channels) == ("Crossroads", (Channel("PHONE", "+19998887766"),))
    (item,) = entity_lists.read_page(answered("crm.item.list"), 31)
    assert (item.ref, item.title, item.money) == (EntityRef(31, 253), "Lead #253", Money(Decimal(19000), ""))
    single = entity_lists.read_one(answered("crm.item.get"), 31)
    assert single is not None
    assert single.channels == (Channel("PHONE", "+6111111111"),)


def test_the_documented_bindings() -> None:
    found = [records.ref(row) for row in answered("crm.activity.binding.list").result]
    assert found == [EntityRef(1, 123), EntityRef(2, 456)]


ROWS = st.dictionaries(
    st.sampled_from([*records.ACTIVITY_FIELDS, *records.USER_FIELDS, "TITLE", "OPPORTUNITY", "PHONE", "id", "fm"]),
    ANYTHING,
)


@given(ROWS)
def test_no_row_breaks_a_record(row: dict[str, object]) -> None:
    records.activity(row, UTC)
    records.person(row, "https://acme.bitrix24.com")
    records.entity(row, LEAD)
    records.item(row, 128)
    records.ref(row)


@pytest.mark.parametrize(
    ("type_id", "text", "filters"),
    [
        (DEAL, "", [{}]),
        (DEAL, "  ", [{}]),
        (DEAL, "north  wind", [{"%TITLE": "north wind"}]),
        (DEAL, "#102", [{"%TITLE": "#102"}, {"ID": 102}]),
        (128, "102", [{"%title": "102"}, {"id": 102}]),
        (
            CONTACT,
            "Anna Berg",
            [
                {"%NAME": "Anna Berg"},
                {"%LAST_NAME": "Anna Berg"},
                {"%NAME": "Anna", "%LAST_NAME": "Berg"},
                {"%NAME": "Berg", "%LAST_NAME": "Anna"},
            ],
        ),
        (LEAD, "x", [{"%TITLE": "x"}, {"%NAME": "x"}, {"%LAST_NAME": "x"}]),
    ],
)
def test_how_a_text_is_looked_for(type_id: int, text: str, filters: list[dict[str, object]]) -> None:
    assert entity_lists.search_filters(type_id, text) == filters
