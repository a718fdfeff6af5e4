"""Names of one writing direction inside a sentence of the other."""

import unicodedata
from typing import Final

_BEGIN: Final = "\u2068"
_END: Final = "\u2069"
_RIGHT_TO_LEFT: Final = frozenset({"R", "AL"})


def isolated(text: str) -> str:
    """The text so that it turns nothing around it (Unicode Standard Annex 9, first strong isolate).

    A sentence that begins with an Arabic or Hebrew name would else be laid out as if all of it were Arabic or Hebrew.
    Texts without such letters stay as they are.
    """
    if text.isascii() or not any(unicodedata.bidirectional(letter) in _RIGHT_TO_LEFT for letter in text):
        return text
    return f"{_BEGIN}{text}{_END}"
