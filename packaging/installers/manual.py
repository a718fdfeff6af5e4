"""The manual page, from what the commands say of themselves. Runs in the build environment: it imports Daybook.

`python -m installers.manual FILE` writes `daybook.1`.
"""

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from installers.project import SUMMARY

ENVIRONMENT = {
    "DAYBOOK_HOME": "Everything Daybook keeps on this computer lies below this folder.",
    "DAYBOOK_WEBHOOK": "The address of an inbound webhook, for bulk without a connection of its own. It is removed "
    "from the environment as soon as it has been read.",
    "DAYBOOK_UPDATES": "Where Daybook looks for a newer version: an https address, or off. Goes before all settings.",
}
FILES = {
    "$XDG_DATA_HOME/daybook": "connections without their secrets, settings, drafts, and the journal of changes",
    "$XDG_CACHE_HOME/daybook": "copies of portals, which can be read again",
    "/etc/daybook/managed.json": "settings of an administrator for everybody: see the handbook on updates",
}
STATUS = (
    "0 when all is well. For bulk: 1 some rows were not done, 2 bad input, 3 no connection or no right. "
    "For layout: 1 a layout is invalid, 2 bad input."
)


def main(words: Sequence[str]) -> int:
    """Writes the page."""
    os.environ["COLUMNS"] = "70"  # argparse breaks its lines at this width
    from daybook import __version__  # noqa: PLC0415  (only the build environment has it)
    from daybook.cli import parser  # noqa: PLC0415

    moment = datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), UTC)
    Path(words[0]).write_text(page(__version__, moment, parser(), commands()), "utf-8")
    return 0


def commands() -> Mapping[str, argparse.ArgumentParser]:
    """Every command besides the window."""
    from daybook.sandbox.command import parser as sandbox_parser  # noqa: PLC0415  (only the build environment has it)
    from daybook.ui.layouts.render_command import parser as render_parser  # noqa: PLC0415
    from daybook.unattended.command import parser as bulk_parser  # noqa: PLC0415
    from daybook.unattended.layout_check import parser as check_parser  # noqa: PLC0415

    return {
        "daybook bulk": bulk_parser(),
        "daybook layout check": check_parser(),
        "daybook layout render": render_parser(),
        "daybook sandbox": sandbox_parser(),
    }


def page(
    version: str,
    moment: datetime,
    whole: argparse.ArgumentParser,
    commands: Mapping[str, argparse.ArgumentParser],
) -> str:
    """The page in troff's language (man 7)."""
    lines = [f'.TH DAYBOOK 1 "{moment:%Y-%m-%d}" "Daybook {escaped(version)}" "User Commands"']
    lines += [".SH NAME", f"daybook \\- {escaped(SUMMARY)}"]
    lines += [".SH SYNOPSIS"]
    for command in (whole, *commands.values()):
        lines += _example(command.format_usage().removeprefix("usage: "))
    lines += [".SH DESCRIPTION", *_example(_body(whole))]
    for name, command in commands.items():
        lines += [f'.SH "{escaped(name.upper())}"', *_example(_body(command))]
    lines += [".SH ENVIRONMENT", *_terms(ENVIRONMENT), ".SH FILES", *_terms(FILES)]
    lines += [".SH EXIT STATUS", escaped(STATUS)]
    return "\n".join(lines) + "\n"


def escaped(text: str) -> str:
    """A text in which nothing is an order to troff."""
    text = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq")
    return "\n".join(f"\\&{line}" if line.startswith(".") else line for line in text.splitlines())


def _body(parser: argparse.ArgumentParser) -> str:
    """The help of a command without its first lines, which the synopsis has."""
    return parser.format_help().removeprefix(parser.format_usage()).strip()


def _example(text: str) -> list[str]:
    return [".EX", escaped(text.rstrip()), ".EE"]


def _terms(terms: Mapping[str, str]) -> list[str]:
    return [line for name, text in terms.items() for line in (".TP", f".B {escaped(name)}", escaped(text))]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
