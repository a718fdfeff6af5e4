"""A text that opens a portal, wrapped so that it cannot be shown by accident."""

import hmac
from typing import Any, NoReturn, Self

from daybook import privacy


class Secret:
    """A secret text. Whoever needs it says `reveal()`; nothing else gives it away.

    It is masked in logs and error texts from the moment it is made (`daybook.privacy`).
    """

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text
        privacy.register(text)

    def reveal(self) -> str:
        """The text itself: for the wire and the keyring only."""
        return self._text

    def __repr__(self) -> str:
        return "Secret(…)"

    def __format__(self, spec: str) -> NoReturn:
        raise TypeError("a Secret does not go into a text")

    def __eq__(self, other: object) -> bool:
        """Takes the same time wherever two secrets begin to differ."""
        if not isinstance(other, Secret):
            return NotImplemented
        return hmac.compare_digest(_bytes(self._text), _bytes(other._text))

    def __hash__(self) -> int:
        return hash(self._text)

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        return self

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError("a Secret is not pickled")


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
