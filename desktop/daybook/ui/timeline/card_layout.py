"""Where everything on a card stands. Pure geometry: given how wide words are, it needs no screen.

The distances are the portal's, read off the pictures of its REST documentation (configurable activities): disc 33,
11 to the card, padding 16, plate 80, buttons 26 high. Coordinates are device-independent pixels from the top left
corner of the card's row, which is as wide as the list.
"""

from dataclasses import dataclass
from typing import Final, Protocol

from PySide6.QtCore import QPointF, QRectF

from daybook.ui.layouts.footer_drawing import ABOVE_BUTTONS
from daybook.ui.timeline.areas import Area
from daybook.ui.timeline.card_face import CardFace, DueField, Fact
from daybook.ui.timeline.lettering import Letter

DISC: Final = 33.0
DISC_GAP: Final = 11.0
CARD_GAP: Final = 12.0
"""Between one card and the next."""
BAR: Final = 20.0
"""Height of a line in the header."""
TAG_HEIGHT: Final = 21.0
TAG_SIDE: Final = 9.0
TAG_GLYPH: Final = 11.0
CHECK: Final = 15.0
SQUARE: Final = 14.0
PERSON: Final = 22.0
PLATE: Final = 80.0
DUE_HEIGHT: Final = 34.0
DUE_GLYPH: Final = 15.0
_DUE_SIDE: Final = 12.0
_DUE_GAP: Final = 5.0
BUTTON_HEIGHT: Final = 28.0
MENU_WIDTH: Final = 32.0
FOLDED: Final = 125.0
"""Height of a folded description, frame included (all_content_blocks_example.png)."""
FOLD_FROM: Final = 146.0
"""Below this there is nothing worth hiding. The portal's own threshold is not documented."""
FOLD_HEIGHT: Final = 24.0
BLOCKS_GAP: Final = 8.0
"""Above the first block of an application, below what the portal itself shows."""
FACT_LINE: Final = 22.0
FACT_LABEL: Final = 110.0
"""From the left edge of a label to its value, whatever the label's length."""
NARROW: Final = 520.0
"""A row below this width is set tighter."""
NO_PLATE: Final = 390.0
"""A row below this width has no plate: it would leave no room for the deadline and the words beside it."""
SECTION_HEIGHT: Final = 44.0


class Measures(Protocol):
    """How much room words take."""

    def advance(self, letter: Letter, text: str) -> float:
        """How wide `text` is on one line."""

    def wrap(self, letter: Letter, text: str, width: float, lines: int) -> tuple[str, ...]:
        """`text` on at most `lines` lines, cut with "…" at the end of the last."""

    def cut(self, letter: Letter, text: str, width: float) -> str:
        """As much of `text` as fits on one line."""


class Description(Protocol):
    """The height of a card's description, without a frame."""

    def __call__(self, width: float, *, whole: bool) -> tuple[float, bool]:
        """Height at this width, and whether that is all of it: `whole` False may stop early."""


class Blocks(Protocol):
    """The room that an application's part of a card takes."""

    def __call__(self, width: float) -> tuple[float, float]:
        """Height at this width, and how much of that is a line of buttons at its end; 0 = it has none."""


@dataclass(frozen=True, slots=True)
class Words:
    """A piece of text and the box it stands in."""

    text: str
    box: QRectF


@dataclass(frozen=True, slots=True)
class DueBox:
    """The "do until" field and what fits into it."""

    box: QRectF
    label: Words | None
    moment: Words
    late: Words | None
    glyph: QRectF | None
    chevron: QRectF | None


@dataclass(frozen=True, slots=True)
class CardLayout:
    """The boxes of one card. What a card does not have is None or empty."""

    height: float
    card: QRectF
    disc: QRectF
    check: QRectF
    title: tuple[Words, ...]
    title_cut: bool
    tags: tuple[QRectF, ...]
    when: Words | None
    square: QRectF | None
    person: QRectF
    plate: QRectF | None
    due: DueBox | None
    facts: tuple[tuple[Words, Words], ...]
    frame: QRectF | None
    """The box around the description."""
    text: QRectF | None
    """The description inside its frame, as far as it shows."""
    fold: QRectF | None
    """The pill that folds and unfolds; None when there is nothing to fold."""
    folded: bool
    whole: bool
    """The description was laid out to its end, not only its beginning."""
    buttons: tuple[tuple[Area, QRectF], ...]
    menu: QRectF
    blocks: QRectF | None
    """What an application put on the card."""

    def hit(self, point: QPointF) -> Area | None:
        """What lies at a point; small things answer a little beyond their edge. None outside the card."""
        for area, box in self._targets():
            if box.contains(point):
                return area
        return Area.CARD if self.card.contains(point) else None

    def box(self, area: Area) -> QRectF:
        """Where a part is, an empty box when the card has none. Of a title in two lines, the first."""
        if area is Area.CARD:
            return self.card
        return next((box for each, box in self._targets() if each is area), QRectF())

    def _targets(self) -> list[tuple[Area, QRectF]]:
        found = [(Area.DISC, self.disc), (Area.CHECK, grown(self.check, 7)), (Area.PERSON, grown(self.person, 3))]
        found += list(self.buttons)
        found += [(Area.MENU, self.menu)]
        optional = (
            (Area.FOLD, self.fold),
            (Area.DEADLINE, self.due.box if self.due else None),
            (Area.SQUARE, grown(self.square, 3) if self.square else None),
            (Area.WHEN, self.when.box if self.when else None),
            (Area.TEXT, self.text),
            (Area.BLOCKS, self.blocks),
        )
        found += [(area, box) for area, box in optional if box is not None]
        found += [(Area.TITLE, line.box) for line in self.title]
        found += [(Area.TAGS, box) for box in self.tags]
        return found


def grown(box: QRectF, by: float) -> QRectF:
    """The box with this much more on every side."""
    return box.adjusted(-by, -by, by, by)


def lay_out(
    face: CardFace,
    width: float,
    measures: Measures,
    describe: Description | None = None,
    *,
    unfolded: bool = False,
    blocks: Blocks | None = None,
) -> CardLayout:
    """The boxes of a card in a row of this width. `describe` is needed only by a face that is `described`."""
    return _Setter(face, width, measures).set(describe, unfolded=unfolded, blocks=blocks)


def estimate(face_described: bool, is_open: bool) -> float:
    """About how high a card will be, for the scroll bar, until somebody looks at it."""
    return (200.0 if is_open else 104.0) + (70.0 if face_described else 0.0)


class _Setter:
    """Sets one card from top to bottom; `_y` is how far it got."""

    def __init__(self, face: CardFace, width: float, measures: Measures) -> None:
        narrow = width < NARROW
        side = 10.0 if narrow else 16.0
        self._face = face
        self._measures = measures
        self._pad = 12.0 if narrow else 16.0
        self._plate_size = 0.0 if width < NO_PLATE else 64.0 if narrow else PLATE
        left = side + DISC + DISC_GAP
        self._card = QRectF(left, 0, max(width - left - side, 120.0), 0)
        self._disc = QRectF(side, 6.5, DISC, DISC)
        self._left = self._card.left() + self._pad
        self._right = self._card.right() - self._pad
        self._y = 13.0

    def set(self, describe: Description | None, *, unfolded: bool, blocks: Blocks | None) -> CardLayout:
        check, person, square = self._corners()
        title, cut, tags, when = self._header(check.right() + 10, (square or person).left() - 12)
        plate = self._plate()
        column = plate.right() + 16 if plate else (self._left if self._face.checked else check.right() + 10)
        due = self._due(self._face.due, column) if self._face.due else None
        facts = tuple(self._fact(fact, column) for fact in self._face.facts)
        frame, text, fold, folded = self._description(column, describe, unfolded=unfolded)
        own, button_line = self._blocks(self._left if self._face.own else column, blocks)
        if plate:
            self._y = max(self._y, plate.bottom())
        buttons, menu = self._footer(button_line, below_blocks=own is not None)
        card = QRectF(self._card.left(), 0, self._card.width(), self._y)
        return CardLayout(
            height=self._y + CARD_GAP,
            card=card,
            disc=self._disc,
            check=check,
            title=title,
            title_cut=cut,
            tags=tags,
            when=when,
            square=square,
            person=person,
            plate=plate,
            due=due,
            facts=facts,
            frame=frame,
            text=text,
            fold=fold,
            folded=folded,
            whole=unfolded,
            buttons=buttons,
            menu=menu,
            blocks=own,
        )

    def _corners(self) -> tuple[QRectF, QRectF, QRectF | None]:
        """Checkbox at the left; portrait and perhaps the colour square at the right."""
        middle = self._y + BAR / 2
        check = QRectF(self._left, middle - CHECK / 2, CHECK, CHECK)
        person = QRectF(self._right - PERSON, middle - PERSON / 2, PERSON, PERSON)
        if not self._face.square:
            return check, person, None
        return check, person, QRectF(person.left() - 12 - SQUARE, middle - SQUARE / 2, SQUARE, SQUARE)

    def _header(self, left: float, right: float) -> tuple[tuple[Words, ...], bool, tuple[QRectF, ...], Words | None]:
        """Title, tags and time on one line; where they do not fit, the title above on up to two."""
        room = max(right - left, 40.0)
        title_width = self._measures.advance(Letter.TITLE, self._face.title)
        tag_widths = [self._tag_width(tag.text, glyph=tag.glyph is not None) for tag in self._face.tags]
        when_width = self._measures.advance(Letter.WHEN, self._face.when)
        after = sum(width + 8 for width in tag_widths) + (when_width + 10 if self._face.when else 0)
        if title_width + after <= room:
            title: tuple[Words, ...] = (Words(self._face.title, QRectF(left, self._y, title_width, BAR)),)
            start, cut = left + title_width + 8, False
        else:
            lines = self._measures.wrap(Letter.TITLE, self._face.title, room, 2)
            title = tuple(
                Words(line, QRectF(left, self._y + number * BAR, self._line_width(line, room), BAR))
                for number, line in enumerate(lines)
            )
            cut = lines[-1].endswith("…") and not self._face.title.endswith("…")
            self._y += BAR * (len(lines) - 1)
            if after:
                self._y += BAR + 4
            start = left
        tags, when = self._after_title(start, right, tag_widths, when_width)
        self._y += BAR
        return title, cut, tags, when

    def _line_width(self, line: str, room: float) -> float:
        return min(self._measures.advance(Letter.TITLE, line), room)

    def _after_title(
        self, start: float, right: float, tag_widths: list[float], when_width: float
    ) -> tuple[tuple[QRectF, ...], Words | None]:
        tags = []
        first = start
        for width in tag_widths:
            if start > first and start + width > right:
                start = first
                self._y += TAG_HEIGHT + 4
            tags.append(QRectF(start, self._y + (BAR - TAG_HEIGHT) / 2, min(width, right - start), TAG_HEIGHT))
            start += width + 8
        if not self._face.when:
            return tuple(tags), None
        if start > first and start + when_width > right:
            start = first
            self._y += TAG_HEIGHT + 2
        text = self._measures.cut(Letter.WHEN, self._face.when, max(right - start, 20))
        gap = 2 if tags or start > first else 0
        return tuple(tags), Words(text, QRectF(start + gap, self._y, min(when_width, right - start), BAR))

    def _tag_width(self, text: str, *, glyph: bool) -> float:
        return self._measures.advance(Letter.TAG, text) + 2 * TAG_SIDE + (TAG_GLYPH + 4 if glyph else 0)

    def _plate(self) -> QRectF | None:
        self._y += 13
        if not self._face.plate or not self._plate_size:
            return None
        return QRectF(self._left, self._y, self._plate_size, self._plate_size)

    def _due(self, due: DueField, column: float) -> DueBox:
        made = _due_box(due, column, self._y, self._right - column, self._measures)
        self._y += DUE_HEIGHT + 10
        return made

    def _fact(self, fact: Fact, column: float) -> tuple[Words, Words]:
        value_left = column + min(FACT_LABEL, (self._right - column) * 0.4)
        label = QRectF(column, self._y, value_left - column - 8, FACT_LINE)
        value = QRectF(value_left, self._y, self._right - value_left, FACT_LINE)
        self._y += FACT_LINE + 3
        return (
            Words(self._measures.cut(Letter.FIELD, fact.label, label.width()), label),
            Words(self._measures.cut(Letter.FIELD, fact.value, value.width()), value),
        )

    def _description(
        self, column: float, describe: Description | None, *, unfolded: bool
    ) -> tuple[QRectF | None, QRectF | None, QRectF | None, bool]:
        if not self._face.described or describe is None:
            return None, None, None, False
        side, above = (14.0, 11.0) if self._pad < 16 else (18.0, 13.0)
        width = self._right - column - 2 * side
        height, all_of_it = describe(width, whole=unfolded)
        foldable = not all_of_it or unfolded or height + 2 * above > FOLD_FROM
        if unfolded and all_of_it and height + 2 * above <= FOLD_FROM:
            foldable = False
        folded = foldable and not unfolded
        inner = FOLDED - above if folded else height + 2 * above + (8 if foldable else 0)
        total = FOLDED if folded else inner
        frame = QRectF(column, self._y, self._right - column, total)
        text = QRectF(column + side, self._y + above, width, FOLDED - above if folded else height)
        self._y += total + 4
        fold = None
        if foldable:
            fold = QRectF(frame.center().x() - self._fold_width / 2, frame.bottom() - 12, self._fold_width, FOLD_HEIGHT)
            self._y += FOLD_HEIGHT / 2
        return frame, text, fold, folded

    def _blocks(self, column: float, blocks: Blocks | None) -> tuple[QRectF | None, float]:
        """The application's part, below what the portal itself shows; and its line of buttons at the end."""
        if blocks is None:
            return None, 0.0
        face, width = self._face, self._right - column
        height, button_line = blocks(width)
        if face.buttons and button_line:  # Daybook's own take their place
            height, button_line = height - button_line - ABOVE_BUTTONS, 0.0
        if height <= 0:
            return None, 0.0
        self._y += BLOCKS_GAP if face.due or face.facts or face.described else 0.0
        box = QRectF(column, self._y, width, height)
        self._y += height
        return box, button_line

    @property
    def _fold_width(self) -> float:
        return max(self._measures.advance(Letter.FOLD, text) for text in self._face.fold_words) + 24

    def _footer(self, button_line: float, *, below_blocks: bool) -> tuple[tuple[tuple[Area, QRectF], ...], QRectF]:
        """With a line of buttons above, the menu stands at the end of that."""
        if button_line:
            self._y -= (BUTTON_HEIGHT + button_line) / 2
        elif self._face.plate or self._face.described or below_blocks:
            self._y += 12
        menu = QRectF(self._right - MENU_WIDTH + 6, self._y, MENU_WIDTH, BUTTON_HEIGHT)
        room = menu.left() - 8 - self._left
        wanted = [max(self._measures.advance(Letter.BUTTON, each.text) + 44, 96.0) for each in self._face.buttons]
        squeeze = min(1.0, (room - 8 * (len(wanted) - 1)) / sum(wanted)) if wanted else 1.0
        boxes = []
        left = self._left
        for button, width in zip(self._face.buttons, wanted, strict=True):
            boxes.append((button.area, QRectF(left, self._y, width * squeeze, BUTTON_HEIGHT)))
            left += width * squeeze + 8
        self._y += BUTTON_HEIGHT + 14
        return tuple(boxes), menu


def _due_box(due: DueField, left: float, top: float, room: float, measures: Measures) -> DueBox:
    """The field at this place. Where room is short, the lateness goes first, then the label; the moment is cut last."""
    setter = _LineSetter(left + _DUE_SIDE, top, measures)
    room -= 2 * _DUE_SIDE + (14.0 + _DUE_GAP if due.editable else 0.0) + (DUE_GLYPH + _DUE_GAP if due.late else 0.0)
    label_width = measures.advance(Letter.FIELD, due.label) + _DUE_GAP if due.label else 0.0
    moment_width = measures.advance(Letter.FIELD_STRONG, due.moment)
    late_text = f"· {due.late}"
    late_width = measures.advance(Letter.FIELD, late_text) + _DUE_GAP
    with_label = bool(due.label) and label_width + moment_width <= room
    with_late = bool(due.late) and label_width + moment_width + late_width <= room
    moment_room = room - (label_width if with_label else 0.0)
    glyph = setter.icon(DUE_GLYPH) if due.late else None
    label = setter.words(Letter.FIELD, due.label, room) if with_label else None
    moment = setter.words(Letter.FIELD_STRONG, due.moment, max(moment_room, 20.0))
    late = setter.words(Letter.FIELD, late_text, room) if with_late else None
    chevron = setter.icon(14.0) if due.editable else None
    return DueBox(QRectF(left, top, setter.end + _DUE_SIDE - left, DUE_HEIGHT), label, moment, late, glyph, chevron)


class _LineSetter:
    """Sets icons and words one behind the other inside the "do until" field."""

    def __init__(self, left: float, top: float, measures: Measures) -> None:
        self._x = left
        self._top = top
        self._measures = measures

    @property
    def end(self) -> float:
        """The right edge of what was set."""
        return self._x - _DUE_GAP

    def icon(self, side: float) -> QRectF:
        box = QRectF(self._x, self._top + (DUE_HEIGHT - side) / 2, side, side)
        self._x += side + _DUE_GAP
        return box

    def words(self, letter: Letter, text: str, most: float) -> Words:
        width = min(self._measures.advance(letter, text), most)
        box = QRectF(self._x, self._top, width, DUE_HEIGHT)
        self._x += width + _DUE_GAP
        return Words(self._measures.cut(letter, text, width + 0.5), box)
