"""What a person may type into the filter bar, and what is said when it means nothing."""

from datetime import date, time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from daybook.domain.activity import ActivityKind, Direction, Priority
from daybook.domain.entities import DEAL
from daybook.domain.filtering import Fact, Moment
from daybook.domain.query import (
    AtMinute,
    Between,
    Calendar,
    Compared,
    During,
    FromNow,
    Is,
    Item,
    Key,
    On,
    Overdue,
    Part,
    Period,
    PeriodUnit,
    PersonId,
    PersonNamed,
    Presence,
    Query,
    RelativeDay,
    Sign,
    Someone,
    State,
    Text,
    Unit,
    Weekday,
    When,
    Which,
    Who,
)
from daybook.domain.query_faults import BadQuery, QueryFault
from daybook.domain.query_reader import LARGEST_ID, LONGEST, MOST_MISTAKES, MOST_PARTS, MOST_VALUES, QueryReader
from daybook.domain.query_words import QueryWords
from daybook.domain.query_writer import QueryWriter
from daybook.domain.todo import TodoColor
from tests.domain.queries import queries

READER, WRITER = QueryReader(), QueryWriter()


def due(*values: object, moment: Moment = Moment.DEADLINE, negated: bool = False) -> When:
    return When(moment, values, negated)  # type: ignore[arg-type]


def resp(*values: object, negated: bool = False) -> Who:
    return Who(Fact.RESPONSIBLE, values, negated)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("typed", "meant", "written"),
    [
        ("due<today", due(Compared(Sign.BEFORE, RelativeDay())), "due<today"),
        ("DUE < Today", due(Compared(Sign.BEFORE, RelativeDay())), "due<today"),
        ("due:<today,none", due(Compared(Sign.BEFORE, RelativeDay()), Presence.NONE), "due<today,none"),
        ("due:none,<today", due(Presence.NONE, Compared(Sign.BEFORE, RelativeDay())), "due:none,<today"),
        ("deadline:overdue", due(Overdue.OVERDUE), "due:overdue"),
        ("due:none", due(Presence.NONE), "due:none"),
        (
            "due:2026-11-01..2026-11-30",
            due(Between(Calendar(2026, 11, 1), Calendar(2026, 11, 30))),
            "due:2026-11-01..2026-11-30",
        ),
        ("due:2026-11", due(During(Calendar(2026, 11))), "due:2026-11"),
        ("due:2026-11-01..", due(Compared(Sign.SINCE, Calendar(2026, 11, 1))), "due>=2026-11-01"),
        ("due:..friday", due(Compared(Sign.UNTIL, Weekday(4))), "due<=friday"),
        ("due:24.12.2026..31.12.26", due(Between(Calendar(2026, 12, 24), Calendar(2026, 12, 31))), None),
        ("due:3/4/2026", due(During(Calendar(2026, 4, 3))), "due:2026-04-03"),
        ("due<2026-11-01T14:30", due(Compared(Sign.BEFORE, AtMinute(date(2026, 11, 1), time(14, 30)))), None),
        ('due<"2026-11-01 14:30"', due(Compared(Sign.BEFORE, AtMinute(date(2026, 11, 1), time(14, 30)))), None),
        ("due>=today+7d", due(Compared(Sign.SINCE, RelativeDay(7))), "due>=today+7d"),
        ("due<=today+3wd", due(Compared(Sign.UNTIL, RelativeDay(3, Unit.WORKING_DAY))), None),
        ("due:today+1d", due(During(RelativeDay(1))), "due:tomorrow"),
        ("due<now", due(Compared(Sign.BEFORE, FromNow())), "due<now"),
        ("due:+2h", due(During(FromNow(2, Unit.HOUR))), "due:+2h"),
        ('due:"this week"', due(During(Period(PeriodUnit.WEEK))), "due:thisweek"),
        ("due:week+1", due(During(Period(PeriodUnit.WEEK, 1))), "due:nextweek"),
        ("due:quarter-2", due(During(Period(PeriodUnit.QUARTER, -2))), "due:quarter-2"),
        ("due:FRI", due(During(Weekday(4))), "due:friday"),
        ("changed>-3d", due(Compared(Sign.AFTER, FromNow(-3, Unit.DAY)), moment=Moment.UPDATED), "changed>-3d"),
        ("created:yesterday", due(During(RelativeDay(-1)), moment=Moment.CREATED), "created:yesterday"),
        ("start=any", due(Presence.ANY, moment=Moment.START), "start:any"),
        ("resp:me", resp(Someone.ME), "resp:me"),
        ("-resp:anna", resp(PersonNamed("anna"), negated=True), "-resp:anna"),
        ("resp!=anna", resp(PersonNamed("anna"), negated=True), "-resp:anna"),
        (
            'responsible:me,5,"Anna Smith"',
            resp(Someone.ME, PersonId(5), PersonNamed("Anna Smith")),
            'resp:me,5,"Anna Smith"',
        ),
        ('resp:"me"', resp(PersonNamed("me")), 'resp:"me"'),
        ("resp:“Anna Smith”,«Борис»", resp(PersonNamed("Anna Smith"), PersonNamed("Борис")), None),
        ("by:nobody", Who(Fact.AUTHOR, (Someone.NOBODY,)), "author:none"),
        ("colour:red,3", Which(Fact.COLOR, (TodoColor.ROSE, TodoColor.ORANGE)), "colour:rose,orange"),
        ("color:Grey,gray", Which(Fact.COLOR, (TodoColor.GREY,)), "colour:grey"),
        ("type:To-do", Which(Fact.KIND, (ActivityKind.TODO,)), "type:todo"),
        ("is:open", Is((State.OPEN,)), "is:open"),
        ("-is:late,done", Is((State.OVERDUE, State.DONE), negated=True), "-is:overdue,done"),
        ("on:deal", On((Item(DEAL),)), "on:deal"),
        ("on:deal#102,Lead#7", On((Item(DEAL, 102), Item(1, 7))), "on:deal#102,lead#7"),
        ('on:1038#5,"Delivery notes"#6', On((Item(1038, 5), Item("Delivery notes", 6))), None),
        ("on:equipment", On((Item("equipment"),)), "on:equipment"),
        ("priority:high", Which(Fact.PRIORITY, (Priority.HIGH,)), "priority:high"),
        ("direction:incoming", Which(Fact.DIRECTION, (Direction.INCOMING,)), "direction:incoming"),
        ("id:7,#8,9223372036854775807", Which(Fact.ID, (7, 8, LARGEST_ID)), None),
        ("provider:CRM_TODO", Which(Fact.PROVIDER, ("CRM_TODO",)), "provider:CRM_TODO"),
        ("contract", Text("contract"), "contract"),
        ('"signed  contract"', Text("signed  contract"), '"signed  contract"'),
        ("-draft", Text("draft", negated=True), "-draft"),
        ('-"due:today"', Text("due:today", negated=True), '-"due:today"'),
        (r'"the \"big\" one"', Text('the "big" one'), r'"the \"big\" one"'),
        ("12:30", Text("12:30"), "12:30"),
        ("https://example.com/?a=b", Text("https://example.com/?a=b"), "https://example.com/?a=b"),
        ('19"', Text('19"'), '19"'),
        ("-", Text("-"), "-"),
        ("Ω≈ç", Text("Ω≈ç"), "Ω≈ç"),
    ],
)
def test_reads_what_people_type(typed: str, meant: Part, written: str | None) -> None:
    found = READER.read(typed)

    assert found == Query((meant,))
    assert READER.read(WRITER.write(found)) == found
    assert written is None or WRITER.write(found) == written


def test_all_parts_stand_in_their_order_and_know_their_place() -> None:
    typed = '  due<today resp:me colour:red type:todo "signed contract" Re: offer'
    found = READER.read(typed)

    assert [typed[slice(*part.at)] for part in found.parts] == [
        "due<today",
        "resp:me",
        "colour:red",
        "type:todo",
        '"signed contract"',
        "Re:",
        "offer",
    ]
    assert WRITER.write(found) == 'due<today resp:me colour:rose type:todo "signed contract" Re: offer'
    assert WRITER.write(found.without(4)) == "due<today resp:me colour:rose type:todo Re: offer"


def test_nothing_asked_is_everything() -> None:
    assert READER.read(" \t\n") == Query()
    assert READER.read('""') == Query()
    assert WRITER.write(Query()) == ""


@pytest.mark.parametrize(
    ("typed", "reason", "wrong", "nearest"),
    [
        ("type:todo reps:me", QueryFault.UNKNOWN_KEY, "reps", ("resp",)),
        ("-priorty:high", QueryFault.UNKNOWN_KEY, "priorty", ("priority",)),
        ("qqqq:1", QueryFault.UNKNOWN_KEY, "qqqq", ()),
        ("due:", QueryFault.VALUE_MISSING, "", ()),
        ("due<", QueryFault.VALUE_MISSING, "", ()),
        ("resp:me, x", QueryFault.VALUE_MISSING, "", ()),
        ('resp:"" x', QueryFault.VALUE_MISSING, '""', ()),
        ("x due:tomorow", QueryFault.NOT_A_MOMENT, "tomorow", ("tomorrow",)),
        ("due:2026-02-30", QueryFault.NO_SUCH_DAY, "2026-02-30", ()),
        ("due:31.2.2026", QueryFault.NO_SUCH_DAY, "31.2.2026", ()),
        ("due:2026-13", QueryFault.NO_SUCH_DAY, "2026-13", ()),
        ("due:2026-02-03T25:00", QueryFault.NO_SUCH_TIME, "2026-02-03T25:00", ()),
        ("due:2026-02T10:00", QueryFault.NOT_A_MOMENT, "2026-02T10:00", ()),
        ("due:0001-01-01", QueryFault.TOO_FAR, "0001-01-01", ()),
        ("due:today+99999w", QueryFault.TOO_FAR, "today+99999w", ()),
        ("due:year+101", QueryFault.TOO_FAR, "year+101", ()),
        ("due:today+3h", QueryFault.NOT_A_MOMENT, "today+3h", ("today",)),
        ("due:2026-12-01..2026-11-30", QueryFault.BACKWARDS, "2026-12-01..2026-11-30", ()),
        ("due:now", QueryFault.NO_LENGTH, "now", ()),
        ("due<none", QueryFault.NOT_A_MOMENT, "none", ()),
        ("due<>today", QueryFault.NOT_A_MOMENT, ">today", ()),
        ("created:overdue", QueryFault.NOT_A_MOMENT, "overdue", ()),
        ("colour:rde", QueryFault.UNKNOWN_VALUE, "rde", ("rose",)),
        ("colour:blue,ornage", QueryFault.UNKNOWN_VALUE, "ornage", ("orange",)),
        ("is:opne", QueryFault.UNKNOWN_VALUE, "opne", ("open", "done")),
        ("type:calll", QueryFault.UNKNOWN_VALUE, "calll", ("call",)),
        ("colour<red", QueryFault.NO_COMPARISON, "colour<red", ()),
        ("colour:<red", QueryFault.NO_COMPARISON, "<red", ()),
        ("id:seven", QueryFault.NOT_A_NUMBER, "seven", ()),
        ("id:0", QueryFault.NOT_A_NUMBER, "0", ()),
        ("id:9223372036854775808", QueryFault.NOT_A_NUMBER, "9223372036854775808", ()),
        ("on:deal#x", QueryFault.NOT_A_NUMBER, "deal#x", ()),
        ('on:"Equipment"x', QueryFault.NOT_A_NUMBER, '"Equipment"x', ()),
        ("on:#5", QueryFault.UNKNOWN_VALUE, "#5", ("deal",)),
        ('resp:"Anna"x', QueryFault.UNKNOWN_VALUE, '"Anna"x', ()),
        ('x "contract due<today', QueryFault.QUOTE_OPEN, '"contract due<today', ()),
        ('resp:me,"Anna', QueryFault.QUOTE_OPEN, '"Anna', ()),
        ("a" * (LONGEST + 1), QueryFault.TOO_LONG, "a", ()),
        ("a " * (MOST_PARTS + 1), QueryFault.TOO_MANY, "a ", ()),
        ("id:" + "1," * MOST_VALUES + "22", QueryFault.TOO_MANY, "22", ()),
    ],
)
def test_says_what_is_wrong_and_where(typed: str, reason: QueryFault, wrong: str, nearest: tuple[str, ...]) -> None:
    with pytest.raises(BadQuery) as caught:
        READER.read(typed)

    mistake = caught.value.mistakes[0]
    assert (mistake.reason, typed[slice(*mistake.at)], mistake.nearest) == (reason, wrong, nearest)


def test_each_mistake_is_named_and_the_rest_is_understood() -> None:
    found = READER.reading("colour:rde,blue reps:me due:soon contract")

    assert [mistake.said for mistake in found.mistakes] == ["rde", "reps", "soon"]
    assert found.query == Query((Which(Fact.COLOR, (TodoColor.BLUE,)), Text("contract")))


@pytest.mark.parametrize("typed", ["colour:rde " * 1_500, "colour:" + ",".join(f"rde{n}" for n in range(1_500))])
def test_a_flood_of_mistakes_is_cut(typed: str) -> None:
    assert len(READER.reading(typed).mistakes) == MOST_MISTAKES


def test_the_persons_own_words_are_understood_beside_english() -> None:
    german = QueryWords(
        keys={Key.DUE: ("fällig",), Key.COLOR: ("farbe",)},
        colors={TodoColor.ROSE: ("rot",)},
        days={RelativeDay(): ("heute",)},
        people={Someone.ME: ("ich",)},
        units={Unit.DAY: ("tage",)},
    )
    reader, writer = QueryReader(german), QueryWriter(german)

    found = reader.read("Fällig<heute+3tage FARBE:rot,red resp:ich due>today")

    assert writer.write(found) == "due<today+3d colour:rose resp:me due>today"
    assert writer.write(Query((resp(PersonNamed("ich")),))) == 'resp:"ich"'
    with pytest.raises(BadQuery):
        READER.read("fällig<heute")


def test_month_comes_first_where_people_write_it_so() -> None:
    assert QueryReader(day_first=False).read("due:3/4/2026") == Query((due(During(Calendar(2026, 3, 4))),))


@settings(max_examples=400)
@given(queries)
@example(Query((Text("-a"), Text("−b", negated=True), Text("due:x"), Text("\\"), Text('"', negated=True))))
@example(Query((resp(PersonNamed("none"), PersonNamed("7"), PersonNamed("a,b")), On((Item("deal#1", 2),)))))
def test_what_is_written_is_read_again(query: Query) -> None:
    text = WRITER.write(query)

    assert READER.read(text) == query
    assert WRITER.write(READER.read(text)) == text


typing = st.lists(
    st.sampled_from([*'-:<>=,.#"“\\ +T/', "..", "due", "resp", "on", "today", "me", "7", "2026", "-11-", "week", "d"])
    | st.text(max_size=3),
    max_size=14,
).map("".join)


@settings(max_examples=400)
@given(st.text(max_size=60) | typing)
def test_any_text_is_read_or_refused(text: str) -> None:
    found = READER.reading(text)

    for mistake in found.mistakes:
        start, end = mistake.at
        assert 0 <= start <= end <= len(text)
    for part in found.query.parts:
        assert text[slice(*part.at)].strip()
    assert READER.read(WRITER.write(found.query)) == found.query
