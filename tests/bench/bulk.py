"""How long many changes take, beside the least time that the portal's limits leave, and beside other people's clients.

Run: python -m tests.bench.bulk [limits] [peers] [faults] [operating] (default: all; about half an hour)

`limits`: Daybook alone, beside T_min = max(T_rate, T_oper, T_exec) + one request, for 1,000, 5,000 and 20,000 deadlines
at `--processing 20` and for 5,000 with `--operating-limit 60`. Measured from the order to write until the last answer:
the run is written into the journal, each row is read once more, sent, and its answer written down. Planning comes
before the order and is printed apart, by our own clock; between the two is a pause until the portal's counter of
requests is empty, as while a person looks at the preview. Each size is a process of its own on a portal of its own,
short ones are the median of three. `allowed` is 1.15 T_min where the rate or the operating time rules, else 1.5.

Where a run waits most of its time the portal's clock and Daybook's run K times faster (`--time-scale`). All seconds
are the portal's, so our own computing and the sample portal's count K times: a K is chosen at which it is not what
rules. The sample portal takes about 2 ms a request and some tenths of a millisecond a command on two cores; at
K = 4 and 2 requests a second it is at work for a quarter of the time.

`peers`: the same beside fast_bitrix24, b24pysdk and b24jssdk, in the way their own documentation recommends for many
calls, unchanged, at K = 1 since their clocks know no other. `DAYBOOK_OUTSIDE` says where they are (`tests.outside`);
without it they are left out. What each says in the end is compared with what its portal holds:
written = rows with the new deadline, twice = written more than once, told = not written and reported so, lost = not
written and not reported, silent = the client can't say anything about them, untrue = it says what is not so.
Who loses nothing only while nothing happens does not account for every row: look at `faults` beside `peers`.
`faults`: the same on a portal that loses 3 % of the answers and refuses 3 % of the requests, by the same dice for all;
503s of that kind are not the clients' fault. `operating`: 5,000 with `--operating-limit 60` at K = 1, all at once,
since they wait for ten minutes; who can be told of the limit is.
"""

import sys
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache, partial
from statistics import median_low
from typing import Final

from tests.bench.peers import portals
from tests.bench.peers.clients import DAYBOOK, Client, Measured, measure, others
from tests.bench.peers.task import Least, Task

SHORT_S: Final = 45.0
"""By our clock; what is shorter is repeated."""
REPEATED: Final = 3
MARGIN_S: Final = 180.0
SLOWER: Final = 2.0
"""A client is given so many times T_min, and `MARGIN_S`; those that send one request after the other need it."""
FAULTS: Final = "reset_after=0.03,503=0.03"
LIMITED: Final = 60.0

ALONE: Final = (Task(1_000), Task(5_000), Task(20_000, scale=4), Task(5_000, LIMITED, scale=10))
BESIDE: Final = (Task(1_000), Task(5_000))
FAULTY: Final = (Task(1_000, faults=FAULTS), Task(5_000, faults=FAULTS))
OPERATING: Final = (Task(5_000, LIMITED),)


def main() -> None:
    """Prints what is asked for."""
    sections: dict[str, Callable[[], None]] = {
        "limits": limits,
        "peers": lambda: beside("side by side", BESIDE),
        "faults": lambda: beside(f"with --faults {FAULTS}", FAULTY),
        "operating": operating,
    }
    for name in sys.argv[1:] or sections:
        sections[name]()


@cache
def rows_for(task: Task) -> Sequence[portals.Row]:
    return portals.todos(task)


def repeated(client: Client, task: Task) -> list[Measured]:
    """Once, and when it was short twice more."""
    within_s = (SLOWER * Least.of(task).seconds + MARGIN_S) / task.scale
    found = [measure(client, task, rows_for(task), within_s)]
    while len(found) < REPEATED and found[0].seconds / task.scale < SHORT_S:
        found.append(measure(client, task, rows_for(task), within_s))
    return found


def median(found: Iterable[Measured]) -> Measured:
    every = list(found)
    seconds = median_low(each.seconds for each in every)
    return next(each for each in every if each.seconds == seconds)


def limits() -> None:
    """Daybook beside T_min."""
    print(f"\nDaybook beside the least time, in the portal's seconds\n{'rows':>7} {'limit':>5} {'K':>3} {'T_min':>7} "
          f"{'rules':>9} {'s':>7} {'all':>23} {'ratio':>5} {'allowed':>7} {'plan s':>6} {'note s':>6}")  # fmt: skip
    for task in ALONE:
        least, every = Least.of(task), repeated(DAYBOOK, task)
        found = median(every)
        figures = found.said.figures or {}
        print(
            f"{task.rows:>7,} {task.operating_limit_s:>5.0f} {task.scale:>3.0f} {least.seconds:>7.2f} "
            f"{least.rules:>9} {found.seconds:>7.2f} {' '.join(f'{each.seconds:.2f}' for each in every):>23} "
            f"{found.seconds / least.seconds:>5.2f} {least.allowed:>7.2f} {figures.get('planned_s', 0):>6.2f} "
            f"{figures.get('begun_s', 0):>6.2f}  {account(found)}",
            flush=True,
        )


def beside(title: str, tasks: Iterable[Task]) -> None:
    """Everybody, one after the other."""
    for task in tasks:
        head(title, task)
        for client in (DAYBOOK, *others()):
            line(repeated(client, task))


def operating() -> None:
    """Everybody at once: they wait."""
    for task in OPERATING:
        head("with a small operating limit, all at once", task)
        clients = (DAYBOOK, *others())
        rows_for(task)
        with ThreadPoolExecutor(len(clients)) as threads:
            for found in threads.map(partial(repeated, task=task), clients):
                line(found)


def head(title: str, task: Task) -> None:
    if not others():
        print("\nThe other clients are not here: see tests/outside/__init__.py.")
    least = Least.of(task)
    print(f"\n{task.rows:,} rows {title}, T_min {least.seconds:.2f} s ({least.rules})")
    print(f"{'client':>14} {'s':>7} {'all':>23} {'requests':>8} {'commands':>8} {'503':>4} {'429':>5} "
          f"{'written':>7} {'twice':>5} {'told':>5} {'lost':>5} {'silent':>6} {'untrue':>6}  said")  # fmt: skip


def line(every: Sequence[Measured]) -> None:
    found = median(every)
    rows = found.rows
    told = found.said.problem or "nothing else"
    print(
        f"{found.client:>14} {found.seconds:>7.2f} {' '.join(f'{each.seconds:.2f}' for each in every):>23} "
        f"{found.requests:>8} {found.commands:>8} {refused(found, 'QUERY_LIMIT_EXCEEDED'):>4} "
        f"{refused(found, 'OPERATION_TIME_LIMIT'):>5} {rows.written:>7} {rows.twice:>5} {rows.told:>5} {rows.lost:>5} "
        f"{rows.silent:>6} {rows.untrue:>6}  {' '.join(told.split())[:100]}",
        flush=True,
    )


def refused(found: Measured, code: str) -> int:
    return found.refusals.get(code, 0)


def account(found: Measured) -> str:
    """Requests, refusals and rows in words."""
    refusals = ", ".join(f"{count} {code}" for code, count in found.refusals.items()) or "no refusal"
    rows = found.rows
    whole = "each once, each reported" if rows.is_whole else str(rows)
    return f"{found.requests} requests, {found.commands} commands, {refusals}; {rows.written:,} written, {whole}"


if __name__ == "__main__":
    main()
