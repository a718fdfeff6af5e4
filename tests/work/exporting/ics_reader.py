"""A strict reader of iCalendar files (RFC 5545), written for tests and from the standard alone."""

import re
from dataclasses import dataclass, field

LINE = re.compile(r"([A-Z][A-Z0-9-]*)((?:;[A-Z-]+=(?:\"[^\"]*\"|[^\";:,]*))*):(.*)", re.DOTALL)
TEXTS = frozenset({"SUMMARY", "DESCRIPTION", "LOCATION", "NAME", "X-WR-CALNAME", "PRODID", "UID"})
CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")


@dataclass
class Component:
    """A component with its properties by name, each of which may be there once, and the components inside."""

    name: str
    values: dict[str, str] = field(default_factory=dict)
    parts: list["Component"] = field(default_factory=list)

    @property
    def names(self) -> list[str]:
        """The properties that are there."""
        return list(self.values)

    def __getitem__(self, name: str) -> str:
        return self.values[name]


def read(data: bytes) -> Component:
    """The one component of a file. Fails on anything the standard forbids."""
    lines = [_line(each) for each in _unfolded(data)]
    component, rest = _component(lines)
    assert rest == []
    assert component.name == "VCALENDAR"
    return component


def _unfolded(data: bytes) -> list[str]:
    assert data.endswith(b"\r\n")
    physical = data.removesuffix(b"\r\n").split(b"\r\n")
    assert max(map(len, physical)) <= 75
    for each in physical:
        each.decode("utf-8")  # no character may be split by folding, says 3.1 of careful writers
    return data.removesuffix(b"\r\n").replace(b"\r\n ", b"").decode("utf-8").split("\r\n")


def _line(text: str) -> tuple[str, str]:
    assert not CONTROL.search(text), ascii(text)
    match = LINE.fullmatch(text)
    assert match is not None, ascii(text)
    name, value = match[1], match[3]
    return name, _text(value) if name in TEXTS else value


def _text(value: str) -> str:
    assert re.fullmatch(r"(?:[^\\;,]|\\[\\;,nN])*", value, re.DOTALL), ascii(value)
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)


def _component(lines: list[tuple[str, str]]) -> tuple[Component, list[tuple[str, str]]]:
    (begin, name), *rest = lines
    assert begin == "BEGIN"
    found = Component(name)
    while rest[0][0] != "END":
        if rest[0][0] == "BEGIN":
            part, rest = _component(rest)
            found.parts.append(part)
        else:
            (key, value), *rest = rest
            assert key not in found.values, key
            found.values[key] = value
    assert rest[0] == ("END", name)
    return found, rest[1:]
