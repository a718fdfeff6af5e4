"""The few distances everything keeps, in device-independent pixels."""

from typing import Final

TINY: Final = 4
SMALL: Final = 8
MEDIUM: Final = 12
LARGE: Final = 16
WIDE: Final = 24
HUGE: Final = 40

RADIUS_SMALL: Final = 6
RADIUS: Final = 8
RADIUS_LARGE: Final = 12

ICON: Final = 18
"""An icon in a button or beside a line of text."""
ICON_LARGE: Final = 22
CONTROL_HEIGHT: Final = 34
"""Buttons and fields: the same height, so that they stand in one line."""
