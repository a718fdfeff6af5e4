"""What is picked out of a long list is what stands in it and is wanted, however large the ids are."""

from array import array

from hypothesis import given
from hypothesis import strategies as st

from daybook.store.copy.picking import only

IDS = st.integers(0, 300) | st.integers(0, 3_000_000) | st.integers(0, 2**62)


@given(st.lists(IDS, unique=True, max_size=200), st.lists(IDS, max_size=200), st.integers(0, 50))
def test_only_what_is_wanted_stays_in_its_order(listed: list[int], others: list[int], step: int) -> None:
    wanted = {*others, *listed[:: step + 1]}
    highest = max((*listed, *wanted, 0))

    for each in (wanted, array("q", sorted(wanted))):
        assert list(only(array("q", listed), each, highest)) == [number for number in listed if number in wanted]


def test_a_list_that_is_longer_than_a_portion() -> None:
    ids = array("q", (number * 7_919 % 20_011 for number in range(20_011)))
    assert list(only(ids, range(0, 20_011, 3), 20_010)) == [number for number in ids if number % 3 == 0]
