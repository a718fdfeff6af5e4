"""The command line: which command was meant, and nothing else."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from daybook import __version__


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command; returns its exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    if words[:1] == ["sandbox"]:
        from daybook.sandbox.command import main as sandbox_main

        return sandbox_main(words[1:])
    if words[:1] == ["bulk"]:
        from daybook.unattended.command import main as bulk_main

        return bulk_main(words[1:])
    options = _parser().parse_args(words)
    if options.screenshots is not None and not options.demo:
        _parser().error("--screenshots shows sample data only: say --demo --screenshots DIR")
    from daybook.app import run

    return run(demo=options.demo, screenshots=options.screenshots)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="daybook",
        description="Sales activities of Bitrix24, in one window.",
        epilog="daybook bulk --help: many changes by a recipe, without the window. "
        "daybook sandbox --help: a Bitrix24 portal in miniature, on this computer.",
    )
    parser.add_argument("--version", action="version", version=f"daybook {__version__}")
    parser.add_argument("--demo", action="store_true", help="open the window on sample data; needs no account")
    parser.add_argument(
        "--screenshots", type=Path, metavar="DIR", help="with --demo: draw every screen to PNG files and end"
    )
    return parser
