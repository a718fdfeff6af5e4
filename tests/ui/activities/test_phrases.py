"""A filter as a person would say it."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from daybook.domain.query import Part, Query
from daybook.domain.query_reader import QueryReader
from daybook.ui.activities.phrases import Phrases
from daybook.ui.kit.format import Formats
from tests.domain.queries import CONTEXT, parts_of, queries, words
from tests.domain.queries import items as any_items
from tests.domain.queries import people as any_people


@pytest.fixture
def phrases(formats: Formats) -> Phrases:
    return Phrases(formats, CONTEXT)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "All activities"),
        ("resp:me", "Activities of mine"),
        ("type:todo", "To-dos"),
        (
            'due:overdue resp:me colour:red,orange type:todo "contract"',
            "To-dos of mine that are overdue, are rose or orange and mention “contract”",
        ),
        ("type:call,email,meeting due<today", "Calls, e-mails and meetings that are due before today"),
        ("-type:call", "Activities that are not calls"),
        ("due:today,tomorrow,none", "Activities that are due today, are due tomorrow or have no deadline"),
        ("-due:today,none", "Activities that are not due today and have a deadline"),
        ("due<=friday", "Activities that are due by Friday"),
        ("due>=today+7d", "Activities that are due from 7 days after today on"),
        ("due:today-1w", "Activities that are due 1 week before today"),
        ("due:2026-11-01..2026-11-30", "Activities that are due from 01/11/2026 to 30/11/2026"),
        ("due:2026-11-01", "Activities that are due on 01/11/2026"),
        ("due:2026-11", "Activities that are due in November 2026"),
        ("due>2026", "Activities that are due after 2026"),
        ("due:2026-11-01T09:05", "Activities that are due on 01/11/2026 09:05"),
        ("due:nextweek", "Activities that are due next week"),
        ("due:quarter-2", "Activities that are due the quarter 2 quarters before this one"),
        ("due:+2h", "Activities that are due within the next 2 hours"),
        ("changed>-3d", "Activities that were changed less than 3 days ago"),
        ("-changed>-1wd", "Activities that were not changed less than 1 working day ago"),
        ("start<now", "Activities that start before now"),
        ("created:yesterday end:any", "Activities that were created yesterday and have an end"),
        ('resp:zoe,5,77,"Nemo"', "Activities that are assigned to Zoë Smithers, Anna Smith, #77 or Nemo"),
        ("-resp:me,none", "Activities that are not assigned to me or nobody"),
        ("author:me", "Activities that were created by me"),
        ("on:deal", "Activities that belong to deals"),
        ("on:deal#102,equip,1038#5", "Activities that belong to deal #102, Equipment or Equipment #5"),
        ("on:lost#3,555", "Activities that belong to lost #3 or items of type 555"),
        ("is:open,done priority:high", "Activities that are open or done and have high priority"),
        ("direction:in -draft", "Activities that are incoming and do not mention “draft”"),
        ("id:1,2,3,4,5,6,7", "Activities that have the number 1, 2, 3, 4, 5 or 2 more"),
    ],
)
def test_reads_as_a_sentence(phrases: Phrases, typed: str, said: str) -> None:
    assert phrases.sentence(QueryReader().read(typed)) == said


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("due<today", "Deadline: before today"),
        ("-due:none", "Deadline: not none"),
        ("due:overdue", "Deadline: overdue"),
        ("resp:me,anna", "Responsible: me or anna"),
        ("-resp:zoe", "Responsible: not Zoë Smithers"),
        ("colour:red", "Colour: rose"),
        ("type:todo", "Kind: to-dos"),
        ("is:overdue", "State: overdue"),
        ("on:lead#7", "Belongs to: lead #7"),
        ("provider:CRM_TODO", "Provider: CRM_TODO"),
        ("contract", "“contract”"),
        ("-contract", "not “contract”"),
        ('"{values} %n {0}"', "“{values} %n {0}”"),
    ],
)
def test_each_part_stands_alone(phrases: Phrases, typed: str, said: str) -> None:
    (part,) = QueryReader().read(typed).parts
    assert phrases.chip(part) == said


any_parts = parts_of(any_people, any_items, words)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=queries, part=any_parts)
def test_whatever_was_asked_can_be_said(phrases: Phrases, query: Query, part: Part) -> None:
    assert phrases.sentence(query)[0].isupper()
    assert ("%n" in phrases.chip(part)) <= ("%n" in str(part))
    negated = replace(part, negated=True)  # what is negated is never the head of the sentence
    assert phrases.predicate(negated) in phrases.sentence(Query((*query.parts, negated)))
