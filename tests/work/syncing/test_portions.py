"""What a first load makes of a page: the same as by way of `Activity`, whatever stands in it."""

from datetime import timedelta, timezone

from hypothesis import example, given
from hypothesis import strategies as st

from daybook.bitrix import records
from daybook.bitrix.harvest import Lot
from daybook.domain.entities import DEAL
from daybook.store.copy import writes
from daybook.work.syncing.portions import PortionReader
from tests.bitrix.test_decode import ANYTHING

ZONE = timezone(timedelta(hours=3))
USUAL = {
    "ID": "7",
    "OWNER_ID": "5",
    "OWNER_TYPE_ID": "2",
    "TYPE_ID": "6",
    "PROVIDER_ID": "CRM_TODO",
    "SUBJECT": "Call Novak",
    "DESCRIPTION": "About [b]the[/b] offer",
    "DESCRIPTION_TYPE": "2",
    "DEADLINE": "2026-03-01T10:00:00+03:00",
    "START_TIME": "2026-02-01T10:00:00+03:00",
    "END_TIME": "9999-12-31T00:00:00+03:00",
    "CREATED": "2026-02-01T10:00:00+03:00",
    "LAST_UPDATED": "2026-02-03T10:00:00+03:00",
    "COMPLETED": "N",
    "RESPONSIBLE_ID": "3",
    "AUTHOR_ID": "3",
    "EDITOR_ID": "1",
    "DIRECTION": "2",
    "PRIORITY": "2",
    "LOCATION": "",
    "SETTINGS": {"COLOR": "3"},
}
SPELLINGS = st.sampled_from(
    [
        *(None, "", "0", 0, False, True, 1, "1", 1.0, "1.0", " 1 ", "Y", "y", "N", [], {}, ["1"], {"COLOR": 4}),
        *("2026-03-01", "2026-03-01 10:00:00", "2026-03-01T07:00:00Z", "2026-03-01T07:00:00.5+00:00"),
        *("01.03.2026 10:00:00", "1969-12-31T23:59:59+00:00", "2026-02-30T10:00:00+03:00"),
        *("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"),
        *(2**31, str(2**31), 2**63 - 1, 2**63, str(2**63), "9" * 18, -1),
        *("<p>Half</p>", "größe 日本", "\x00", "\ud83d", "x" * 50_000),
    ]
)  # fmt: skip
ROWS = st.builds(
    lambda row, gone: {name: value for name, value in row.items() if name not in gone},
    st.fixed_dictionaries({name: st.just(value) | SPELLINGS | ANYTHING for name, value in USUAL.items()}),
    st.sets(st.sampled_from(sorted(USUAL)), max_size=2),
)


@given(st.lists(ROWS, max_size=4))
@example([USUAL, {**USUAL, "ID": "8", "COMPLETED": True}, {**USUAL, "ID": "9", "COMPLETED": 1.0}])
@example([USUAL, {**USUAL, "OWNER_ID": 2**63}])
def test_rows_become_what_activities_become(rows: list[dict[str, object]]) -> None:
    assert PortionReader(ZONE).ready(rows) == writes.made_ready(records.activities(rows, ZONE))


MOMENT = "2026-03-01T10:00:59+03:00"
MOMENTS = st.builds(
    lambda text, changes: "".join(changes.get(place, sign) for place, sign in enumerate(text)),
    st.datetimes(timezones=st.sampled_from([ZONE, timezone(-timedelta(hours=9, minutes=30))])).map(
        lambda moment: moment.isoformat(timespec="seconds")
    ),
    st.dictionaries(st.integers(0, 24), st.sampled_from("0123456789:-+TWZ., \x00é"), max_size=3),
)


@given(st.lists(MOMENTS, min_size=1))
@example([MOMENT, MOMENT.replace("+", "-"), MOMENT.replace(":59", ":60"), MOMENT.replace("-03-01", "-W09-7")])
@example(["1965-02-23T20:33,09+03:00", "1965-02-23T20:33:09,03:00", "1965-02-23T20,33:09+03:00"])
@example(["1969-12-31T23:59:59.500Z", "1969-12-31T23:59:59.5Z   ", " 1969-12-31T23:59:59+0000"])
def test_moments_are_read_as_elsewhere(texts: list[str]) -> None:
    rows = [{**USUAL, "ID": str(number), "DEADLINE": text} for number, text in enumerate(texts, start=1)]

    assert PortionReader(ZONE).ready(rows) == writes.made_ready(records.activities(rows, ZONE))


def test_values_that_come_by_thousands_mean_the_same_in_the_end() -> None:
    times = [f"2026-03-{day:02}T{hour:02}:{minute:02}:00+03:00"
             for day in range(1, 4) for hour in range(24) for minute in range(60)]  # fmt: skip
    rows = [{**USUAL, "ID": str(number), "DEADLINE": text} for number, text in enumerate(times, start=1)] * 2

    assert PortionReader(ZONE).ready(rows) == writes.made_ready(records.activities(rows, ZONE))


@given(ANYTHING | st.lists(ROWS))
def test_a_page_is_counted_as_it_is_elsewhere(result: object) -> None:
    for lot in (Lot(), Lot(DEAL), Lot(1038)):
        portion, page = PortionReader(ZONE).portion(lot, result), lot.read(result, ZONE)
        assert (portion is None) == (page is None)
        if portion is not None and page is not None:
            assert (portion.size, portion.last, portion.is_full) == (page.size, page.last, page.is_full)
            assert portion.activities == writes.made_ready(page.activities)
            assert portion.entities == page.entities
