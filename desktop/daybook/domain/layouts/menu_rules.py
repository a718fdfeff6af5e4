"""The sections of a menu, and the items that name them."""

from daybook.domain.layouts.faults import LayoutFault
from daybook.domain.layouts.notes import Case

ITEM, SECTION = "MenuItemDto", "MenuSectionDto"


def judge_sections(menu: Case) -> None:
    """Notes codes that are declared twice, and items that name no section, or one that is not there."""
    sections, items = menu.spot.under("sections"), menu.spot.under("items")
    codes = _declared([menu.at(each, SECTION) for each in sections.items]) if sections else ()
    divided = sections is not None and bool(sections.items)
    for member in items.by_key.values() if items else ():
        if menu.notes.full:
            return
        item = menu.at(items.inside(member.key, member.node), ITEM) if items else menu
        named = item.spot.under("sectionCode")
        if named is None and divided and item.spot.node.is_object:
            item.add(LayoutFault.MISSING_SECTION, said="sectionCode", allowed=codes, at=item.spot.opening)
        elif named and isinstance(named.node.value, str) and named.node.value and named.node.value not in codes:
            item.at(named).add_not_listed(LayoutFault.UNKNOWN_SECTION, codes)


def _declared(sections: list[Case]) -> tuple[str, ...]:
    codes: dict[str, None] = {}
    for each in sections:
        code = each.spot.under("code")
        if code is None or not isinstance(code.node.value, str):
            continue
        if code.node.value in codes:
            each.at(code).add(LayoutFault.DUPLICATE_SECTION)
        codes[code.node.value] = None
    return tuple(codes)
