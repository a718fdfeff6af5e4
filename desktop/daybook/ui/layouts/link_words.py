"""Where a link of a layout leads, in a sentence, before anybody clicks it."""

from urllib.parse import urljoin

from PySide6.QtCore import QCoreApplication

from daybook.domain.layouts.links import LinkKind, kind_of, opens

translate = QCoreApplication.translate


def link_words(uri: str, host: str) -> str:
    """What a click would do; `host` is the portal's, "" when none is known."""
    said = {
        LinkKind.PORTAL_PATH: translate("ClickWords", "Leads to {link} on {host}"),
        LinkKind.WEB: translate("ClickWords", "Leads to {link}"),
        LinkKind.OTHER_PROGRAM: translate("ClickWords", "{link}: Daybook does not open this"),
        LinkKind.DANGEROUS: translate("ClickWords", "{link}: this would run code. It is never opened"),
        LinkKind.BROKEN: translate("ClickWords", "“{link}” is no address"),
    }[kind_of(uri)]
    return said.format(link=short(uri), host=host or translate("ClickWords", "the portal"))


def address_of(uri: str, portal: str) -> str:
    """The whole address of a link on this portal (`scheme://host`); "" for what is not opened, or without a portal."""
    if not opens(uri):
        return ""
    if kind_of(uri) is LinkKind.WEB:
        return urljoin("https://", uri.replace("\\", "/"))
    return urljoin(f"{portal}/", uri) if portal else ""


def short(text: str) -> str:
    """On one line and not longer than a line; whatever could turn the reading order stays visible as a sign."""
    plain = "".join(each if each.isprintable() else "·" for each in text[:160])
    return plain if len(text) <= 160 else plain + "…"
