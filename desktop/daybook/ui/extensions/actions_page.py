"""Workflow actions: the codes that are registered, and an editor for one."""

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit

from daybook.domain.action_rules import Fault, faults
from daybook.domain.extensions import WorkflowAction
from daybook.ui.extensions.context import Context
from daybook.ui.extensions.language_text import LanguageText
from daybook.ui.extensions.page import MOST_DIGITS, Page
from daybook.ui.extensions.property_card import PropertyList
from daybook.ui.extensions.rows import Row, Rows
from daybook.ui.kit.buttons import push_button, rename
from daybook.ui.kit.form import Form, FormRow
from daybook.ui.kit.icons import Glyph
from daybook.work.extensions import Section

EMPTY = WorkflowAction("", "", "")


class ActionsPage(Page):
    """Writes an action as a whole. A portal gives back codes only, so Daybook keeps what it wrote."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, Section.ACTIONS)
        look = context.look
        self.rows = Rows(look, self.tr("Registered actions"), opens=self.tr("Edit"), removes=self.tr("Delete"))
        self.rows.opened.connect(self._open)
        self.rows.removal_wanted.connect(self._ask_to_delete)
        self.code = QLineEdit()
        self.handler = QLineEdit()
        self.handler.setPlaceholderText("https://…")
        self.name = LanguageText(look, self.tr("Name"))
        self.description = LanguageText(look, self.tr("Description"))
        self.waits = QCheckBox(self.tr("The workflow waits for the answer of the address"))
        self.user = QLineEdit()
        self.user.setMaxLength(MOST_DIGITS)
        self.user.setFixedWidth(140)
        self.properties = PropertyList(look, self.tr("What goes in"), self.tr("Add a value that goes in"))
        self.results = PropertyList(look, self.tr("What comes out"), self.tr("Add a value that comes out"))
        self.document = QLineEdit()
        self.document.setPlaceholderText("crm, CCrmDocumentDeal, DEAL")
        self.only = _rules_field()
        self.never = _rules_field()
        self.settings_page = QLineEdit()
        self.settings_page.setPlaceholderText("https://…")
        self.fresh = push_button(look, self.tr("New one"), self.begin_new, glyph=Glyph.PLUS)
        self.save = push_button(look, self.tr("Register"), self.send, kind="primary", glyph=Glyph.CHECK)
        self._rows: dict[str, FormRow] = {}
        self._lay_out()
        self._ends = [
            self.extensions.actions.changed.add(self.show_state),
            self.extensions.changed.add(self.show_state),
        ]
        self.show_action(EMPTY)
        self.code.textEdited.connect(lambda _text: self._name_button())
        self.show_state()

    def show_state(self) -> None:
        """What is registered."""
        super().show_state()
        shelf = self.extensions.actions
        self.show_busy(shelf.loading)
        nothing = self.nothing(shelf, self.tr("None yet."))
        self.rows.show_rows([Row(code, code) for code in shelf.rows], nothing, editable=self.may_change)
        self.save.setEnabled(self.may_change)
        self._name_button()

    def begin(self) -> None:
        """The cursor stands in the code."""
        self.code.setFocus()

    def detach(self) -> None:
        """Stops listening."""
        for end in self._ends:
            end()

    def begin_new(self) -> None:
        """An empty editor."""
        self.show_action(EMPTY)
        self.code.setFocus()

    def show_action(self, action: WorkflowAction) -> None:
        """Another action."""
        self.code.setText(action.code)
        self.handler.setText(action.handler)
        self.name.show_text(action.name)
        self.description.show_text(action.description)
        self.waits.setChecked(action.waits)
        self.user.setText(str(action.user_id) if action.user_id else "")
        self.properties.show_properties(action.properties)
        self.results.show_properties(action.results)
        self.document.setText(", ".join(action.document_type))
        self.only.setPlainText("\n".join(", ".join(rule) for rule in action.only))
        self.never.setPlainText("\n".join(", ".join(rule) for rule in action.never))
        self.settings_page.setText(action.placement_handler)
        for row in self._rows.values():
            row.complain("")
        self._name_button()

    @property
    def action(self) -> WorkflowAction:
        """What the editor says now."""
        user = self.user.text().strip()
        return WorkflowAction(
            code=self.code.text().strip(),
            handler=self.handler.text().strip(),
            name=self.name.value,
            description=self.description.value,
            properties=self.properties.value,
            results=self.results.value,
            document_type=_parts(self.document.text()),
            only=_rules(self.only.toPlainText()),
            never=_rules(self.never.toPlainText()),
            waits=self.waits.isChecked(),
            user_id=int(user) if user.isdecimal() and int(user) else None,
            placement_handler=self.settings_page.text().strip(),
        )

    def send(self) -> None:
        """Registers or replaces it, if it can be sent."""
        action = self.action
        found = list(faults(action))
        self._complain(found)
        if found or not self.may_change:
            row = self._rows.get(found[0][0].partition(".")[0]) if found else None
            (row or self.code).setFocus()
            return
        done = self.tr("The action “{code}” is registered.").format(code=action.code)
        self.submit(self.extensions.save_action(action), lambda _none: self.context.quiet.tell(done))

    def _complain(self, found: Sequence[tuple[str, Fault]]) -> None:
        said = {place: self._words(fault) for place, fault in reversed(found)}
        for place, row in self._rows.items():
            row.complain(said.get(place, ""))
        for name, cards in (("properties", self.properties.cards), ("results", self.results.cards)):
            for number, card in enumerate(cards):
                mine = [fault for place, fault in found if place == f"{name}.{number}"]
                key = next((each for each in mine if each in (Fault.BAD_KEY, Fault.KEY_TWICE)), None)
                card.complain(
                    self._words(key) if key is not None else "",
                    self._words(Fault.NO_PROPERTY_NAME) if Fault.NO_PROPERTY_NAME in mine else "",
                    self._words(Fault.NO_OPTIONS) if Fault.NO_OPTIONS in mine else "",
                )

    def _words(self, fault: Fault) -> str:
        return {
            Fault.NO_CODE: self.tr("Give it a code."),
            Fault.BAD_CODE: self.tr("Only Latin letters, digits, dots, hyphens and _."),
            Fault.BAD_ADDRESS: self.tr("An address that begins with https://."),
            Fault.NO_NAME: self.tr("Say what people see in the designer."),
            Fault.BAD_KEY: self.tr("A Latin letter first, then letters, digits and _."),
            Fault.KEY_TWICE: self.tr("Another value has this key already."),
            Fault.NO_PROPERTY_NAME: self.tr("Say what people call it."),
            Fault.NO_OPTIONS: self.tr("Write at least one choice."),
            Fault.BAD_DOCUMENT: self.tr("Three parts with commas between, such as crm, CCrmDocumentDeal, DEAL."),
            Fault.BAD_RULE: self.tr("One to three parts a line, with commas between."),
        }[fault]

    def _name_button(self) -> None:
        known = self.code.text().strip() in self.extensions.actions.rows
        rename(self.save, self.tr("Save the changes") if known else self.tr("Register"))

    def _open(self, code: object) -> None:
        self.read(self._read(str(code)), key="action")

    async def _read(self, code: str) -> None:
        kept = await self.extensions.definition(code)
        self.show_action(kept or WorkflowAction(code, "", ""))
        if kept is None:
            said = self.tr("Another program wrote it, and the portal gives its code only. Saving replaces all of it.")
            self._rows["code"].complain(said)
        self.handler.setFocus()

    def _ask_to_delete(self, code: object) -> None:
        self.ask(
            title=self.tr("Delete the action “{code}”?").format(code=code),
            text=self.tr("Workflows that use it stop there. It can be registered again with the same code."),
            yes=self.tr("Delete it"),
            then=lambda: self.write(
                self.extensions.delete_action(str(code)),
                lambda _none: self.context.quiet.tell(self.tr("The action “{code}” is gone.").format(code=code)),
            ),
        )

    def _lay_out(self) -> None:
        form = Form(self.tr("Action"))
        places = self.tr("One a line: b24, box, or parts of a document's kind with commas between.")
        self._rows = {
            "code": form.add(self.tr("Code"), self.code),
            "handler": form.add(
                self.tr("Address"), self.handler, self.tr("The portal calls it when a workflow gets there.")
            ),
            "name": form.add(self.tr("Name"), self.name),
            "description": form.add(self.tr("Description"), self.description),
        }
        form.add_wide(self.waits)
        self._rows["user"] = form.add(
            self.tr("Acts as user"),
            self.user,
            self.tr("The number of the person whose token goes along; may stay empty."),
        )
        self._rows |= {
            "properties": form.add(self.tr("What goes in"), self.properties),
            "results": form.add(self.tr("What comes out"), self.results),
            "document_type": form.add(self.tr("For documents"), self.document, self.tr("Empty for all of them.")),
            "only": form.add(self.tr("Offered only in"), self.only, places),
            "never": form.add(self.tr("Never offered in"), self.never, places),
            "placement_handler": form.add(
                self.tr("Own settings page"), self.settings_page, self.tr("Opens in the designer; may stay empty.")
            ),
        }
        form.add_foot(self.fresh, self.save)
        self.put(self.rows)
        self.put_heading(self.tr("Action"))
        self.put(form)


def _rules_field() -> QPlainTextEdit:
    field = QPlainTextEdit()
    field.setFixedHeight(64)
    field.setTabChangesFocus(True)
    return field


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",")) if text.strip() else ()


def _rules(text: str) -> tuple[tuple[str, ...], ...]:
    return tuple(_parts(line) for line in text.splitlines() if line.strip())
