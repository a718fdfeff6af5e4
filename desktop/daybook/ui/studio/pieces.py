"""What takes longest to make of the studio."""

from dataclasses import dataclass

from daybook.ui.kit.format import Formats
from daybook.ui.kit.look import Look
from daybook.ui.kit.making import Making
from daybook.ui.studio.card_panel import CardPanel
from daybook.ui.studio.part_form import PartForm
from daybook.ui.studio.problems import Problems
from daybook.ui.studio.structure import Structure


@dataclass(frozen=True, slots=True)
class Pieces:
    """For one `StudioWorkspace`."""

    card: CardPanel
    structure: Structure
    form: PartForm
    problems: Problems

    @classmethod
    def making(cls, look: Look, formats: Formats, language: str) -> "Making[Pieces]":
        """One after the other (`kit.making`); `language` is that of the card."""
        card = CardPanel(look, language)
        yield
        structure = Structure(look)
        yield
        form = PartForm(look)
        yield
        return cls(card, structure, form, Problems(look, formats))
