"""The program in a process of its own; tells what it has loaded at two moments, a line each.

Usage: python -m tests.helpers.first_rows stop|close

`picture`: the window has been painted for the first time. `rows`: the first rows have. Then the process ends at once,
or the window is closed while the rest is loaded.
"""

import os
import sys
from typing import Any

from PySide6 import QtWidgets

from daybook import app, loading
from daybook.ui.shell import MainWindow


def tell(moment: str, **more: object) -> None:
    """One line; what is written is out. `widgets` are the types of Qt's that PySide has made by then."""
    modules, widgets = sorted(sys.modules), sorted(vars(QtWidgets))
    print({"moment": moment, "modules": modules, "widgets": widgets} | more, flush=True)


def rows(window: MainWindow) -> list[str]:
    """What the rows of the day say to those who hear them."""
    from daybook.ui.today.view import TodayList

    shown = window.findChild(TodayList)
    if shown is None or not shown.isVisible():
        return []
    model = shown.model()
    return [str(model.index(number, 0).data()) for number in range(model.rowCount())]


def main() -> int:
    """The real program, watched at two places."""
    how = sys.argv[1]
    lay_out, load = app.Place.lay_out, loading.load

    def lay_out_and_tell(*args: Any, **options: Any) -> app.Place:
        place = lay_out(*args, **options)
        tell("picture")
        return place

    async def tell_and_load() -> None:
        before = sorted(vars(QtWidgets))  # the next line meets widgets that Qt made itself
        [window] = [each for each in QtWidgets.QApplication.topLevelWidgets() if isinstance(each, MainWindow)]
        tell("rows", widgets=before, rows=rows(window))
        if how == "stop":
            os._exit(0)  # what comes then is another test's
        window.close()
        await load()

    app.Place.lay_out = lay_out_and_tell  # type: ignore[method-assign]
    loading.load = tell_and_load
    return app.run()


if __name__ == "__main__":
    sys.exit(main())
