"""Activity types: what is registered, and a form for one more."""

from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QLineEdit, QWidget

from daybook.bitrix.system_activities import Attachment
from daybook.domain.extensions import CustomType
from daybook.ui.extensions.context import Context
from daybook.ui.extensions.page import Page
from daybook.ui.extensions.rows import Row, Rows
from daybook.ui.kit.buttons import icon_button, push_button
from daybook.ui.kit.form import Form
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.labels import ElidedLabel
from daybook.ui.kit.metrics import SMALL
from daybook.work.extensions import Section
from daybook.work.files import FileTooLarge, read_attachment


class TypesPage(Page):
    """Registers and forgets types."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, Section.TYPES)
        self._icon: Attachment | None = None
        self.rows = Rows(context.look, self.tr("Registered types"), removes=self.tr("Forget"))
        self.rows.removal_wanted.connect(self._ask_to_forget)
        self.code = QLineEdit()
        self.name = QLineEdit()
        self.configurable = QCheckBox(self.tr("Configurable activities may be of this type"))
        self.icon_name = ElidedLabel(self.tr("No icon"), tone="text_soft")
        self.choose = push_button(context.look, self.tr("Choose a picture…"), self.choose_icon, compact=True)
        self.clear = icon_button(context.look, Glyph.CLOSE, self.tr("No icon"), self._clear_icon, size=14)
        self.add = push_button(context.look, self.tr("Register"), self.register, kind="primary", glyph=Glyph.PLUS)
        self._lay_out()
        self._ends = [self.extensions.types.changed.add(self.show_state), self.extensions.changed.add(self.show_state)]
        self.show_state()

    def show_state(self) -> None:
        """What is registered."""
        super().show_state()
        shelf = self.extensions.types
        self.show_busy(shelf.loading)
        nothing = self.nothing(shelf, self.tr("None yet."))
        self.rows.show_rows([self._row(each) for each in shelf.rows], nothing, editable=self.may_change)
        self.add.setEnabled(self.may_change)

    def begin(self) -> None:
        """The cursor stands in the code."""
        self.code.setFocus()

    def detach(self) -> None:
        """Stops listening."""
        for end in self._ends:
            end()

    def register(self) -> None:
        """Sends the form, if it can be sent."""
        code = self.code.text().strip()
        taken = code.casefold() in {each.code.casefold() for each in self.extensions.types.rows}
        problem = self.tr("Give it a code.") if not code else self.tr("This code is registered already.")
        self._code_row.complain(problem if taken or not code else "")
        if taken or not code or not self.may_change:
            self.code.setFocus()
            return
        change = self.extensions.add_type(
            code, self.name.text().strip(), configurable=self.configurable.isChecked(), icon=self._icon
        )
        self.submit(change, lambda _none: self._registered(code))

    def choose_icon(self) -> None:
        """Lets a picture be chosen."""
        dialog = QFileDialog(self.window(), self.tr("Picture for the type"))
        dialog.setNameFilter(self.tr("Pictures (*.png *.jpg *.gif *.svg)"))
        dialog.fileSelected.connect(self.take_icon)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def take_icon(self, path: str) -> None:
        """Reads a picture off the window's thread."""
        self.read(self._read_icon(Path(path)), key="type icon")

    async def _read_icon(self, path: Path) -> None:
        try:
            self._icon = await read_attachment(path)
        except FileTooLarge as problem:
            megabytes = problem.limit_bytes // 1_000_000
            self._icon_row.complain(self.tr("It is too large: at most %Ln MB.", "", megabytes))
            return
        self._icon_row.complain("")
        self.icon_name.setText(self._icon.name)
        self.clear.show()

    def _clear_icon(self) -> None:
        self._icon = None
        self.icon_name.setText(self.tr("No icon"))
        self.clear.hide()

    def _registered(self, code: str) -> None:
        if self.code.text().strip() == code:  # else the next one is being written
            self.code.clear()
            self.name.clear()
            self.configurable.setChecked(False)
            self._clear_icon()
        self.context.quiet.tell(self.tr("“{code}” is registered.").format(code=code))

    def _row(self, each: CustomType) -> Row:
        facts = [each.code]
        if each.configurable:
            facts.append(self.tr("for configurable activities"))
        facts.append(self.tr("icon {number}").format(number=each.icon_id) if each.icon_id else self.tr("no icon"))
        return Row(each.code, each.name or each.code, " · ".join(facts))

    def _ask_to_forget(self, code: object) -> None:
        self.ask(
            title=self.tr("Forget the type “{code}”?").format(code=code),
            text=self.tr("Its activities stay, but the portal shows them without name and icon of their own."),
            yes=self.tr("Forget it"),
            then=lambda: self.write(
                self.extensions.delete_type(str(code)),
                lambda _none: self.context.quiet.tell(self.tr("“{code}” is forgotten.").format(code=code)),
            ),
        )

    def _lay_out(self) -> None:
        form = Form(self.tr("Register a type"))
        icon = QWidget()
        icon.setAccessibleName(self.tr("Icon"))
        row = QHBoxLayout(icon)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SMALL)
        row.addWidget(self.choose)
        row.addWidget(self.icon_name, 1)
        row.addWidget(self.clear)
        self.clear.hide()
        self._code_row = form.add(
            self.tr("Code"), self.code, self.tr("Activities name the type by it. It can't be changed later.")
        )
        form.add(self.tr("Name"), self.name, self.tr("What people read in the timeline."))
        self._icon_row = form.add(self.tr("Icon"), icon)
        form.add_wide(self.configurable)
        form.add_foot(self.add)
        self.put(self.rows)
        self.put_heading(self.tr("Register a type"))
        self.put(form)
