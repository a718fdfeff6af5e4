"""Content blocks of this application on one activity, as JSON."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from daybook.bitrix.errors import NotFound
from daybook.domain.activity import Activity
from daybook.ui.extensions.context import Context
from daybook.ui.extensions.json_field import JsonField, NotJson
from daybook.ui.extensions.page import MOST_DIGITS, Page
from daybook.ui.kit.buttons import push_button
from daybook.ui.kit.form import Form
from daybook.ui.kit.icons import Glyph
from daybook.work.extensions import Section


class BlocksPage(Page):
    """Loads, puts and removes the one set that an application may have on an activity."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, Section.BLOCKS)
        self._activity: Activity | None = None
        self.number = QLineEdit()
        self.number.setMaxLength(MOST_DIGITS)
        self.number.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self.number.setFixedWidth(140)
        self.number.returnPressed.connect(self.load)
        self.json = JsonField(self.tr("Content blocks as JSON"))
        self.load_button = push_button(context.look, self.tr("Load"), self.load, glyph=Glyph.REFRESH)
        self.save = push_button(context.look, self.tr("Put on the activity"), self.put_on, kind="primary")
        self.remove = push_button(context.look, self.tr("Remove…"), self._ask_to_remove, kind="danger")
        form = Form(self.tr("Content blocks of one activity"))
        self._number_row = form.add(
            self.tr("Activity"), self.number, self.tr("Its number. You see it in the portal's address of the activity.")
        )
        form.add_foot(self.load_button)
        self._json_row = form.add(
            self.tr("Blocks"), self.json, self.tr("An object with “blocks”: 1 to 20 of them, drawn in this order.")
        )
        self.json.typed.connect(lambda: self._json_row.complain(""))
        form.add_foot(self.remove, self.save)
        self.put(form)
        self._end = self.extensions.changed.add(self.show_state)
        self.show_state()

    def show_state(self) -> None:
        """What can be done now."""
        super().show_state()
        for button in (self.load_button, self.save):
            button.setEnabled(self.may_change)
        self.remove.setEnabled(self.may_change and self._activity is not None)

    def begin(self) -> None:
        """The cursor stands in the number."""
        self.number.setFocus()

    def detach(self) -> None:
        """Stops listening."""
        self._end()

    def load(self) -> None:
        """Reads the set of the activity that is named."""
        if (number := self._wanted()) is not None and self.may_change:
            self.read(self._load(number), key="blocks")

    async def _load(self, number: int) -> None:
        self._activity = await self._find(number)
        self._say_found(self._activity)
        if self._activity is not None:
            found = await self.extensions.find_blocks(number, self._activity.owner)
            self.json.show_value(found)
            if found is None:
                self._number_row.complain(self.tr("Your application has put nothing on it yet."))
        self.show_state()

    def put_on(self) -> None:
        """Sends what is written, if it is an object."""
        number = self._wanted()
        try:
            layout = self.json.value()
        except NotJson as problem:
            place = self.tr("This is no JSON object: line {line}, column {column}.")
            self._json_row.complain(place.format(line=problem.line, column=problem.column))
            return
        self._json_row.complain("")
        if number is None or not self.may_change:
            return

        async def work() -> Activity | None:
            activity = await self._find(number)
            if activity is not None:
                await self.extensions.put_blocks(number, activity.owner, layout)
            return activity

        self.submit(work(), self._put)

    def _put(self, activity: Activity | None) -> None:
        self._say_found(activity)
        if activity is not None:
            self._activity = activity
            self.context.quiet.tell(self.tr("The blocks are on “{title}”.").format(title=activity.subject))
            self.show_state()

    def _ask_to_remove(self) -> None:
        activity = self._activity
        if activity is None:
            return
        self.ask(
            title=self.tr("Remove the blocks from “{title}”?").format(title=activity.subject),
            text=self.tr("Only those of your application go. What is written here stays until you leave the page."),
            yes=self.tr("Remove them"),
            then=lambda: self.write(
                self.extensions.remove_blocks(activity.id, activity.owner),
                lambda _none: self.context.quiet.tell(self.tr("The blocks are gone.")),
            ),
        )

    async def _find(self, number: int) -> Activity | None:
        try:
            return await self.extensions.find_activity(number)
        except NotFound:
            return None

    def _say_found(self, activity: Activity | None) -> None:
        missing = self.tr("There is no such activity, or it is not for you.")
        self._number_row.complain("" if activity is not None else missing)

    def _wanted(self) -> int | None:
        text = self.number.text().strip()
        good = text.isdecimal() and int(text) > 0
        self._number_row.complain("" if good else self.tr("The number of an activity, such as 1465."))
        return int(text) if good else None
