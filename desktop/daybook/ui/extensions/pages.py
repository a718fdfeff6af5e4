"""The pages of the workspace of extensions."""

from collections.abc import Mapping
from dataclasses import dataclass

from daybook.ui.extensions.actions_page import ActionsPage
from daybook.ui.extensions.badges_page import BadgesPage
from daybook.ui.extensions.blocks_page import BlocksPage
from daybook.ui.extensions.cards_page import CardsPage
from daybook.ui.extensions.context import Context
from daybook.ui.extensions.events_page import EventsPage
from daybook.ui.extensions.menu_page import MenuPage
from daybook.ui.extensions.page import Page
from daybook.ui.extensions.pictures_page import PicturesPage
from daybook.ui.extensions.reference_page import ReferencePage
from daybook.ui.extensions.types_page import TypesPage
from daybook.ui.kit.making import Making
from daybook.work.extensions import Section


@dataclass(frozen=True, slots=True)
class Pages:
    """One for each section."""

    types: TypesPage
    cards: CardsPage
    badges: BadgesPage
    blocks: BlocksPage
    actions: ActionsPage
    events: EventsPage
    menu: MenuPage
    pictures: PicturesPage
    reference: ReferencePage

    @classmethod
    def making(cls, context: Context) -> Making["Pages"]:
        """See `kit.making`."""
        types = TypesPage(context)
        yield
        cards = CardsPage(context)
        yield
        badges = BadgesPage(context)
        yield
        blocks = BlocksPage(context)
        yield
        actions = ActionsPage(context)
        yield
        events = EventsPage(context)
        yield
        menu = MenuPage(context)
        yield
        pictures = PicturesPage(context)
        yield
        return cls(types, cards, badges, blocks, actions, events, menu, pictures, ReferencePage(context))

    @property
    def by_section(self) -> Mapping[Section, Page]:
        """In the order of the list."""
        return {
            Section.TYPES: self.types,
            Section.CARDS: self.cards,
            Section.BADGES: self.badges,
            Section.BLOCKS: self.blocks,
            Section.ACTIONS: self.actions,
            Section.EVENTS: self.events,
            Section.MENU: self.menu,
            Section.PICTURES: self.pictures,
            Section.REFERENCE: self.reference,
        }
