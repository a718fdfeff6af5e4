"""Texts by language, as they come and go. Pure."""

from collections.abc import Mapping
from typing import Any

from daybook.bitrix import decode
from daybook.domain.translated import Translated


def read(value: object) -> Translated:
    """A text, or texts by language; "" for whatever is neither."""
    if isinstance(value, Mapping):
        return {str(language): decode.as_text(text) for language, text in value.items()}
    return decode.as_text(value)


def to_wire(text: Translated) -> Any:
    """As a parameter."""
    return text if isinstance(text, str) else dict(text)
