"""How long a layout is judged, read and completed while somebody types.

Run: python -m tests.bench.layouts

One line a text: its size, then the median and the 95th percentile of 100 judgements and of 100 completions in
milliseconds. `long` is twenty blocks of 10,000 letters each, the layout that is to be drawn within 50 ms of a letter
typed; `escaped` the same with line breaks and letters written as \\u; `linked` twenty lines of twenty links, far more
than a card has room for. The last lines are texts that nobody wrote to be a layout.
"""

import json
import statistics
import time
from collections.abc import Callable
from typing import Any, Final

from daybook.domain.layouts.completion import complete
from daybook.domain.layouts.judging import judge

ROUNDS: Final = 100
FEW: Final = 5


def main() -> None:
    """Prints every line."""
    for name, said in (("long", _long("word and so on ")), ("escaped", _long("wörd\nand so on "))):
        tell(name, json.dumps(said), ROUNDS)
    tell("linked", json.dumps(_linked(), indent=2), ROUNDS)
    tell("deep", "[" * 1_000, FEW)
    tell("50 MB", '"' + "x" * 50_000_000 + '"', FEW)
    tell("5 MB of lists", "[" + "[]," * 1_600_000 + "[]]", FEW)
    tell("9,000 mistakes", json.dumps({"blocks": {f"b {n}": {"type": "text", "x": n} for n in range(9_000)}}), FEW)


def tell(name: str, text: str, rounds: int) -> None:
    """One line."""
    place = text.find('"type"') + 2
    judged, completed = _times(lambda: judge(text), rounds), _times(lambda: complete(text, place), rounds)
    shown = "   ".join(
        f"{what} {statistics.median(each):>7.2f}, p95 {sorted(each)[int(len(each) * 0.95)]:>7.2f} ms"
        for what, each in (("judged", judged), ("completed", completed))
    )
    print(f"{name:<18}{len(text):>12,} letters   {shown}", flush=True)


def _times(do: Callable[[], object], rounds: int) -> list[float]:
    spent_ms = []
    for _ in range(rounds):
        began_s = time.perf_counter()
        do()
        spent_ms.append((time.perf_counter() - began_s) * 1000)
    return spent_ms


def _long(words: str) -> dict[str, Any]:
    value = (words * 1000)[:10_000]
    text = {"type": "text", "properties": {"value": value, "multiline": True}}
    return {"blocks": {f"b{number}": text for number in range(20)}}


def _linked() -> dict[str, Any]:
    action = {"type": "openRestApp", "actionParams": {f"p{n}": n for n in range(20)}, "sliderParams": {"width": 700}}
    link = {"type": "link", "properties": {"text": {"en": "x", "de": "y"}, "action": action, "bold": True}}
    line = {"type": "lineOfBlocks", "properties": {"blocks": {f"l{number}": link for number in range(20)}}}
    return {"blocks": {f"b{number}": line for number in range(20)}}


if __name__ == "__main__":
    main()
