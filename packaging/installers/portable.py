"""The portable archive for Linux: the frozen folder with a starter and a page to read, to be unpacked anywhere."""

import lzma
import platform
import shutil
import tarfile
from io import BytesIO
from pathlib import Path

from installers import tree
from installers.debian import Material
from installers.project import NAME, Project
from machine.console import step

HERE = Path(__file__).with_name("linux")


def build(project: Project, material: Material) -> Path:
    """Makes the archive; returns it."""
    name = f"{NAME}-{project.version}-linux-{platform.machine()}"
    folder = project.build / "portable" / name
    shutil.rmtree(folder.parent, ignore_errors=True)
    fill(folder, project, material)
    tree.settle(folder, project.moment)
    project.dist.mkdir(exist_ok=True)
    archive = project.dist / f"{name}.tar.xz"
    with step(f"Packing {archive.name}"):
        pack(folder, archive, project.moment)
    return archive


def fill(folder: Path, project: Project, material: Material) -> None:
    """Lays the files out."""
    shutil.copytree(material.frozen, folder / "program", symlinks=True)
    starter = folder / "daybook"
    shutil.copy(HERE / "starter.sh", starter)
    starter.chmod(0o755)
    text = (HERE / "portable.txt").read_text("utf-8").format(version=project.version)
    (folder / "README.txt").write_text(text, "utf-8")
    shutil.copy(material.icons / "256.png", folder / "daybook.png")
    shutil.copy(project.checkout / "LICENSE", folder / "LICENSE.txt")


def pack(folder: Path, archive: Path, moment: int) -> None:
    """Packs a folder with everything in it, the same bytes at every time. `moment` is in seconds since 1970."""
    with (
        lzma.open(archive, "wb", preset=6) as out,
        tarfile.open(fileobj=out, mode="w", format=tarfile.GNU_FORMAT) as tar,
    ):
        for path in (folder, *sorted(folder.rglob("*"))):
            entry = tar.gettarinfo(path, str(path.relative_to(folder.parent)))
            entry.uid = entry.gid = 0
            entry.uname = entry.gname = "root"
            entry.mtime = moment
            tar.addfile(entry, BytesIO(path.read_bytes()) if entry.isreg() else None)
