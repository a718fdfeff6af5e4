"""A to-do to plan with."""

from datetime import UTC, datetime

import pytest

from tests.bulk.portal_model import Todo


@pytest.fixture
def a_todo() -> Todo:
    return Todo("Call Andrew", "About it", datetime(2026, 3, 3, 9, tzinfo=UTC), "default", 1, (0, 15), None)
