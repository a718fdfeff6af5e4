"""Looks a frozen folder through: what is large, what is a library, and whether it names this machine."""

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

ELF = b"\x7fELF"


def files(folder: Path) -> Iterator[Path]:
    """Every regular file below a folder, links left out, in a fixed order."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            yield path


def size_bytes(path: Path) -> int:
    """How large a file is, or all that a folder holds."""
    return path.stat().st_size if path.is_file() else sum(each.stat().st_size for each in files(path))


def binaries(folder: Path) -> Iterator[Path]:
    """The programs and libraries of Linux below a folder."""
    for path in files(folder):
        with path.open("rb") as file:
            if file.read(len(ELF)) == ELF:
                yield path


def settle(folder: Path, moment: int) -> None:
    """Gives every file and folder the usual rights and one date, so that two builds are alike.

    Files can be read by all and written by their owner; programs can still be run, libraries need not be. `moment` is
    in seconds since 1970.
    """
    for path in (folder, *sorted(folder.rglob("*"))):
        if not path.is_symlink():
            runs = path.is_dir() or (path.stat().st_mode & stat.S_IXUSR and ".so" not in path.suffixes)
            path.chmod(0o755 if runs else 0o644)
        if os.utime in os.supports_follow_symlinks:
            os.utime(path, (moment, moment), follow_symlinks=False)


def naming(folder: Path, texts: Iterable[str]) -> list[tuple[Path, str]]:
    """The files that hold one of the texts, with the first that each holds; what is packed in them is not looked at."""
    wanted = [(text, text.encode()) for text in texts if text]
    found = []
    for path in files(folder):
        content = path.read_bytes()
        text = next((text for text, raw in wanted if raw in content), None)
        if text is not None:
            found.append((path, text))
    return found
