"""The first lines of the frozen program."""

import os
import sys


def leave_own_libraries() -> None:
    """Gives the search path for libraries back as it was: a browser that Daybook opens must find its own, not ours.

    This process has read the path already, and the sample portal's gets a new one from its own boot loader.
    """
    before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
    if before is not None:
        os.environ["LD_LIBRARY_PATH"] = before
    elif sys.platform == "linux":
        os.environ.pop("LD_LIBRARY_PATH", None)


def main() -> int:
    """Runs the command `daybook`."""
    leave_own_libraries()
    from daybook.cli import main as daybook_main  # noqa: PLC0415

    return daybook_main()


if __name__ == "__main__":
    sys.exit(main())
