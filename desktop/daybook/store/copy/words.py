"""How texts are cut into words for the search, and how a question is put to it. Pure.

SQLite's `unicode61` folds case and accents and takes every run of letters for a word. Scripts that write without blanks
would become words as long as a sentence, so their letters stand alone here: a question of two of them is a phrase.
"""

import re
import unicodedata
from typing import Final

SEARCHED: Final = 20_000
"""Letters of one activity that are searched: a description may have five million."""
KEY: Final = 40
"""Letters by which names are ordered."""

_UNSPACED: Final = re.compile(
    "([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer
    "\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"  # kana, Han
    "\U00020000-\U0003ffff])"
)
_APART: Final = "\n\ue000\n"
"""Between two texts: a word for SQLite, but none that anybody can ask for, so that no phrase reaches across."""
_WORD: Final = re.compile(r"[^\W_]+")


def searchable(*texts: str) -> str:
    """What the index is told of these texts. The same texts give the same words, for that is how they are taken out."""
    joined = _APART.join(texts)[:SEARCHED]
    if all(map(str.isascii, texts)):  # no such letter in it; looking for one takes longer than all the rest
        return joined
    return _UNSPACED.sub(r" \1 ", joined)


def question(text: str) -> str | None:
    """The FTS5 expression for words that stand side by side, the last of which may go on; None for no words."""
    words = _WORD.findall(_UNSPACED.sub(r" \1 ", text))
    if not words:
        return None
    return '"' + " ".join(words) + '"*'


def sort_key(text: str) -> str:
    """The text as names are ordered: without case, accents and leading signs."""
    bare = text[: 4 * KEY].casefold()[: 2 * KEY]
    if not bare.isascii():
        folded = unicodedata.normalize("NFKD", bare)
        bare = "".join(letter for letter in folded if not unicodedata.combining(letter))
    return bare.lstrip(" \t\"'“”„«([#-–…").replace("\x00", "")[:KEY]
