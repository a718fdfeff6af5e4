"""The window: one folder a workspace, and `kit` for what they share."""

from daybook.ui.imports import import_plainly

import_plainly()
