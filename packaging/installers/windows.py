"""The installer for Windows: for one person, without an administrator, by NSIS, whose compiler runs on Linux too."""

import re
from pathlib import Path

from installers.project import NAME, SUMMARY, Project
from machine.console import run, step

SCRIPT = Path(__file__).with_name("windows") / "daybook.nsi"
COPYRIGHT = "Copyright (c) 2026 The Daybook authors"


def build(project: Project, frozen: Path, pictures: Path) -> Path:
    """Compiles the installer of a frozen folder; returns it. Raises Trouble."""
    project.dist.mkdir(exist_ok=True)
    setup = project.dist / f"{NAME}-{project.version}-windows-x64.exe"
    defined = {
        "VERSION": project.version,
        "NUMBERS": ".".join(map(str, numbers(project.version))),
        "PAYLOAD": str(frozen),
        "ICON": str(pictures / "daybook.ico"),
        "SIZE_KB": str(-(-sum(file.stat().st_size for file in frozen.rglob("*") if file.is_file()) // 1024)),
        "OUT": str(setup),
    }
    words = ["makensis", "-V2", "-WX", *(f"-D{name}={value}" for name, value in defined.items()), str(SCRIPT)]
    with step(f"Packing {setup.name}"):
        run(words, advice="NSIS could not make the installer.")
    return setup


def numbers(version: str) -> tuple[int, int, int, int]:
    """A version as Windows counts: four numbers; what stands before a release has the same as the release."""
    first = [int(each) for each in re.findall(r"\d+", re.split(r"(?:a|b|rc|\.dev)", version)[0])]
    whole = [*first, 0, 0, 0, 0][:4]
    return whole[0], whole[1], whole[2], whole[3]


def version_text(version: str, file: str) -> str:
    """What Windows shows in a program's properties, as PyInstaller reads it from a file."""
    strings = {
        "CompanyName": "The Daybook authors",
        "FileDescription": NAME,
        "FileVersion": version,
        "InternalName": file.removesuffix(".exe"),
        "LegalCopyright": COPYRIGHT,
        "OriginalFilename": file,
        "ProductName": NAME,
        "ProductVersion": version,
        "Comments": SUMMARY,
    }
    said = ", ".join(f"StringStruct({name!r}, {value!r})" for name, value in strings.items())
    count = numbers(version)
    return (
        f"VSVersionInfo(ffi=FixedFileInfo(filevers={count}, prodvers={count}, mask=0x3F, flags=0, OS=0x40004, "
        "fileType=1, subtype=0, date=(0, 0)), kids=["
        f"StringFileInfo([StringTable('040904B0', [{said}])]), "
        "VarFileInfo([VarStruct('Translation', [1033, 1200])])])\n"
    )
