"""Portals that many tests share; each test makes its own activities in them."""

import itertools
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.sandbox.process import FAST, SandboxProcess

FAR = "2031-05-06T10:00:00+03:00"


@pytest.fixture(scope="session")
def portal() -> Iterator[SandboxProcess]:
    """An empty portal without request limits."""
    with SandboxProcess.start("--data", "empty", *FAST) as process:
        yield process


@pytest.fixture(scope="session")
def demo() -> Iterator[SandboxProcess]:
    """A portal with the sample month, without request limits."""
    with SandboxProcess.start("--data", "demo", *FAST) as process:
        yield process


@pytest.fixture
def calm(portal: SandboxProcess) -> Iterator[SandboxProcess]:
    """The empty portal for tests that switch faults or the gate; both are off again afterwards."""
    yield portal
    portal.faults("")
    portal.hold(False)


_numbers = itertools.count(1)

MakeTodo = Callable[..., int]


@pytest.fixture
def todo(portal: SandboxProcess) -> MakeTodo:
    """Makes a to-do on deal 1 with every field filled; returns its id."""

    def make(**more: Any) -> int:
        fields = {
            "ownerTypeId": 2,
            "ownerId": 1,
            "deadline": FAR,
            "title": f"To-do {next(_numbers)}",
            "description": "As agreed.",
            "colorId": "3",
            "pingOffsets": [0, 15],
            **more,
        }
        number: int = portal.call("crm.activity.todo.add", fields)["id"]
        return number

    return make
