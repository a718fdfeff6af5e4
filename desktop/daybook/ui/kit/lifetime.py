"""When a window is deleted."""

import shiboken6
from PySide6.QtWidgets import QWidget


def delete(window: QWidget) -> None:
    """Deletes a window and everything in it, here and now; calling it twice is allowed.

    Python alone never would: the functions that buttons call hold the window, and Qt holds the functions, where no
    collector of cycles sees them. `deleteLater` would wait for a loop that may not turn again.
    """
    if shiboken6.isValid(window):
        shiboken6.delete(window)
