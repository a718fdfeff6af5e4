"""One value, written in many ways."""

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daybook.bitrix import decode

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)
EMPTY: list[object] = [None, "", False, [], {}]
ATHENS = timezone(timedelta(hours=3))


@pytest.mark.parametrize("value", [7, "7", " 7 ", 7.0, "7.0", "+7"], ids=repr)
def test_seven(value: object) -> None:
    assert decode.as_int(value) == 7
    assert decode.as_id(value) == 7


@pytest.mark.parametrize("value", [*EMPTY, "0", 0, -3, "seven", "7a", "7.5", 7.5, float("nan")], ids=repr)
def test_no_id(value: object) -> None:
    assert decode.as_id(value) is None


@pytest.mark.parametrize("value", ["Y", "y", "1", 1, True, "true", "TRUE"], ids=repr)
def test_yes(value: object) -> None:
    assert decode.as_flag(value)


@pytest.mark.parametrize("value", [*EMPTY, "N", "n", "0", 0, "false", "maybe", 2], ids=repr)
def test_no(value: object) -> None:
    assert not decode.as_flag(value)


@pytest.mark.parametrize("value", EMPTY, ids=repr)
def test_empty_values_are_empty_everywhere(value: object) -> None:
    assert decode.as_text(value) == ""
    assert decode.as_moment(value) is None
    assert decode.as_decimal(value) is None
    assert list(decode.as_list(value)) == []
    assert dict(decode.as_map(value)) == {}


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2024-04-03T10:26:32+02:00", datetime(2024, 4, 3, 8, 26, 32, tzinfo=UTC)),
        ("2024-04-03T08:26:32Z", datetime(2024, 4, 3, 8, 26, 32, tzinfo=UTC)),
        ("2024-04-03T08:26:32.500Z", datetime(2024, 4, 3, 8, 26, 32, 500_000, tzinfo=UTC)),
        ("2024-07-23 08:08:50", datetime(2024, 7, 23, 5, 8, 50, tzinfo=UTC)),
        ("2024-07-23T08:08:50", datetime(2024, 7, 23, 5, 8, 50, tzinfo=UTC)),
        ("2024-07-23", datetime(2024, 7, 22, 21, tzinfo=UTC)),
        ("24.08.2023 13:19:39", datetime(2023, 8, 24, 10, 19, 39, tzinfo=UTC)),
        ("24.08.2023", datetime(2023, 8, 23, 21, tzinfo=UTC)),
    ],
)
def test_every_way_to_write_a_moment(text: str, moment: datetime) -> None:
    read = decode.as_moment(text, ATHENS)
    assert read == moment
    assert read is not None
    assert read.tzinfo is not None


@pytest.mark.parametrize(
    "value",
    ["9999-12-31T00:00:00+03:00", "9999-12-31T23:59:59-12:00", "0000-00-00 00:00:00", "0001-01-01T00:00:00+03:00",
     "31.02.2024", "2024-02-31", "yesterday", "24.08.2023 25:00", "0", 1712132793],
    ids=repr,
)  # fmt: skip
def test_no_moment(value: object) -> None:
    assert decode.as_moment(value) is None


@pytest.mark.parametrize("value", [1705765533, 1705765533.0, "1705765533", "2024-01-20T17:45:33+02:00"], ids=repr)
def test_a_unix_timestamp(value: object) -> None:
    assert decode.from_unix(value) == datetime(2024, 1, 20, 15, 45, 33, tzinfo=UTC)


@pytest.mark.parametrize("value", [None, "", "soon", -1, 0, 1e99, float("inf"), {}, True], ids=repr)
def test_no_timestamp(value: object) -> None:
    assert decode.from_unix(value) is None


def test_amounts_are_exact() -> None:
    assert decode.as_decimal("19999.99") == Decimal("19999.99")
    assert decode.as_decimal(999.9) == Decimal("999.9")
    assert decode.as_decimal("NaN") is None
    assert decode.as_decimal("1 000") is None


def test_a_list_with_gaps_is_a_map_and_both_are_read() -> None:
    assert list(decode.as_list({"0": "a", "2": "c"})) == ["a", "c"]
    assert dict(decode.as_map(["a", "b"])) == {"0": "a", "1": "b"}
    assert list(decode.as_maps([{"ID": "1"}, "x", None])) == [{"ID": "1"}]


def test_a_moment_goes_out_with_its_offset() -> None:
    assert decode.to_wire(datetime(2026, 3, 1, 10, 0, 0, 999, tzinfo=ATHENS)) == "2026-03-01T10:00:00+03:00"
    with pytest.raises(ValueError, match="zone"):
        decode.to_wire(datetime(2026, 3, 1, 10))  # noqa: DTZ001


@given(ANYTHING)
def test_nothing_makes_a_converter_raise(value: object) -> None:
    for convert in (
        decode.as_int, decode.as_id, decode.as_float, decode.as_decimal, decode.as_text, decode.as_flag,
        decode.as_map, decode.as_list, decode.as_maps, decode.as_moment, decode.from_unix,
    ):  # fmt: skip
        convert(value)


@given(st.datetimes(datetime(1900, 1, 2), datetime(9998, 12, 30), timezones=st.just(UTC)))  # noqa: DTZ001
def test_a_moment_survives_the_way_there_and_back(moment: datetime) -> None:
    assert decode.as_moment(decode.to_wire(moment)) == moment.replace(microsecond=0)


OFFSETS = st.integers(-23, 23).map(lambda hours: timezone(timedelta(hours=hours)))


@given(st.datetimes(timezones=OFFSETS))
def test_what_was_read_can_be_moved_to_any_zone(moment: datetime) -> None:
    """A moment at the edges of the calendar would raise OverflowError."""
    read = decode.as_moment(moment.isoformat())
    assert read is None or read.astimezone(UTC) == moment
