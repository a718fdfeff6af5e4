"""What ends `daybook bulk` early, as exit code and sentence."""

from typing import Final

from daybook.bitrix.address import BadAddress
from daybook.bitrix.errors import PortalError, SignInNeeded, Unreachable
from daybook.bulk.preparing import TooMany
from daybook.domain.calendar import UnknownCountry
from daybook.store.connections import NoSuchConnection
from daybook.store.database import StoreUnusable
from daybook.store.journal import ForeignRun, RunBusy
from daybook.vault.errors import VaultError

ALL_WELL: Final = 0
SOME_NOT: Final = 1
BAD_INPUT: Final = 2
NOT_ALLOWED: Final = 3


class Stop(Exception):
    """Ends the command with this code, after this sentence."""

    def __init__(self, code: int, said: str) -> None:
        super().__init__(said)
        self.code = code
        self.said = said


def stop_for(error: Exception) -> Stop | None:
    """What is said about an error that may happen; None for one that nobody expects."""
    for kind, code, said in _KNOWN:
        if isinstance(error, kind):
            return Stop(code, said.format(error=error))
    return None


_TOO_MANY = (
    "{error.found} rows are selected and at most {error.allowed} are expected: nothing was sent. "
    "Preview the recipe, or set options.max_rows."
)
_KEYRING = "The secret can't be had from the system's keyring. Where nobody is signed in, give it in DAYBOOK_WEBHOOK."
_KNOWN: Final[tuple[tuple[type[Exception], int, str], ...]] = (
    (TooMany, BAD_INPUT, _TOO_MANY),
    (BadAddress, BAD_INPUT, "DAYBOOK_WEBHOOK holds no webhook address ({error.reason})."),
    (UnknownCountry, BAD_INPUT, "No holidays are known for the country {error.code}."),
    (NoSuchConnection, BAD_INPUT, "There is no connection of this name."),
    (ForeignRun, NOT_ALLOWED, "This run belongs to another portal or another user."),
    (RunBusy, NOT_ALLOWED, "Another process is at this run."),
    (LookupError, BAD_INPUT, "There is no such run."),
    (Unreachable, NOT_ALLOWED, "The portal can't be reached ({error})."),
    (SignInNeeded, NOT_ALLOWED, "The portal does not accept this secret ({error})."),
    (PortalError, NOT_ALLOWED, "The portal says no ({error})."),
    (VaultError, NOT_ALLOWED, _KEYRING),
    (StoreUnusable, NOT_ALLOWED, "Daybook can't use its own file {error.path.name} ({error.reason})."),
)
