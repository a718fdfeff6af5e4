"""What belongs into the frozen program, and what PyInstaller finds besides. Pure: names in, names out."""

import re
from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase
from pathlib import PurePosixPath

HIDDEN_PACKAGES = ("holidays.countries", "holidays.calendars", "desktop_notifier.backends", "uvicorn.protocols")
"""Packages whose modules are asked for by name while the program runs, all of them."""
HIDDEN_MODULES = ("keyring.backends.chainer", "keyring.backends.fail", "uvicorn.lifespan.on", "uvicorn.loops.auto")
KEYRINGS = ("macOS", "Windows", "SecretService", "libsecret", "kwallet")
"""The systems' own, as `daybook.vault.backends` trusts them."""

NEVER = (
    "PySide6.QtNetwork", "PySide6.QtDBus",  # PyInstaller adds the Python side of every library that another one knows
    "tkinter", "curses", "readline", "pydoc", "doctest", "unittest", "lib2to3", "ensurepip", "idlelib", "test",
    "PyInstaller", "setuptools", "pip", "pkg_resources", "distutils",
    "keyrings", "keyring.testing", "httpx._main", "anyio.pytest_plugin", "trio", "curio", "uvloop", "httptools",
    "watchfiles", "wsproto", "websockets", "h2", "socksio", "brotli", "brotlicffi", "zstandard", "rich",
    "pygments", "IPython", "numpy", "pandas", "pytz", "PIL",
)  # fmt: skip
"""Modules that something of ours would take if it were there, and never needs."""

SYSTEM_LIBRARIES = (
    "libEGL.so*", "libGL.so*", "libGLX.so*", "libGLdispatch.so*", "libOpenGL.so*", "libGLESv2.so*",
    "libdrm.so*", "libgbm.so*",
    "libX11.so*", "libX11-xcb.so*", "libXau.so*", "libXdmcp.so*", "libxcb.so*", "libxcb-*.so*",
    "libxkbcommon.so*", "libxkbcommon-x11.so*", "libwayland-*.so*",
    "libfontconfig.so*", "libfreetype.so*", "libpng16.so*", "libexpat.so*", "libbrotli*.so*",
    "libglib-2.0.so*", "libgthread-2.0.so*", "libpcre*.so*", "libdbus-1.so*", "libsystemd.so*", "libcap.so*",
    "libgcrypt.so*", "libgpg-error.so*", "liblz4.so*", "libbsd.so*", "libmd.so*",
    "libstdc++.so*", "libgcc_s.so*", "libz.so*",
)  # fmt: skip
"""Every Linux desktop has them; they have to fit its drivers, fonts and settings. See `debian.LIBRARIES`."""

UNUSED = (
    # Qt's plug-ins by folder: what Daybook has no use for.
    "*/plugins/egldeviceintegrations/*", "*/plugins/generic/*", "*/plugins/networkinformation/*",
    "*/plugins/platforminputcontexts/*virtualkeyboard*", "*/plugins/platformthemes/*gtk3*",
    "*/plugins/printsupport/*", "*/plugins/qmltooling/*", "*/plugins/sqldrivers/*", "*/plugins/tls/*",
    "*/plugins/wayland-graphics-integration-server/*",
    "*/plugins/imageformats/*icns*", "*/plugins/imageformats/*pdf*", "*/plugins/imageformats/*tga*",
    "*/plugins/imageformats/*tiff*", "*/plugins/imageformats/*wbmp*",
    # Its programs, sources and texts. English needs none of Qt's own.
    "*/Qt/translations/*", "*/PySide6/translations/*", "*/Qt/qml/*", "*/Qt/metatypes/*", "*/Qt/libexec/*",
    "*/PySide6/*.pyi", "*/PySide6/glue/*", "*/PySide6/typesystems/*", "*/PySide6/include/*", "*/PySide6/scripts/*",
    # Software that draws OpenGL on Windows: widgets draw without.
    "*/opengl32sw.dll",
    # Time zones: dateutil's own copy is never asked, and Linux and macOS keep theirs up to date.
    "dateutil/zoneinfo/*",
)  # fmt: skip
PLATFORMS = ("xcb", "wayland", "offscreen", "windows", "cocoa")
"""Where a window may appear. Qt brings more: bare frame buffers, VNC, the web."""


def is_unused(name: str) -> bool:
    """Whether a file of the bundle, by its place in it, is of no use to Daybook on any system."""
    path = "/" + PurePosixPath(name.replace("\\", "/")).as_posix()
    if re.search(r"/plugins/platforms/[^/]+$", path):
        return not any(platform in path.rpartition("/")[2] for platform in PLATFORMS)
    return any(fnmatchcase(path, f"*/{pattern.removeprefix('*/')}") for pattern in UNUSED)


def is_of_the_system(name: str) -> bool:
    """Whether a library, by its place in the bundle, has to be the Linux desktop's own."""
    file = PurePosixPath(name.replace("\\", "/")).name
    return any(fnmatchcase(file, pattern) for pattern in SYSTEM_LIBRARIES)


def may_be_pruned(file: str, platform: str) -> bool:
    """Whether a library that nothing seems to need may go, on a system (`sys.platform`).

    Windows loads some of its own by name, and on macOS a framework is more than its library: there only what has been
    seen to be safe.
    """
    return platform == "linux" or (platform == "win32" and file.startswith("Qt6"))


def wants_time_zones(platform: str) -> bool:
    """Whether a system has no time-zone database of its own (`sys.platform`)."""
    return platform == "win32"


def requirements_in(lock: str) -> list[str]:
    """The names of a lock file, in its order."""
    return re.findall(r"^([a-z0-9-]+)==", lock, re.MULTILINE)


def foreign_modules(modules_of: Mapping[str, Iterable[str]], needed: Iterable[str]) -> set[str]:
    """The top modules of installed packages that the program does not need.

    `modules_of` has the top modules of each package; `needed` are packages by the same names.
    """
    wanted = set(needed)
    kept = {module for name in wanted for module in modules_of.get(name, ())}
    return {module for name, modules in modules_of.items() if name not in wanted for module in modules} - kept
