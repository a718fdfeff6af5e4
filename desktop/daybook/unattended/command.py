"""`daybook bulk`: the engine of bulk changes without a window."""

import argparse
import asyncio
import os
from collections.abc import Sequence
from pathlib import Path

from daybook import privacy
from daybook.clock import SystemClock
from daybook.unattended import doing
from daybook.unattended.doing import Result, announce
from daybook.unattended.opening import opened
from daybook.unattended.printing import nobody_listens, print_result
from daybook.unattended.problems import Stop, stop_for

TIME_SCALE_VARIABLE = "DAYBOOK_TIME_SCALE"


def main(words: Sequence[str]) -> int:
    """Runs one command; returns its exit code."""
    privacy.harden_process()
    privacy.install_masking()
    privacy.install_hooks()
    webhook = privacy.take_webhook_from_environment()
    options = parser().parse_args(words)
    try:
        result = asyncio.run(_run(options, webhook))
    except Exception as error:
        ended = error if isinstance(error, Stop) else stop_for(error)
        if ended is None:
            raise
        announce(privacy.mask(ended.said))
        return ended.code
    with nobody_listens():
        print_result(result, as_json=options.json)
    return result.code


async def _run(options: argparse.Namespace, webhook: str | None) -> Result:
    if options.word == "report":
        return await doing.report(options.what)
    clock = SystemClock(float(os.environ.get(TIME_SCALE_VARIABLE) or 1.0))
    async with opened(options.connection, webhook, clock) as desk:
        if options.word == "resume":
            return await doing.resume(desk, options.what)
        if options.word == "undo":
            return await doing.undo(desk, options.what)
        recipe = await asyncio.to_thread(doing.read_file, Path(options.what), desk)
        do = doing.preview if options.word == "preview" else doing.apply
        return await do(desk, recipe)


def parser() -> argparse.ArgumentParser:
    """What the words of the command mean."""
    made = argparse.ArgumentParser(
        prog="daybook bulk",
        description="Changes many activities by a recipe: preview, apply, resume, undo, report.",
        epilog="A webhook for scripts comes from the variable DAYBOOK_WEBHOOK. Exit codes: 0 every row done "
        "or already so, 1 some rows not, 2 bad input, 3 can't connect or not allowed.",
    )
    words = made.add_subparsers(dest="word", required=True, metavar="preview|apply|resume|undo|report")
    for word, what, said in (
        ("preview", "RECIPE", "show every row; nothing is sent"),
        ("apply", "RECIPE", "do it: this is the order to write"),
        ("resume", "RUN", "go on with a run that was cut short"),
        ("undo", "RUN", "take a run back"),
        ("report", "RUN", "what became of each row"),
    ):
        sub = words.add_parser(word, help=said, description=said)
        meant = "a file" if what == "RECIPE" else 'the id of a run, or its beginning, or "last"'
        sub.add_argument("what", metavar=what, help=meant)
        sub.add_argument("--connection", metavar="NAME", help="the connection, by the name it has in the window")
        sub.add_argument("--json", action="store_true", help="print one JSON object at the end")
    return made
