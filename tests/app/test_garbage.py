"""Garbage is collected when it is due, and by nobody else."""

import gc
import weakref

from daybook import garbage


class Node:
    """Refers to itself, so that only the collector can free it."""

    def __init__(self) -> None:
        self.me = self


def test_nothing_goes_by_itself_and_what_is_due_goes() -> None:
    garbage.take_over()
    gc.collect()
    lost = weakref.ref(Node())
    kept: list[list[int]] = [[] for _ in range(gc.get_threshold()[0] + 10)]
    assert lost() is not None
    assert garbage.collect_due() is not None
    assert lost() is None
    assert kept


def test_nothing_is_done_when_nothing_is_due() -> None:
    garbage.take_over()
    gc.collect()
    assert garbage.collect_due() is None


def test_what_has_settled_is_not_looked_at_again() -> None:
    garbage.take_over()
    kept = Node()
    try:
        garbage.settle()
        assert not any(each is kept for each in gc.get_objects())
        lost = weakref.ref(Node())
        gc.collect()
        assert lost() is None, "what came later is"
    finally:
        gc.unfreeze()
    assert kept.me is kept
