"""To-dos, and what people want of them."""

from datetime import UTC, datetime

from hypothesis import strategies as st

from daybook.domain.todo import TodoColor
from tests.bulk.portal_model import Todo

WORDS = st.text(alphabet="ab Äя\n", max_size=6)
TITLES = WORDS.filter(lambda text: bool(text.strip())).map(str.strip)
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)).map(  # noqa: DTZ001
    lambda moment: moment.replace(microsecond=0)
)
PINGS = st.lists(st.integers(0, 2000), max_size=3, unique=True).map(lambda minutes: tuple(sorted(minutes)))

TODOS = st.builds(
    Todo,
    title=TITLES,
    description=WORDS.map(str.strip),
    deadline=MOMENTS,
    color=st.sampled_from([color.value for color in TodoColor]),
    responsible=st.integers(1, 3),
    pings=PINGS,
    parent=st.none() | st.integers(10, 12),
)
