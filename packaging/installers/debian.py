"""The package for Debian and Ubuntu: the frozen folder, what a desktop wants to know of it, and what apt has to bring.

It has no scripts that run on installation: dpkg's own triggers refresh menus, icons and file types, and removal leaves
nothing behind.
"""

import gzip
import hashlib
import os
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from xml.sax.saxutils import escape

from installers import changelog, icons, tree
from installers.project import APPLICATION_ID, COMMAND, MAINTAINER, NAME, SUMMARY, Project
from machine.console import Trouble, run, step

HERE = Path(__file__).with_name("linux")
LIBRARIES = {
    "ld-linux-x86-64.so.2": "libc6",
    "ld-linux-aarch64.so.1": "libc6",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libc.so.6": "libc6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libdl.so.2": "libc6",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libgcc_s.so.1": "libgcc-s1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libm.so.6": "libc6",
    "libpthread.so.0": "libc6",
    "librt.so.1": "libc6",
    "libstdc++.so.6": "libstdc++6",
    "libutil.so.1": "libc6",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libz.so.1": "zlib1g",
}
"""Which package brings a library that the frozen folder leaves to the system (`contents.SYSTEM_LIBRARIES`)."""
SPELLINGS = {"libc6": "libc6 (>= 2.34)", "libglib2.0-0": "libglib2.0-0 | libglib2.0-0t64"}
"""Qt's wheels ask for glibc 2.34; Ubuntu gave glib a new name in 24.04."""
BESIDES = ("tzdata",)
RECOMMENDED = (
    "gnome-keyring | kwalletmanager | keepassxc",
    "fonts-noto-core | fonts-dejavu-core",
    "xdg-desktop-portal | xdg-utils",
)
DESCRIPTION = """\
Daybook shows what every deal, lead, contact and company in Bitrix24 still
owes its customer, and lets you move, hand over and finish that work safely.
.
It keeps a copy of the portal, so it answers at once, also without a network.
Many activities can be changed at a time: you see beforehand what becomes of
each, and can take it back afterwards. Secrets are kept in the desktop's
keyring and nowhere else."""


@dataclass(frozen=True, slots=True)
class Material:
    """What is wrapped: the frozen folder, the folder of icons and the manual page."""

    frozen: Path
    icons: Path
    manual: Path


def build(project: Project, material: Material) -> Path:
    """Makes the package; returns it. Raises Trouble."""
    root = project.build / "deb"
    shutil.rmtree(root, ignore_errors=True)
    fill(root, project, material)
    tree.settle(root, project.moment)
    architecture = _said("dpkg", "--print-architecture")
    version = changelog.debian_version(project.version)
    notes = root / "DEBIAN"
    notes.mkdir()
    (notes / "md5sums").write_text(md5sums(root), "utf-8")
    needed = depends(needed_libraries(material.frozen))
    (notes / "control").write_text(control(version, architecture, tree.size_bytes(root), needed), "utf-8")
    tree.settle(root, project.moment)
    project.dist.mkdir(exist_ok=True)
    package = project.dist / f"{COMMAND}_{version}_{architecture}.deb"
    words = ["dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(root), str(package)]
    env = dict(os.environ) | {"SOURCE_DATE_EPOCH": str(project.moment)}
    with step(f"Packing {package.name}"):
        run(words, advice="dpkg-deb could not make the package.", env=env)
    return package


def fill(root: Path, project: Project, material: Material) -> None:
    """Lays out the files as they will lie on a person's computer."""
    shutil.copytree(material.frozen, root / "usr/lib/daybook", symlinks=True)
    programs = root / "usr/bin"
    programs.mkdir(parents=True)
    (programs / COMMAND).symlink_to("../lib/daybook/daybook")
    share = root / "usr/share"
    desktop_files(share, project, material.icons)
    _write(share / "man/man1/daybook.1.gz", compressed(material.manual.read_bytes()))
    doc = share / "doc/daybook"
    _write(doc / "copyright", (HERE / "copyright").read_bytes())
    releases = changelog.read((project.checkout / "CHANGELOG.md").read_text("utf-8"))
    said = changelog.for_debian(releases, COMMAND, MAINTAINER, project.moment)
    _write(doc / "changelog.gz", compressed(said.encode()))
    _write(share / "lintian/overrides/daybook", (HERE / "lintian-overrides").read_bytes())


def desktop_files(share: Path, project: Project, pictures: Path) -> None:
    """The menu entry, its metadata, the icons and the types of files."""
    _write(share / "applications/daybook.desktop", (HERE / "daybook.desktop").read_bytes())
    releases = changelog.read((project.checkout / "CHANGELOG.md").read_text("utf-8"))
    _write(share / f"metainfo/{APPLICATION_ID}.metainfo.xml", metainfo(releases, project.moment).encode())
    _write(share / "mime/packages/daybook.xml", (HERE / "daybook-mime.xml").read_bytes())
    for size in icons.HICOLOR:
        _write(share / f"icons/hicolor/{size}x{size}/apps/daybook.png", (pictures / f"{size}.png").read_bytes())
    mark = project.checkout / "resources/icons/daybook.svg"
    _write(share / "icons/hicolor/scalable/apps/daybook.svg", mark.read_bytes())


def metainfo(releases: Iterable[changelog.Release], moment: int) -> str:
    """What a software centre shows (AppStream). `moment` dates what was not released yet, in seconds since 1970."""
    template = (HERE / "metainfo.xml").read_text("utf-8")
    today = datetime.fromtimestamp(moment, UTC).date()
    shown = [f'    <release version="{escape(each.version)}" date="{each.day or today}"/>' for each in releases]
    return template.format(id=APPLICATION_ID, name=NAME, summary=SUMMARY, releases="\n".join(shown))


def needed_libraries(folder: Path) -> set[str]:
    """The libraries that something in a folder needs and the folder does not hold. Asks objdump."""
    held = {path.name for path in folder.rglob("*.so*")}
    needed: set[str] = set()
    for binary in tree.binaries(folder):
        needed |= {line.split()[1] for line in _said("objdump", "-p", str(binary)).splitlines() if "NEEDED" in line}
    return needed - held


def depends(needed: Iterable[str]) -> list[str]:
    """The packages that bring the libraries. Raises Trouble for one that nobody brings: it has to be decided about."""
    unknown = sorted(name for name in needed if name not in LIBRARIES)
    if unknown:
        raise Trouble(f"No package is known to bring {', '.join(unknown)}: see LIBRARIES in installers/debian.py.")
    packages = sorted({LIBRARIES[name] for name in needed} | {*BESIDES})
    return [SPELLINGS.get(name, name) for name in packages]


def control(version: str, architecture: str, size_bytes: int, needed: Iterable[str]) -> str:
    """What apt knows of the package."""
    fields: Mapping[str, str] = {
        "Package": COMMAND,
        "Version": version,
        "Architecture": architecture,
        "Maintainer": MAINTAINER,
        "Installed-Size": str(-(-size_bytes // 1024)),
        "Depends": ", ".join(needed),
        "Recommends": ", ".join(RECOMMENDED),
        "Section": "misc",
        "Priority": "optional",
    }
    head = "".join(f"{name}: {value}\n" for name, value in fields.items())
    body = "".join(f" {line}\n" for line in DESCRIPTION.splitlines())
    return f"{head}Description: {SUMMARY}\n{body}"


def md5sums(root: Path) -> str:
    """The sums by which `dpkg --verify` finds damaged files."""
    sums = []
    for path in tree.files(root):
        name = path.relative_to(root)
        if name.parts[0] != "DEBIAN":
            digest = hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()
            sums.append(f"{digest}  {name.as_posix()}\n")
    return "".join(sums)


def compressed(content: bytes) -> bytes:
    """As `gzip -9n` does it: the same bytes at every time."""
    return gzip.compress(content, 9, mtime=0)


def check(package: Path) -> None:
    """Raises Trouble when lintian or the desktop's own checkers find an error or a warning."""
    advice = "The package breaks rules of Debian."
    with step("Checking it with lintian"):
        words = ["lintian", "--fail-on", "error,warning", str(package)]
        run(words, advice=advice, env=dict(os.environ) | {"LC_ALL": "C.UTF-8"})
    share = package.parent.parent / "build/deb/usr/share"
    with step("Checking the menu entry and its metadata"):
        run(["desktop-file-validate", str(share / "applications/daybook.desktop")], advice=advice)
        data = share / f"metainfo/{APPLICATION_ID}.metainfo.xml"
        run(["appstreamcli", "validate", "--no-net", str(data)], advice=advice)


def _said(*words: str) -> str:
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Trouble(f"{' '.join(words)} failed: {done.stderr.strip()}")
    return done.stdout.strip()


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
