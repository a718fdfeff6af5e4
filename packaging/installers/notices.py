"""The licences of everything that is shipped. Runs in the build environment: it reads what is installed there.

`python -m installers.notices CHECKOUT FOLDER` writes Daybook's licence, those of Qt, and all others in one file.
"""

import shutil
import sys
import sysconfig
from collections.abc import Iterable, Sequence
from importlib import metadata
from pathlib import Path, PurePosixPath

from installers.closure import runtime_packages

OTHERS = "third-party.txt"
_RULE = "=" * 78


def main(words: Sequence[str]) -> int:
    """Writes the folder anew."""
    checkout, folder = Path(words[0]), Path(words[1])
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    shutil.copy(checkout / "LICENSE", folder / "Daybook.txt")
    shutil.copy(checkout / "resources/fonts/LICENSE.txt", folder / "Inter.txt")
    shutil.copy(checkout / "resources/fonts/LICENSE-OpenSans.txt", folder / "OpenSans.txt")
    for text in sorted(Path(__file__).with_name("licences").iterdir()):
        shutil.copy(text, folder / text.name)
    parts = [python_part(), *(part(name) for name in sorted(runtime_packages() - {"daybook"}))]
    (folder / OTHERS).write_text(joined(parts), "utf-8")
    return 0


def joined(parts: Iterable[tuple[str, str]]) -> str:
    """Each part below its headline."""
    return "\n".join(f"{_RULE}\n{title}\n{_RULE}\n\n{text.strip()}\n" for title, text in parts)


def python_part() -> tuple[str, str]:
    """Python's own licence, with those of what it is made of."""
    folders = (sysconfig.get_path("stdlib"), sys.base_prefix, f"/usr/share/doc/python3.{sys.version_info.minor}")
    files = (Path(folder, name) for folder in folders for name in ("LICENSE.txt", "LICENSE", "copyright"))
    text = next((file.read_text("utf-8", "replace") for file in files if file.is_file()), "PSF-2.0, see python.org")
    return f"Python {sys.version.split()[0]}", text


def part(name: str) -> tuple[str, str]:
    """What a package says of its licence, and the texts that it brings."""
    package = metadata.distribution(name)
    notes = package.metadata.json
    said = str(notes.get("license_expression") or notes.get("license") or "see below")
    classes = [text.rpartition(" :: ")[2] for text in notes.get("classifier", ()) if text.startswith("License ::")]
    texts = [
        Path(str(file.locate())).read_text("utf-8", "replace") for file in package.files or () if is_licence(str(file))
    ]
    head = said.splitlines()[0] + (f" ({', '.join(classes)})" if classes else "")
    return f"{package.metadata['Name']} {package.version}", "\n\n".join([head, *texts])


def is_licence(name: str) -> bool:
    """Whether a file of a package is a text about its licence."""
    path = PurePosixPath(name.replace("\\", "/"))
    in_notes = any(part.endswith(".dist-info") for part in path.parts)
    return in_notes and path.stem.lower().startswith(("licen", "copying", "notice", "authors"))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
