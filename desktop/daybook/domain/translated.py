"""A text, or the same text in several languages, as applications give it to a portal."""

from collections.abc import Mapping

Translated = str | Mapping[str, str]
"""`Mapping` is text by two-letter language code of Bitrix24, such as "en" or "de"."""

FALLBACK = "en"


def shown(text: Translated, language: str = FALLBACK) -> str:
    """What a person with this interface language reads: that text, else English, else the first; "" for none.

    https://apidocs.bitrix24.com/api-reference/crm/timeline/activities/configurable/structure/field-types.html
    """
    if isinstance(text, str):
        return text
    return text.get(language) or text.get(FALLBACK) or next(iter(text.values()), "")


def is_blank(text: Translated) -> bool:
    """True when nobody would read anything."""
    return not any(each.strip() for each in ([text] if isinstance(text, str) else text.values()))
