"""One style sheet for the whole program, written from a theme's colours.

Widgets choose among looks by dynamic properties, never by style sheets of their own:

* `QPushButton` and `QToolButton`: `look` = "primary", "quiet", "danger", "link", "chip", "segment", "pick" (opens a
  list) or nothing.
* `QLabel`: `step` = a name of `fonts.Step` in lower case, `tone` = a text role ("text_soft", "danger", …).
* `QFrame`: `panel` = "card", "raised", "banner-danger", "banner-warning", "banner-success", "banner-info", "line".
* `QTableView`: `ground` = "own" when its delegate paints what is selected.
* `QLineEdit`, `QPlainTextEdit`, …: `wrong` = true marks a field that has to be put right, `soft` = true one whose
  frame shows only when it is of use.
"""

from string import Template

from daybook.ui.kit.colors import Theme, ThemeName, blend, color_roles
from daybook.ui.kit.fonts import Step

TONES = ("text", "text_soft", "text_faint", "accent", "danger", "warning", "success", "overdue", "link")

_SHEET = Template(
    """
QMainWindow, QDialog, QWidget[ground="window"] { background: $window; }
QWidget[ground="surface"] { background: $surface; }
QWidget[ground="rail"] { background: $rail; }
QLabel { background: transparent; }
QToolTip { background: $surface_raised; color: $text; border: 1px solid $line_strong; padding: 4px 6px; }

QPushButton {
    background: $surface_raised; color: $text; border: 1px solid $line_strong; border-radius: 8px;
    padding: 0 14px; min-height: 32px; font-weight: 500;
}
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $selection; }
QPushButton:focus { border: 2px solid $focus; padding: 0 13px; min-height: 30px; }
QPushButton:disabled { color: $text_faint; background: $window; border-color: $line; }
QPushButton[look="primary"] { background: $accent; color: $accent_text; border-color: $accent; font-weight: 600; }
QPushButton[look="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[look="primary"]:focus { border: 2px solid $text; }
QPushButton[look="primary"]:disabled { background: $line; color: $text_faint; border-color: $line; }
QPushButton[look="danger"] { color: $danger; }
QPushButton[look="danger"]:disabled { color: $text_faint; }
QPushButton[look="danger"]:hover { background: $danger_soft; border-color: $danger; }
QPushButton[look="quiet"] { background: transparent; border-color: transparent; color: $text_soft; }
QPushButton[look="quiet"]:hover { background: $hover; color: $text; }
QPushButton[look="quiet"]:focus { border: 2px solid $focus; }
QPushButton[look="link"] {
    background: transparent; border: none; border-bottom: 1px solid transparent; border-radius: 2px;
    color: $link; padding: 0; min-height: 20px; text-align: left;
}
QPushButton[look="link"]:hover { border-bottom: 1px solid $link; }
QPushButton[look="link"]:focus { border-bottom: 2px solid $focus; }
QPushButton[compact="true"] { min-height: 24px; padding: 0 10px; }
QPushButton[compact="true"]:focus { min-height: 22px; padding: 0 9px; }
QPushButton[look="chip"] {
    border-radius: 14px; min-height: 26px; padding: 0 11px; background: $surface; color: $text_soft; font-size: 12px;
}
QPushButton[look="chip"]:hover { background: $hover; }
QPushButton[look="chip"]:checked { background: $accent_soft; color: $accent; border-color: $accent; font-weight: 600; }
QPushButton[look="chip"]:focus { border: 2px solid $focus; padding: 0 10px; min-height: 24px; }
QPushButton[look="chip"]:disabled { color: $text_faint; border-color: $line; background: $window; }
QPushButton[look="pick"] { background: $surface; text-align: left; padding: 0 10px; font-weight: 400; }
QPushButton[look="pick"]:hover { background: $hover; }
QPushButton[look="pick"]:focus { border: 2px solid $focus; padding: 0 9px; }
QPushButton[look="pick"]:disabled { background: $window; border-color: $line; }
QPushButton[look="segment"] {
    border: 2px solid transparent; border-radius: 6px; background: transparent; color: $text_soft;
    min-height: 22px; padding: 0 10px;
}
QPushButton[look="segment"]:hover { color: $text; }
QPushButton[look="segment"]:checked { background: $chosen; color: $text; font-weight: 600; }
QPushButton[look="segment"]:focus { border: 2px solid $focus; padding: 0 10px; min-height: 22px; }
QPushButton::menu-indicator { image: none; width: 0; }

QToolButton {
    background: transparent; border: 2px solid transparent; border-radius: 7px; padding: 4px; color: $text_soft;
}
QToolButton:hover { background: $hover; }
QToolButton:pressed, QToolButton:checked { background: $selection; }
QToolButton:focus { border-color: $focus; }
QToolButton[tight="true"] { padding: 1px; border-width: 2px; border-radius: 9px; }
QToolButton[look="rail"] {
    border-radius: 10px; padding: 4px 0 2px 0; color: $text_soft; font-size: 11px; font-weight: 500;
}
QToolButton[look="rail"]:hover { background: $rail_hover; }
QToolButton[look="rail"]:checked { background: $chosen; color: $text; font-weight: 600; }
QToolButton::menu-indicator { image: none; width: 0; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox {
    background: $surface; color: $text; border: 1px solid $line_strong; border-radius: 8px; padding: 0 10px;
    selection-background-color: $accent; selection-color: $accent_text;
    placeholder-text-color: $text_faint;
}
QLineEdit, QComboBox, QAbstractSpinBox { min-height: 32px; }
QPlainTextEdit, QTextEdit { padding: 6px 8px; }
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus { border: 2px solid $focus; padding: 0 9px; min-height: 30px; }
QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid $focus; padding: 5px 7px; }
QPlainTextEdit[soft="true"] { background: transparent; border-color: transparent; }
QPlainTextEdit[soft="true"]:hover { border-color: $line; }
QPlainTextEdit[soft="true"]:focus { border: 2px solid $focus; background: $surface; }
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QComboBox[wrong="true"] {
    border-color: $danger; background: $danger_soft;
}
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled {
    background: $window; color: $text_faint; border-color: $line;
}
QLineEdit[bare="true"], QPlainTextEdit[bare="true"], QTextEdit[bare="true"] {
    border: none; background: transparent; padding: 0;
}
QComboBox::drop-down { border: none; width: 26px; }
QComboBox::down-arrow { image: url("daybook-icons:style/chevron-$name.svg"); width: 14px; height: 14px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { width: 0; border: none; }
QComboBox QAbstractItemView {
    background: $surface_raised; border: 1px solid $line_strong; border-radius: 8px; padding: 4px; outline: none;
    selection-background-color: $selection; selection-color: $text;
}

QCheckBox, QRadioButton { spacing: 8px; min-height: 22px; }
QCheckBox::indicator, QRadioButton::indicator {
    width: 16px; height: 16px; border: 1.5px solid $text_faint; border-radius: 5px; background: $surface;
}
QRadioButton::indicator { border-radius: 9px; width: 15px; height: 15px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { border-color: $accent; }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border: 2px solid $focus; }
QCheckBox::indicator:checked {
    background: $accent; border-color: $accent; image: url("daybook-icons:style/check-$name.svg");
}
QCheckBox::indicator:indeterminate {
    background: $accent; border-color: $accent; image: url("daybook-icons:style/dash-$name.svg");
}
QRadioButton::indicator:checked { background: $surface; border: 5px solid $accent; width: 8px; height: 8px; }
QCheckBox:focus, QRadioButton:focus { outline: none; text-decoration: underline; }
QCheckBox:disabled, QRadioButton:disabled { color: $text_faint; }

QFrame[panel="card"] { background: $surface; border: 1px solid $line; border-radius: 12px; }
QFrame[panel="raised"] { background: $surface_raised; border: 1px solid $line_strong; border-radius: 12px; }
QFrame[panel="rail"] { background: $rail; border: none; border-right: 1px solid $line; }
QFrame[panel="status"] { background: $rail; border: none; border-top: 1px solid $line; }
QFrame[panel="tray"] { background: $tray; border: none; border-radius: 9px; }
QFrame[panel="chip"] {
    background: $surface; border: 1px solid $line_strong; border-radius: 14px; min-height: 26px; max-height: 26px;
}
QLabel[panel="key"] {
    background: $hover; border: 1px solid $line_strong; border-bottom-width: 2px; border-radius: 5px; padding: 1px 5px;
}
QFrame[panel="line"] { background: $line; border: none; max-height: 1px; min-height: 1px; }
QFrame[panel="line-vertical"] { background: $line; border: none; max-width: 1px; min-width: 1px; }
QFrame[panel="banner-danger"] { background: $danger_soft; border: none; border-radius: 8px; }
QFrame[panel="banner-warning"] { background: $warning_soft; border: none; border-radius: 8px; }
QFrame[panel="banner-success"] { background: $success_soft; border: none; border-radius: 8px; }
QFrame[panel="banner-info"] { background: $accent_soft; border: none; border-radius: 8px; }

QAbstractItemView { background: transparent; border: none; outline: none; alternate-background-color: $hover; }
QAbstractItemView::item:selected { background: $selection; color: $text; }
QTableView[cells="roomy"]::item { padding: 0 5px; }
QTableView[ground="own"] { selection-background-color: transparent; }
QTableView[ground="own"]::item:selected { background: transparent; }
QHeaderView::section {
    background: transparent; color: $text_faint; border: none; border-bottom: 1px solid $line; padding: 6px 8px;
    font-size: ${caption}px; font-weight: 500;
}
QTableCornerButton::section { background: $surface; border: none; border-bottom: 1px solid $line_strong; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QScrollArea { background: transparent; border: none; }
QSplitter::handle { background: $line; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }

QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $line_strong; border-radius: 3px; }
QScrollBar::handle:vertical { min-height: 32px; margin: 3px 3px 3px 3px; }
QScrollBar::handle:horizontal { min-width: 32px; margin: 3px 3px 3px 3px; }
QScrollBar::handle:hover { background: $text_faint; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QMenu { background: $surface_raised; border: 1px solid $line_strong; border-radius: 10px; padding: 5px; }
QMenu::item { padding: 7px 28px 7px 12px; border-radius: 6px; }
QMenu::icon { padding-left: 8px; }
QMenu::item:selected { background: $selection; }
QMenu::item:disabled { color: $text_faint; }
QMenu::separator { height: 1px; background: $line; margin: 5px 8px; }
QStatusBar { background: $rail; border: none; }
QStatusBar::item { border: none; }
QCalendarWidget QWidget { alternate-background-color: $hover; }
QCalendarWidget QAbstractItemView { selection-background-color: $accent; selection-color: $accent_text; }
"""
)


def stylesheet(theme: Theme) -> str:
    """The program's style sheet in this theme's colours."""
    colors = {role: theme.hex(role) for role in color_roles()}
    mixed = {
        "tray": blend(theme.line_strong, theme.surface, 0.45).name(),
        "rail_hover": blend(theme.line_strong, theme.rail, 0.45).name(),
        # In high contrast a surface is as black as what it lies on.
        "chosen": theme.hex("selection" if theme.name is ThemeName.CONTRAST else "surface"),
    }
    return _SHEET.substitute(colors, **mixed, caption=Step.CAPTION.pixels, name=theme.name) + _labels(colors)


def _labels(colors: dict[str, str]) -> str:
    steps = (
        f'QLabel[step="{step.name.lower()}"] {{ font-size: {step.pixels}px; font-weight: {step.weight.value}; }}'
        for step in Step
    )
    tones = (f'QLabel[tone="{tone}"] {{ color: {colors[tone]}; }}' for tone in TONES)
    return "\n".join((*steps, *tones))
