"""Telling a person something outside the window: what a desktop notification is to us, whoever shows it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Protocol

OPENED: Final = "default"
"""The answer of a person who clicked the notification itself."""


class NotifierSilent(Exception):
    """Nothing can be shown on this desktop now; the cause is chained where there is one.

    `reason`: `no_service` (nobody answers), `not_allowed` (the person or her company forbids it), `unsupported` (this
    system shows none, or none for a program that was installed like this).
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class NoticeButton:
    """One answer; `key` is told when it is pressed and is not OPENED."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Notice:
    """What is shown: plain text, whatever stands in it. Desktops show two or three buttons, some none."""

    title: str
    text: str
    buttons: tuple[NoticeButton, ...] = ()


class Notifier(Protocol):
    """Shows notices on the desktop."""

    async def show(self, notice: Notice, answered: Callable[[str], None]) -> str:
        """Shows one and returns its id. `answered` is called on the loop with a button's key or OPENED, at most once.

        Raises NotifierSilent.
        """

    async def withdraw(self, notice_id: str) -> None:
        """Takes one away again; nothing happens when it is gone or the desktop no longer answers."""

    async def aclose(self) -> None:
        """Lets the desktop go; no notice is answered any more."""
