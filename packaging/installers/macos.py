"""The app bundle for macOS and the disk image around it. The release workflow has it notarised."""

import os
import shutil
from pathlib import Path

from installers.project import COMMAND, NAME, Project
from installers.windows import COPYRIGHT
from machine.console import run, step

ENTITLEMENTS = Path(__file__).with_name("macos") / "entitlements.plist"
IDENTITY_VARIABLE = "DAYBOOK_SIGNING_IDENTITY"
"""The name of a Developer ID certificate in the keychain; without it the app is signed for this computer only."""
OLDEST = "13.0"
"""What Qt's wheels ask for."""


def info(version: str) -> dict[str, object]:
    """What the bundle says of itself, beside what PyInstaller writes by itself."""
    return {
        "CFBundleDisplayName": NAME,
        "CFBundleName": NAME,
        "CFBundleExecutable": COMMAND,
        "CFBundleShortVersionString": version,
        "CFBundleVersion": version,
        "LSMinimumSystemVersion": OLDEST,
        "LSApplicationCategoryType": "public.app-category.business",
        "NSHighResolutionCapable": True,
        "NSHumanReadableCopyright": COPYRIGHT,
        "NSSupportsAutomaticGraphicsSwitching": True,
        # macOS knows the last part of a name only: Daybook is offered for JSON, and takes it over from nobody.
        "CFBundleDocumentTypes": [
            {
                "CFBundleTypeName": "Daybook recipe or layout",
                "CFBundleTypeRole": "Editor",
                "LSHandlerRank": "Alternate",
                "LSItemContentTypes": ["public.json"],
            }
        ],
    }


def build(project: Project, frozen: Path) -> Path:
    """Signs the app bundle beside a frozen folder and makes the disk image; returns it. Raises Trouble."""
    bundle = frozen.with_name(f"{NAME}.app")
    sign(bundle)
    folder = project.build / "dmg"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    shutil.copytree(bundle, folder / bundle.name, symlinks=True)
    (folder / "Applications").symlink_to("/Applications")
    project.dist.mkdir(exist_ok=True)
    image = project.dist / f"{NAME}-{project.version}-macos-{os.uname().machine}.dmg"
    image.unlink(missing_ok=True)
    words = ["hdiutil", "create", "-volname", NAME, "-srcfolder", str(folder), "-format", "UDZO", str(image)]
    with step(f"Packing {image.name}"):
        run(words, advice="The disk image could not be made.")
    return image


def sign(bundle: Path) -> None:
    """Signs the bundle and all in it, with the entitlements and the hardened runtime that notarisation wants."""
    identity = os.environ.get(IDENTITY_VARIABLE) or "-"
    words = ["codesign", "--force", "--deep", "--options", "runtime", "--entitlements", str(ENTITLEMENTS)]
    words += ["--timestamp"] if identity != "-" else []
    with step(f"Signing {bundle.name}"):
        run([*words, "--sign", identity, str(bundle)], advice="The app could not be signed.")
        run(["codesign", "--verify", "--deep", "--strict", str(bundle)], advice="The app's signature does not hold.")
