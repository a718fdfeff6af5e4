"""The card in sentences, for those who hear it: a line for each part, in the order in which they are drawn."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from daybook.domain.layouts.model import Layout
from daybook.domain.layouts.saying import Said, Voice, said
from daybook.ui.layouts.picture import View
from daybook.ui.layouts.tag_names import tag_names

translate = QCoreApplication.translate


def spoken(layout: Layout, view: View) -> str:
    """What a screen reader says of a card that is looked at like this."""
    return "\n".join(map(_sentence, said(layout, view.language, view.scope, readonly=view.readonly)))


def _sentence(part: Said) -> str:
    text = part.text
    if part.voice is Voice.DEADLINE:
        return translate("Studio", "The deadline of the activity")
    if part.voice is Voice.LINE:
        return _joined(part.parts)
    if part.voice is Voice.PAIR:
        return translate("Studio", "{label}: {value}").format(label=text, value=_joined(part.parts))
    if part.voice is Voice.TAG and part.tag is not None:
        meaning = tag_names()[part.tag.value]
        return translate("Studio", "Tag: {text} ({meaning})").format(text=text, meaning=meaning)
    said_as = {
        Voice.TITLE: translate("Studio", "Card: {text}"),
        Voice.LINK: translate("Studio", "Link: {text}"),
        Voice.BUTTON: translate("Studio", "Button: {text}"),
        Voice.ITEM: translate("Studio", "Menu item: {text}"),
    }.get(part.voice, "{text}")
    return said_as.format(text=text)


def _joined(parts: Sequence[Said]) -> str:
    return " ".join(map(_sentence, parts))
