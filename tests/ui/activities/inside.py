"""Tests that live inside a window which is opened within the test, not by a fixture.

Between a fixture and its test pytest-qt turns Qt's loop while no loop of asyncio counts as running: a task that wakes
up just then would fail.
"""

import inspect
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from typing import Any, TypeVar

D = TypeVar("D")

Test = Callable[..., Awaitable[None]]


def inside(opening: Callable[..., AbstractAsyncContextManager[D]]) -> Callable[[Test], Test]:
    """The first argument of the test is what `opening` opens; all others, and those of `opening`, are fixtures."""
    needs = list(inspect.signature(opening).parameters)

    def decorate(test: Test) -> Test:
        _desk, *others = inspect.signature(test).parameters

        async def run(**found: Any) -> None:
            async with opening(**{name: found[name] for name in needs}) as desk:
                await test(desk, **{name: found[name] for name in others})

        run.__name__, run.__doc__, run.__module__ = test.__name__, test.__doc__, test.__module__
        names = dict.fromkeys([*needs, *others])
        parameters = [inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY) for name in names]
        run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
        run.pytestmark = getattr(test, "pytestmark", [])  # type: ignore[attr-defined]
        return run

    return decorate
