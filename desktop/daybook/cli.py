"""The command line: which command was meant, and nothing else."""

import argparse
import sys
from collections.abc import Sequence

from daybook import __version__


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command; returns its exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    if words[:1] == ["sandbox"]:
        from daybook.sandbox.command import main as sandbox_main

        return sandbox_main(words[1:])
    parser = argparse.ArgumentParser(prog="daybook", description="Sales activities of Bitrix24, in one window.")
    parser.add_argument("--version", action="version", version=f"daybook {__version__}")
    parser.parse_args(words)
    return 0
