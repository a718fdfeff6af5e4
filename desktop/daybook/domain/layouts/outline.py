"""The parts of a layout as a tree: what the structure of the studio shows, also of a layout that is not right yet."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from daybook.domain.json_places import Node
from daybook.domain.layouts.model import BlockType, Dto, Steps
from daybook.domain.layouts.notes import Spot
from daybook.domain.translated import Translated, shown

LONGEST_TITLE: Final = 80
"""Letters of a title that are shown beside a part."""
MOST_PIECES: Final = 500
"""Parts that are shown; a real layout has a hundred at most."""


class PieceKind(StrEnum):
    """What a part is."""

    SET = "set"
    """The whole set of content blocks."""
    CARD = "card"
    ICON = "icon"
    HEADER = "header"
    TAG = "tag"
    BODY = "body"
    LOGO = "logo"
    BLOCK = "block"
    NESTED = "nested"
    """A block within another one."""
    FOOTER = "footer"
    BUTTON = "button"
    MENU = "menu"
    ITEM = "item"
    SECTION = "section"


@dataclass(frozen=True, slots=True)
class Piece:
    """One part. `steps` lead to it in the text, `at` is its first letter and `end` the one behind it.

    `is_there` is False for a part that a card may have and that is not written. `block` is the type of a block, None
    for what is none, or for one whose type can't be told.
    """

    kind: PieceKind
    steps: Steps
    at: int
    end: int
    title: str = ""
    block: BlockType | None = None
    parts: "tuple[Piece, ...]" = ()
    is_there: bool = True

    @property
    def key(self) -> str:
        """The key that the application made up, or the name of the field."""
        return self.steps[-1] if self.steps else ""

    def all(self) -> "Iterator[Piece]":
        """The part and everything in it."""
        yield self
        for each in self.parts:
            yield from each.all()

    def find(self, steps: Steps) -> "Piece | None":
        """The innermost part on this way; None when there is none."""
        best = self if steps[: len(self.steps)] == self.steps and self.is_there else None
        for each in self.parts:
            best = each.find(steps) or best
        return best

    def around(self, place: int) -> "Piece | None":
        """The innermost part that a letter of the text belongs to."""
        best = self if self.is_there and self.at <= place <= self.end else None
        for each in self.parts:
            best = each.around(place) or best
        return best


HOLDERS: Final = {
    PieceKind.SET: ("blocks",),
    PieceKind.BODY: ("blocks",),
    PieceKind.BLOCK: ("properties", "blocks"),
}
"""Where the blocks of a part stand, from the part on; only a line has any in the last case."""


def outline(root: Node, dto: Dto, language: str = "en") -> Piece:
    """The tree of a layout. Titles are in this language, see `translated.shown`."""
    made = _Maker(language)
    top = Spot(root)
    if dto is Dto.BLOCKS:
        return made.piece(PieceKind.SET, top, parts=made.blocks(top.under("blocks")))
    return made.card(top)


class _Maker:
    """Counts what it makes, for a hostile layout may have very many parts."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._left = MOST_PIECES

    def piece(
        self,
        kind: PieceKind,
        spot: Spot,
        title: str = "",
        block: BlockType | None = None,
        parts: tuple[Piece, ...] = (),
    ) -> Piece:
        return Piece(kind, spot.steps, spot.node.at, spot.node.end, title, block, parts)

    def card(self, top: Spot) -> Piece:
        icon, header, body, footer = (top.under(name) for name in ("icon", "header", "body", "footer"))
        parts = (
            self._part(PieceKind.ICON, icon, ("icon",), title=self._words(icon, "code")),
            self._part(
                PieceKind.HEADER, header, ("header",), self._keyed(PieceKind.TAG, header, "tags"),
                self._words(header, "title"),
            ),
            self._part(PieceKind.BODY, body, ("body",), self._body(body)),
            self._part(PieceKind.FOOTER, footer, ("footer",), self._footer(footer)),
        )  # fmt: skip
        return self.piece(PieceKind.CARD, top, parts=parts)

    def _body(self, body: Spot | None) -> tuple[Piece, ...]:
        logo = body.under("logo") if body else None
        logo_piece = self._part(PieceKind.LOGO, logo, ("body", "logo"), title=self._words(logo, "code"))
        return (logo_piece, *self.blocks(body.under("blocks") if body else None))

    def _footer(self, footer: Spot | None) -> tuple[Piece, ...]:
        menu = footer.under("menu") if footer else None
        sections = menu.under("sections") if menu else None
        inside = (
            *self._keyed(PieceKind.ITEM, menu, "items"),
            *(
                self.piece(PieceKind.SECTION, each, self._words(each, "title") or self._words(each, "code"))
                for each in self._some(sections.items if sections else [])
            ),
        )
        menu_piece = self._part(PieceKind.MENU, menu, ("footer", "menu"), inside)
        return (*self._keyed(PieceKind.BUTTON, footer, "buttons"), menu_piece)

    def blocks(self, holder: Spot | None, kind: PieceKind = PieceKind.BLOCK) -> tuple[Piece, ...]:
        return tuple(self._block(each, kind) for each in self._inside(holder))

    def _block(self, spot: Spot, kind: PieceKind) -> Piece:
        said = spot.under("type")
        block = next((each for each in BlockType if said is not None and said.node.value == each.value), None)
        properties = spot.under("properties")
        parts: tuple[Piece, ...] = ()
        if properties is not None and kind is PieceKind.BLOCK:
            nested = properties.under("block")
            if block is BlockType.LINE:
                parts = self.blocks(properties.under("blocks"), PieceKind.NESTED)
            elif block is BlockType.WITH_TITLE and nested is not None and nested.node.is_object:
                parts = (self._block(nested, PieceKind.NESTED),)
        title = next((found for name in ("value", "text", "title") if (found := self._words(properties, name))), "")
        return self.piece(kind, spot, title, block, parts)

    def _part(
        self, kind: PieceKind, spot: Spot | None, steps: Steps, parts: tuple[Piece, ...] = (), title: str = ""
    ) -> Piece:
        if spot is None:
            return Piece(kind, steps, 0, 0, is_there=False)
        return self.piece(kind, spot, title, parts=parts)

    def _keyed(self, kind: PieceKind, owner: Spot | None, name: str) -> tuple[Piece, ...]:
        holder = owner.under(name) if owner else None
        return tuple(self.piece(kind, each, self._words(each, "title")) for each in self._inside(holder))

    def _inside(self, holder: Spot | None) -> Iterator[Spot]:
        members = holder.by_key.values() if holder else ()
        yield from self._some([holder.inside(each.key, each.node) for each in members] if holder else [])

    def _some(self, spots: list[Spot]) -> Iterator[Spot]:
        for each in spots:
            if self._left <= 0:
                return
            if each.node.is_object:
                self._left -= 1
                yield each

    def _words(self, owner: Spot | None, name: str) -> str:
        found = owner.under(name) if owner else None
        if found is None:
            return ""
        texts: Translated = ""
        if isinstance(found.node.value, str):
            texts = found.node.value
        elif found.node.is_object:
            each = found.by_key.items()
            texts = {key: member.node.value for key, member in each if isinstance(member.node.value, str)}
        said = " ".join(shown(texts, self._language)[: 2 * LONGEST_TITLE].split())
        whole = said if len(said) <= LONGEST_TITLE else said[: LONGEST_TITLE - 1] + "…"
        return whole.encode("utf-8", "replace").decode("utf-8")
