"""What the installers are made of, as far as it can be looked at without building one."""

import gzip
import plistlib
import re
import struct
import subprocess
import sys
import tarfile
import xml.etree.ElementTree as ET
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import build
from daybook import opening
from installers import (
    changelog,
    closure,
    contents,
    debian,
    icons,
    macos,
    manual,
    notices,
    portable,
    project,
    tools,
    tree,
)
from machine.console import Trouble
from machine.system import Need
from tests.packaging.conftest import CHECKOUT

CHANGES = """# Changelog

## 0.2.0 (unreleased)

### Added

- One thing, **told** in
  two lines with a [link](docs/x.md).
- Another `thing`.

## 0.1.0 (2026-01-31)

### Fixed

- Old.
"""
MOMENT = 1_700_000_000


# Names and versions


def test_the_version_is_the_programs_own() -> None:
    from daybook import __version__

    assert project.of_checkout(CHECKOUT).version == __version__


@pytest.mark.parametrize("text", ["", '__version__ = "1"', '__version__ = "1.2.3-x"', '  __version__ = "1.2.3"'])
def test_a_package_without_a_version(text: str) -> None:
    with pytest.raises(Trouble):
        project.version_in(text)


def test_the_moment_can_be_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(MOMENT))
    assert project.moment(CHECKOUT) == MOMENT
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    with pytest.raises(Trouble):
        project.moment(CHECKOUT)


def test_files_have_the_suffix_that_the_window_gives_them() -> None:
    assert (project.RECIPE_SUFFIX, project.LAYOUT_SUFFIX) == (opening.RECIPE_SUFFIX, opening.LAYOUT_SUFFIX)
    types = ET.parse(debian.HERE / "daybook-mime.xml")
    globs = {each.get("pattern") for each in types.iter() if each.tag.endswith("glob")}
    assert globs == {f"*{project.RECIPE_SUFFIX}", f"*{project.LAYOUT_SUFFIX}"}
    entry = (debian.HERE / "daybook.desktop").read_text("utf-8")
    assert f"MimeType={project.RECIPE_TYPE};{project.LAYOUT_TYPE};" in entry


# The changelog


def test_the_changelog_of_this_checkout_can_be_read() -> None:
    text = (CHECKOUT / "CHANGELOG.md").read_text("utf-8")
    releases = changelog.read(text)
    assert releases[0].version == project.of_checkout(CHECKOUT).version
    assert len(releases[0].entries) > 5
    assert changelog.notes(text, releases[0].version).strip() == releases[0].text


def test_each_version_has_its_day_and_its_points() -> None:
    newest, oldest = changelog.read(CHANGES)
    assert (newest.version, newest.day) == ("0.2.0", None)
    assert newest.entries == ("One thing, told in two lines with a link.", "Another thing.")
    assert (oldest.day, oldest.entries) == (date(2026, 1, 31), ("Old.",))


def test_a_version_without_a_section_has_no_notes() -> None:
    with pytest.raises(ValueError, match=r"0\.3\.0"):
        changelog.notes(CHANGES, "0.3.0")


def test_debian_reads_it_as_its_own() -> None:
    text = changelog.for_debian(changelog.read(CHANGES), "daybook", project.MAINTAINER, MOMENT)
    assert text.startswith(
        "daybook (0.2.0) unstable; urgency=medium\n\n  * One thing, told in two lines with a link.\n"
    )
    assert f"\n -- {project.MAINTAINER}  Sat, 31 Jan 2026 12:00:00 +0000\n" in text
    assert all(len(line) <= 80 for line in text.splitlines() if not line.startswith(" -- "))


@pytest.mark.parametrize(
    ("version", "wanted"),
    [("1.2.3", "1.2.3"), ("1.2.3rc1", "1.2.3~rc1"), ("1.2.3.dev4", "1.2.3~dev4"), ("1.0.0a1", "1.0.0~a1")],
)
def test_what_comes_before_a_release_is_smaller_for_dpkg(version: str, wanted: str) -> None:
    assert changelog.debian_version(version) == wanted


@given(st.text(max_size=400))
def test_any_text_is_a_changelog_or_none(text: str) -> None:
    try:
        releases = changelog.read(text)
    except ValueError:
        return
    assert releases


# What comes along


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/plugins/platforms/libqwayland.so",
        "PySide6/Qt/plugins/platforms/libqoffscreen.so",
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6\\plugins\\styles\\qmodernwindowsstyle.dll",
        "PySide6/Qt/plugins/platforms/libqcocoa.dylib",
        "PySide6/Qt/plugins/imageformats/libqsvg.so",
        "PySide6/Qt/plugins/iconengines/libqsvgicon.so",
        "PySide6/Qt/plugins/platforminputcontexts/libibusplatforminputcontextplugin.so",
        "daybook_resources/translations/daybook_en.qm",
        "holidays/locale/de/LC_MESSAGES/DE.mo",
    ],
)
def test_what_the_window_needs_comes_along(name: str) -> None:
    assert not contents.is_unused(name)


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/plugins/platforms/libqeglfs.so",
        "PySide6/Qt/plugins/platforms/libqvnc.so",
        "PySide6/Qt/plugins/platforms/libqminimal.so",
        "PySide6/plugins/platforms/qdirect2d.dll",
        "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
        "PySide6/Qt/plugins/egldeviceintegrations/libqeglfs-x11-integration.so",
        "PySide6/Qt/plugins/tls/libqopensslbackend.so",
        "PySide6\\plugins\\tls\\qschannelbackend.dll",
        "PySide6/Qt/translations/qtbase_de.qm",
        "PySide6/opengl32sw.dll",
        "dateutil/zoneinfo/dateutil-zoneinfo.tar.gz",
    ],
)
def test_what_nobody_needs_does_not(name: str) -> None:
    assert contents.is_unused(name)


@pytest.mark.parametrize(
    ("name", "of_the_system"),
    [
        ("libxcb-cursor.so.0", True),
        ("PySide6/Qt/lib/libfontconfig.so.1", True),
        ("libstdc++.so.6", True),
        ("libicudata.so.73", False),
        ("libcrypto.so.3", False),
        ("PySide6/Qt/lib/libQt6Core.so.6", False),
    ],
)
def test_the_desktops_own_libraries_stay_its_own(name: str, of_the_system: bool) -> None:
    assert contents.is_of_the_system(name) is of_the_system


def test_every_library_that_is_left_to_the_system_has_a_package() -> None:
    left = [name for name in debian.LIBRARIES if name.startswith(("libxcb", "libwayland", "libX", "libxkb"))]
    assert len(left) > 15
    assert all(contents.is_of_the_system(name) for name in left)
    assert debian.depends(["libc.so.6", "libxcb.so.1", "libglib-2.0.so.0"]) == [
        "libc6 (>= 2.34)",
        "libglib2.0-0 | libglib2.0-0t64",
        "libxcb1",
        "tzdata",
    ]
    with pytest.raises(Trouble, match=r"libnew\.so\.1"):
        debian.depends(["libnew.so.1"])


def test_only_packages_that_something_needs_are_frozen() -> None:
    modules = {"daybook": ["daybook"], "httpx": ["httpx"], "lxml": ["lxml"], "shared": ["pkg"], "other": ["pkg", "x"]}
    assert contents.foreign_modules(modules, ["daybook", "httpx", "shared"]) == {"lxml", "x"}


def test_a_library_goes_when_nothing_that_stays_needs_it() -> None:
    needs = {"plugin": ["a"], "a": ["b"], "b": [], "c": ["d"], "d": ["c", "libc"]}
    assert closure.unneeded_libraries(needs, ["plugin"]) == {"c", "d"}


@given(
    st.dictionaries(st.integers(0, 9), st.lists(st.integers(0, 9), max_size=4)), st.lists(st.integers(0, 9), max_size=3)
)
def test_what_stays_has_all_it_needs(needs: dict[int, list[int]], roots: list[int]) -> None:
    names = {str(key): [str(each) for each in value] for key, value in needs.items()}
    gone = closure.unneeded_libraries(names, [str(root) for root in roots])
    for name in set(names) - gone:
        assert not gone & set(names[name])


def test_the_packages_of_this_environment_are_known() -> None:
    """The same question that the spec asks of the environment that builds."""
    packages = closure.runtime_packages()
    assert {"daybook", "httpx", "pyside6-essentials", "keyring"} <= packages
    assert not {"pytest", "hypothesis", "mypy", "pyinstaller"} & packages


# What is made


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("size", [16, 48, 256])
def test_icons_are_drawn_in_each_size(size: int) -> None:
    picture = icons.draw((CHECKOUT / "resources/icons/daybook.svg").read_bytes(), size)
    assert picture.startswith(b"\x89PNG")
    assert struct.unpack(">II", picture[16:24]) == (size, size)


@pytest.mark.usefixtures("qapp")
def test_an_icon_for_windows_can_be_read_back() -> None:
    from PySide6.QtGui import QImage

    made = icons.ico(
        {size: icons.draw((CHECKOUT / "resources/icons/daybook.svg").read_bytes(), size) for size in (16, 256)}
    )
    kind, count = struct.unpack("<HH", made[2:6])
    assert (kind, count) == (1, 2)
    image = QImage.fromData(made)
    assert not image.isNull()
    with pytest.raises(ValueError, match="512"):
        icons.ico({512: b""})


def test_an_icon_for_macos_holds_its_chunks() -> None:
    made = icons.icns({b"ic07": b"abc", b"ic08": b"defg"})
    assert made[:4] == b"icns"
    assert struct.unpack(">I", made[4:8])[0] == len(made)
    assert made[8:12] == b"ic07"
    assert struct.unpack(">I", made[12:16])[0] == 8 + 3


def test_the_manual_tells_every_command_and_its_options() -> None:
    from daybook.cli import parser

    commands = manual.commands()
    page = manual.page("1.2.3", datetime(2026, 1, 31, tzinfo=UTC), parser(), commands)
    assert page.startswith('.TH DAYBOOK 1 "2026-01-31" "Daybook 1.2.3"')
    assert {*commands} >= {"daybook bulk", "daybook layout check", "daybook layout render", "daybook sandbox"}
    for word in ("\\-\\-screenshots", "DAYBOOK_WEBHOOK", "EXIT STATUS", *(name.upper() for name in commands)):
        assert word in page
    for command in commands.values():
        for option in re.findall(r"--[a-z-]+", command.format_help()):
            assert manual.escaped(option) in page


@pytest.mark.parametrize(
    ("text", "said"), [(".SH x", "\\&.SH x"), ("a-b", "a\\-b"), ("c:\\x", "c:\\ex"), ("it's", "it\\(aqs")]
)
def test_nothing_in_a_text_is_an_order_to_troff(text: str, said: str) -> None:
    assert manual.escaped(text) == said


def test_every_licence_comes_along(tmp_path: Path) -> None:
    assert notices.main([str(CHECKOUT), str(tmp_path / "licences")]) == 0
    assert {path.name for path in (tmp_path / "licences").iterdir()} == {
        "Daybook.txt", "Inter.txt", "OpenSans.txt", "GPL-3.0.txt", "LGPL-3.0.txt", notices.OTHERS,
    }  # fmt: skip
    text = (tmp_path / "licences" / notices.OTHERS).read_text("utf-8")
    for name in ("Python 3", "\nhttpx ", "\nkeyring ", "\nPySide6", "\nstarlette "):
        assert name in text


def test_metadata_for_software_centres_is_xml_with_every_release() -> None:
    text = debian.metainfo(changelog.read(CHANGES), MOMENT)
    root = ET.fromstring(text)
    assert [(each.get("version"), each.get("date")) for each in root.iter("release")] == [
        ("0.2.0", "2023-11-14"),
        ("0.1.0", "2026-01-31"),
    ]
    assert root.findtext("id") == project.APPLICATION_ID


def test_apts_notes_are_complete() -> None:
    text = debian.control("1.2.3", "amd64", 2049, ["libc6 (>= 2.34)", "libx11-6"])
    assert "Version: 1.2.3\n" in text
    assert "Installed-Size: 3\n" in text
    assert "Depends: libc6 (>= 2.34), libx11-6\n" in text
    assert text.endswith(" keyring and nowhere else.\n")
    description = text[text.index("Description:") :].splitlines()[1:]
    assert all(line.startswith(" ") and len(line) <= 80 for line in description)


def test_two_times_compressed_is_the_same() -> None:
    assert debian.compressed(b"abc") == debian.compressed(b"abc")
    assert gzip.decompress(debian.compressed(b"abc")) == b"abc"


def test_sums_are_of_what_is_installed(tmp_path: Path) -> None:
    for name in ("usr/bin/x", "DEBIAN/control"):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_bytes(b"abc")
    assert debian.md5sums(tmp_path) == "900150983cd24fb0d6963f7d28e17f72  usr/bin/x\n"


def test_the_archive_is_the_same_at_every_time(tmp_path: Path) -> None:
    packed = []
    for name in ("one", "two"):
        folder = tmp_path / name / "Daybook"
        (folder / "program").mkdir(parents=True)
        (folder / "program/daybook").write_text("x", "utf-8")
        (folder / "daybook").symlink_to("program/daybook")
        portable.pack(folder, tmp_path / f"{name}.tar.xz", MOMENT)
        packed.append((tmp_path / f"{name}.tar.xz").read_bytes())
    assert packed[0] == packed[1]
    with tarfile.open(tmp_path / "one.tar.xz") as archive:
        assert [each.name for each in archive] == [
            "Daybook",
            "Daybook/daybook",
            "Daybook/program",
            "Daybook/program/daybook",
        ]
        assert {(each.uid, each.uname, each.mtime) for each in archive} == {(0, "root", MOMENT)}


@pytest.mark.skipif(sys.platform == "win32", reason="rights of another kind")
def test_a_settled_folder_can_be_read_by_all_and_written_by_its_owner(tmp_path: Path) -> None:
    for name, mode in (("daybook", 0o770), ("lib.so.6", 0o777), ("data", 0o600)):
        (tmp_path / name).write_bytes(b"")
        (tmp_path / name).chmod(mode)
    tree.settle(tmp_path, MOMENT)
    modes = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()}
    assert modes == {"daybook": 0o755, "lib.so.6": 0o644, "data": 0o644}
    assert {path.stat().st_mtime for path in tmp_path.iterdir()} == {MOMENT}


# macOS


def test_the_bundles_notes_are_a_property_list() -> None:
    notes = macos.info("1.2.3")
    assert plistlib.loads(plistlib.dumps(notes)) == notes
    assert notes["CFBundleShortVersionString"] == "1.2.3"
    assert notes["CFBundleExecutable"] == project.COMMAND


def test_the_entitlements_are_a_property_list_and_few() -> None:
    entitlements = plistlib.loads(macos.ENTITLEMENTS.read_bytes())
    assert entitlements == {"com.apple.security.cs.allow-unsigned-executable-memory": True}


# The command


def test_all_is_what_a_system_can_make() -> None:
    made = {platform: build.wanted_products("all", platform) for platform in ("linux", "win32", "darwin")}
    assert {platform: len(products) for platform, products in made.items()} == {"linux": 2, "win32": 1, "darwin": 1}


@pytest.mark.skipif(sys.platform != "linux", reason="says what Linux can't make")
@pytest.mark.parametrize("what", ["windows", "macos"])
def test_what_can_not_be_made_here_is_said_in_a_sentence(what: str) -> None:
    words = [sys.executable, str(CHECKOUT / "packaging/build.py"), what]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "only" in done.stderr
    assert "Traceback" not in done.stderr


def test_what_is_missing_is_named_at_once() -> None:
    needs = [Need(f"package-{name}", name, lambda _: False) for name in ("one", "two")]
    with pytest.raises(Trouble, match="one, two"):
        tools.require(needs)
    tools.require([Need("x", "y", lambda _: True)])


# The lock


def test_what_is_shipped_is_what_was_tested() -> None:
    """Both locks have the same version of everything that the program needs."""
    locks = [(CHECKOUT / "packaging" / name).read_text("utf-8") for name in ("lock.txt", "build-lock.txt")]
    tested, shipped = ({line.split(" ")[0] for line in text.splitlines() if "==" in line} for text in locks)
    needed = closure.runtime_packages() - {"daybook"}
    assert {line for line in tested if line.split("==")[0] in needed} == {
        line for line in shipped if line.split("==")[0] in needed
    }
    assert "://" not in locks[1]
    assert set(contents.requirements_in(locks[1])) >= needed | {"pyinstaller", "cyclonedx-bom"}
