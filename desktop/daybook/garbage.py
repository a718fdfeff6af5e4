"""Collecting garbage on one thread only.

Python collects cycles on whatever thread happens to allocate. A Qt object that is collected on the thread of a database
or a keyring is destroyed there, and Qt cannot stop its timers from there: the next one to fire finds a dead object, and
the program crashes. So automatic collection is switched off, and the window's thread collects what is due.
"""

import gc


def take_over() -> None:
    """From now on only `collect_due` collects."""
    gc.disable()


def settle() -> None:
    """What is there by now stays for good, so collecting looks past it: a look at all modules takes 40 ms by itself."""
    gc.freeze()


def collect_due() -> int | None:
    """Does what Python would have done by itself by now; returns the generation collected, None when nothing was due.

    Call it often, and on the window's thread only.
    """
    counts, thresholds = gc.get_count(), gc.get_threshold()
    for generation in (2, 1, 0):
        if 0 < thresholds[generation] < counts[generation]:
            gc.collect(generation)
            return generation
    return None
