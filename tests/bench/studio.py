"""How long a letter typed in the studio takes until it stands in the card: 20 blocks of 10,000 letters each.

    python -m tests.bench.studio [KEYS]

Prints milliseconds from the key to the picture that is shown, and how long the window's thread was held by the key
itself, in the JSON and in the form of a block. The promise is 50 ms at p95; on a busy machine the processor's time
tells what a free one would take.
"""

import asyncio
import json
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from tests.ui.studio.stage import Stage, open_stage

from daybook.ui.kit.look import Look
from daybook.ui.kit.theme import ThemeChoice
from daybook.ui.studio.fields import WordsField

BLOCKS: Final = 20
LETTERS: Final = 10_000
KEYS: Final = 60
WORDS: Final = "Parcel 4711 left the depot at 08:40 and Müller GmbH was told. "


def layout() -> str:
    """Half of the texts are long ones in a frame, half are shown in full."""
    words = (WORDS * (LETTERS // len(WORDS) + 1))[:LETTERS]
    kinds = ("text", "largeText")
    blocks = {f"b{n}": {"type": kinds[n % 2], "properties": {"value": words}} for n in range(BLOCKS)}
    return json.dumps({"blocks": blocks}, ensure_ascii=False, indent=2)


async def measure(stage: Stage, keys: int) -> None:
    """Types into the JSON, then into the form of a block, and prints what it took."""
    await stage.write(layout())
    editor = stage.work.editor
    editor.go_to(editor.text.index("Parcel", 100_000))
    await _type(stage, "JSON", editor, keys)
    stage.choose("blocks", "b9")
    box = next(each for each in stage.work.form.fields if isinstance(each, WordsField)).texts[""]
    await stage.settled()
    await _type(stage, "form", box, keys)
    await stage.settled()


async def _type(stage: Stage, where: str, into: QWidget, keys: int) -> None:
    card = stage.work.card.card
    whole, held, painted, computed = [], [], [], []
    for _ in range(keys):
        before = card.picture
        begun, spent = time.perf_counter(), time.process_time()
        QTest.keyClicks(into, "x")
        held.append(time.perf_counter() - begun)
        while card.picture is before:  # noqa: ASYNC110  (a picture is all there is to wait for)
            await asyncio.sleep(0.001)
        paints = time.perf_counter()
        card.repaint()
        painted.append(time.perf_counter() - paints)
        whole.append(time.perf_counter() - begun)
        computed.append(time.process_time() - spent)
    for name, values in (
        ("edit to picture", whole),
        ("the key alone", held),
        ("painting", painted),
        ("processor time of all threads", computed),
    ):
        print(f"{where}, {name}: p50 {_ms(values, 50)} ms, p95 {_ms(values, 95)} ms, worst {max(values) * 1000:.1f} ms")


def _ms(values: list[float], percent: int) -> str:
    return f"{statistics.quantiles(values, n=100)[percent - 1] * 1000:.1f}"


async def _main(look: Look, keys: int) -> None:
    with tempfile.TemporaryDirectory() as home:
        async with open_stage(look, Path(home)) as stage:
            await measure(stage, keys)


if __name__ == "__main__":
    from qasync import QEventLoop

    app = QApplication([])
    dressed = Look.of(app, ThemeChoice.LIGHT)
    with asyncio.Runner(loop_factory=lambda: QEventLoop(app)) as runner:
        runner.run(_main(dressed, int(sys.argv[1]) if len(sys.argv) > 1 else KEYS))
