"""The command line: which command was meant, and nothing else."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from daybook import __version__, garbage
from daybook.opening import OpenedFile


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command; returns its exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    if words[:1] == ["sandbox"]:
        from daybook.sandbox.command import main as sandbox_main

        return sandbox_main(words[1:])
    if words[:1] == ["bulk"]:
        from daybook.unattended.command import main as bulk_main

        return bulk_main(words[1:])
    if words[:1] == ["layout"]:
        return _layout(words[1:])
    options = parser().parse_args(words)
    if options.screenshots is not None and not options.demo:
        parser().error("--screenshots shows sample data only: say --demo --screenshots DIR")
    garbage.take_over()  # the window collects by itself, and importing it makes none
    from daybook.app import run

    file = OpenedFile.at(options.file) if options.file is not None else None
    return run(demo=options.demo, screenshots=options.screenshots, file=file)


def _layout(words: list[str]) -> int:
    """`daybook layout …`: each word is a command of its own, and only one that draws needs Qt."""
    if words[:1] == ["check"]:
        from daybook.unattended.layout_check import main as check_main

        return check_main(words[1:])
    if words[:1] == ["render"]:
        from daybook.ui.layouts.render_command import main as render_main
        from daybook.unattended.layout_words import sentence

        return render_main(words[1:], sentence)
    layout_parser().parse_args(words)
    return 0


def layout_parser() -> argparse.ArgumentParser:
    """What may stand behind `daybook layout`; each reads its own words."""
    made = argparse.ArgumentParser(prog="daybook layout", description="Layouts of Bitrix24, without the window.")
    kinds = made.add_subparsers(required=True, metavar="check|render")
    kinds.add_parser("check", help="say whether layouts are valid, and what is wrong with them and where")
    kinds.add_parser("render", help="draw a layout to a PNG file")
    return made


def parser() -> argparse.ArgumentParser:
    """What the words of the command mean."""
    made = argparse.ArgumentParser(
        prog="daybook",
        description="Sales activities of Bitrix24, in one window.",
        epilog="daybook bulk --help: many changes by a recipe, without the window. "
        "daybook layout --help: content blocks and cards, without the window. "
        "daybook sandbox --help: a Bitrix24 portal in miniature, on this computer.",
    )
    made.add_argument("file", nargs="?", type=Path, metavar="FILE", help="a recipe or a layout to open in the window")
    made.add_argument("--version", action="version", version=f"daybook {__version__}")
    made.add_argument("--demo", action="store_true", help="open the window on sample data; needs no account")
    made.add_argument(
        "--screenshots", type=Path, metavar="DIR", help="with --demo: draw every screen to PNG files and end"
    )
    return made
