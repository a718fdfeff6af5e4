"""Remakes the translation files: `python packaging/translate.py`.

Texts are collected from the sources by Qt's lupdate and compiled by lrelease; both come with PySide6. English needs
plurals only. Where a source text marks its ending as in "%Ln day(s)", both forms are made from it; any other text with
a number gets its forms by hand in `daybook_en.ts`, or stays the same in both.
"""

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
SOURCES = (CHECKOUT / "desktop" / "daybook" / "ui", CHECKOUT / "desktop" / "daybook" / "app.py")
FILES = CHECKOUT / "resources" / "translations"
LANGUAGE = "en"


def main(argv: Sequence[str] | None = None) -> int:
    """Remakes the files, or with `--check` says whether they are what the sources ask for."""
    parser = argparse.ArgumentParser(description="Remakes the translation files from the sources.")
    parser.add_argument("--check", action="store_true", help="change nothing; exit code 1 when a file is stale")
    options = parser.parse_args(argv)
    if options.check:
        stale = find_stale()
        for name in stale:
            print(f"{name} is stale: run python packaging/translate.py")
        return 1 if stale else 0
    remake(FILES)
    return 0


def find_stale() -> list[str]:
    """The names of the files that would change if they were remade now."""
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder)
        for name in _names():
            if (FILES / name).exists():
                shutil.copy(FILES / name, fresh / name)
        remake(fresh)
        return [name for name in _names() if not _same(FILES / name, fresh / name)]


def remake(folder: Path) -> None:
    """Brings the files in `folder` up to date with the sources; forms written by hand stay."""
    texts, compiled = (folder / name for name in _names())
    _collect(texts)
    _fill(texts)
    _collect(texts)  # lupdate's own spelling of what was filled in
    _run("lrelease", "-silent", "-fail-on-unfinished", str(texts), "-qm", str(compiled))


def forms(source: str) -> tuple[str, str]:
    """One and many of a text such as "%Ln day(s) before"."""
    return re.sub(r"\((e?s)\)", "", source), re.sub(r"\((e?s)\)", r"\1", source)


def sources() -> list[Path]:
    """Every module that may hold a text for people, in a fixed order."""
    found = [module for each in SOURCES for module in (each.rglob("*.py") if each.is_dir() else [each])]
    return sorted(module for module in found if module.exists())


def _names() -> tuple[str, str]:
    return f"daybook_{LANGUAGE}.ts", f"daybook_{LANGUAGE}.qm"


def _collect(texts: Path) -> None:
    modules = [str(module) for module in sources()]
    options = ("-silent", "-no-obsolete", "-pluralonly", "-locations", "none", "-sort-messages")
    _run("lupdate", *options, *modules, "-target-language", LANGUAGE, "-ts", str(texts))


def _fill(texts: Path) -> None:
    tree = ET.parse(texts)  # noqa: S314  (our own file)
    for message in tree.iter("message"):
        translation = message.find("translation")
        if translation is not None and translation.get("type") == "unfinished":
            translation.attrib.pop("type")
            for element, form in zip(translation, forms(message.findtext("source", "")), strict=True):
                element.text = element.text or form
    tree.write(texts, encoding="utf-8", xml_declaration=True)


def _same(one: Path, other: Path) -> bool:
    return one.exists() and one.read_bytes() == other.read_bytes()


def _run(tool: str, *arguments: str) -> None:
    program = shutil.which(f"pyside6-{tool}", path=str(Path(sys.executable).parent)) or f"pyside6-{tool}"
    subprocess.run([program, *arguments], check=True)


if __name__ == "__main__":
    sys.exit(main())
