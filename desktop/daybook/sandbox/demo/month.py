"""temporary"""

from daybook.sandbox.demo import few


def fill(db: object, clock: object, seed: int) -> None:  # noqa
    few.fill(db, clock)  # type: ignore
