"""Reads CHANGELOG.md: one section for each version, in the words of people who use Daybook. Pure."""

import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from email.utils import format_datetime

_HEAD = re.compile(r"^## (?P<version>\S+) \((?P<when>\d{4}-\d{2}-\d{2}|unreleased)\)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Release:
    """One version; `day` is None while it has not been released. `text` is Markdown."""

    version: str
    day: date | None
    text: str

    @property
    def entries(self) -> tuple[str, ...]:
        """Each point on one line, without the marks of Markdown."""
        joined = re.sub(r"\n +", " ", self.text)
        return tuple(_plain(line[2:]) for line in joined.splitlines() if line.startswith("- "))


def read(text: str) -> tuple[Release, ...]:
    """Every version, the newest first. Raises ValueError when there is none, or a day does not exist."""
    heads = list(_HEAD.finditer(text))
    if not heads:
        raise ValueError("the changelog has no section such as: ## 1.2.3 (2026-01-31)")
    ends = [head.start() for head in heads[1:]] + [len(text)]
    return tuple(
        Release(
            head["version"],
            None if head["when"] == "unreleased" else date.fromisoformat(head["when"]),
            text[head.end() : end].strip(),
        )
        for head, end in zip(heads, ends, strict=True)
    )


def notes(text: str, version: str) -> str:
    """What a release says of itself. Raises ValueError when the changelog does not know the version."""
    for release in read(text):
        if release.version == version:
            return release.text + "\n"
    raise ValueError(f"the changelog has no section for {version}")


def for_debian(releases: Sequence[Release], package: str, maintainer: str, moment: int) -> str:
    """The same as Debian writes it; what was not released yet carries `moment`, in seconds since 1970."""
    stanzas = []
    for release in releases:
        when = datetime.combine(release.day, time(12), UTC) if release.day else datetime.fromtimestamp(moment, UTC)
        points = [
            textwrap.fill(entry, 78, initial_indent="  * ", subsequent_indent="    ", break_on_hyphens=False)
            for entry in release.entries
        ]
        head = f"{package} ({debian_version(release.version)}) unstable; urgency=medium"
        stanzas.append("\n\n".join([head, "\n".join(points), f" -- {maintainer}  {format_datetime(when)}"]) + "\n")
    return "\n".join(stanzas)


def debian_version(version: str) -> str:
    """A version as dpkg orders it: 1.0.0rc1 comes before 1.0.0."""
    return re.sub(r"(?<=\d)\.?(a|b|rc|dev)(?=\d)", r"~\1", version)


def _plain(text: str) -> str:
    text = re.sub(r"\[([^\]]+)\]\([^)]*\)", r"\1", text)
    return re.sub(r"\*\*|`", "", text).strip()
