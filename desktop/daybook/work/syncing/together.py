"""Several things at once, of which the first failure is the failure of all."""

import asyncio
from collections.abc import Coroutine
from typing import Any


async def together(*works: Coroutine[Any, Any, None]) -> None:
    """Returns when all have ended. Raises the first failure as it is, once the others were cancelled and have ended."""
    try:
        async with asyncio.TaskGroup() as group:
            for work in works:
                group.create_task(work)
    except BaseExceptionGroup as several:
        failure = several.exceptions[0]
    else:
        return
    raise failure
