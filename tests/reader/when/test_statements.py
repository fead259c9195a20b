"""Which date dates which statement: clause, sentence, what is carried on, and the report."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pourparler.case.case import Case
from pourparler.case.records import Report, Span
from pourparler.reader.reading import Draft, Reading
from pourparler.reader.sentences import split_sentences
from pourparler.reader.when import date_statements
from pourparler.reader.when.edtf import parse_edtf

Date = Callable[..., list[tuple[str, str]]]


def _drafts(marked: str) -> tuple[str, list[Draft]]:
    """Return the text without marks, and its drafts.

    ``{S cue|content}`` is a statement with the actor S (a, b, c); the cue or the content may
    be left out, and ``{S |content}`` after ``{S cue|}`` belongs to it.
    """
    text, drafts, rest = "", list[Draft](), marked
    while "{" in rest:
        plain, _, rest = rest.partition("{")
        inner, _, rest = rest.partition("}")
        actor, _, words = inner.partition(" ")
        cue, _, content = words.partition("|")
        text += plain
        cue_span: tuple[Span, ...] = ((len(text), len(text) + len(cue)),) if cue else ()
        text += cue + (" " if cue and content else "")
        said: tuple[Span, ...] = ((len(text), len(text) + len(content)),) if content else ()
        text += content
        if not cue and drafts and drafts[-1].actors == (actor,) and not drafts[-1].content:
            drafts[-1].content = said
        elif not content and drafts and drafts[-1].actors == (actor,) and not drafts[-1].cue:
            drafts[-1].cue = cue_span
        else:
            drafts.append(Draft((), cue_span, said, 0.9, actors=(actor,)))
    return text + rest, drafts


@pytest.fixture
def dated(reading_of: Callable[..., Reading]) -> Date:
    """Date the statements of a marked text; the report is of Wednesday 1 May 2024."""

    def make(marked: str, day: str = "2024-05-01", force: str = "") -> list[tuple[str, str]]:
        text, drafts = _drafts(marked)
        reading = reading_of(text, day)
        shift = reading.report.text.index(text)
        for draft in drafts:
            draft.cue = tuple((a + shift, b + shift) for a, b in draft.cue)
            draft.content = tuple((a + shift, b + shift) for a, b in draft.content)
            if force:
                draft.force = force
        reading.drafts = drafts
        date_statements(reading)
        assert all(d.said_last and d.said_last <= reading.report.reported_on for d in drafts)
        return [(draft.said_on, draft.rules["said_on"]) for draft in drafts]

    return make


SAME_CLAUSE = [
    ("On Monday, Torvald {a told|} the Courier {a |that she would sign}.", "2024-04-29"),
    ("Torvald {a said|} on Monday {a |that she would sign on Friday}.", "2024-04-29"),
    ("“{a |We will sign on Friday},” she {a told|} reporters on Monday evening.", "2024-04-29"),
    ("Torvald {a said|} in Monday's meeting {a |that a truce was unnecessary}.", "2024-04-29"),
    ("Torvald {a said|Tuesday that she would sign}.", "2024-04-30"),
    ("Torvald {a said|Tuesday the plan was dead}.", "2024-04-30"),
    ("Torvald {a said|}, late on Friday, {a |that she would sign}.", "2024-04-26"),
    ("Torvald {a rejected|} {a |that demand} on Monday.", "2024-04-29"),
    ("Torvald {a said|} last week {a |that she would sign next week}.", "2024-04-22/2024-04-28"),
    ("Torvald {a said|} on the evening of April 12 {a |that it was over}.", "2024-04-12"),
    ("Torvald {a said|} on Monday and Tuesday {a |that it was over}.", "2024-04-29/2024-04-30"),
    ("Torvald {a said|} today {a |that it was over}.", "2024-05-01"),
    ("Torvald {a said|} this week {a |that it was over}.", "2024-04-29/2024-05-01"),
    ("Torvald {a said|} in April {a |that it was over}.", "2024-04"),
    ("Torvald {a said|} about three weeks ago {a |that it was over}.", "2024-04-10~"),
]


@pytest.mark.parametrize(("marked", "expected"), SAME_CLAUSE)
def test_a_date_in_the_clause_of_the_cue(dated: Date, marked: str, expected: str) -> None:
    assert [said_on for said_on, _ in dated(marked)] == [expected]


OTHER_CLAUSE = [
    ("In a speech in Norburg on Saturday, she {a said|that it was over}.", "2024-04-27"),
    ("In an interview published on Sunday, Lind {a said|that it was over}.", "2024-04-28"),
    ("In a letter dated April 20, Lind {a said|that it was over}.", "2024-04-20"),
    ("She {a rejected|Monday's offer of a truce}.", "2024-04-29/2024-05-01"),
    ("When they met on Monday, she {a said|that it was over}.", "2024-04-29"),
    ("After they met on Monday, she {a said|that it was over}.", "2024-04-29/2024-05-01"),
    ("Before they met on Monday, she {a said|that it was over}.", "2024-04-23/2024-04-29"),
    ("Ahead of her meeting with the Front last week, she {a threatened|the Front}.",
     "2024-04-22/2024-04-28"),
    ("They met on Friday, and she {a said|that it was over}.", "2024-04-26"),
    ("She {a rejected|} Monday's offer {a |of a truce}.", "2024-04-29/2024-05-01"),
    ("She {a has refused|any truce} since February.", "2024-02-01/2024-05-01"),
    ("By Monday, she {a had dropped|that demand}.", "2024-04-23/2024-04-29"),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "expected"), OTHER_CLAUSE)
def test_a_date_elsewhere_in_the_sentence(dated: Date, marked: str, expected: str) -> None:
    assert [said_on for said_on, _ in dated(marked)] == [expected]


NOT_THEN = [
    "Torvald {a said|that the boats had left on Monday}.",
    "Torvald {a said|that on Monday the boats had left}.",
    "Torvald {a said|Monday was too early}.",
    "Torvald {a will speak|} next week {a |about the truce}.",
    "Torvald {a wants|a truce} by April 20.",
    "Torvald, who met the Front last week, {a said|that it was over}.",
    "Lind, who left them after they met on Monday, {a said|that it was over}.",
    "She {a has refused|a vote}, as she did in 2012.",
    "The plan, which was signed in March, {a was rejected|by everyone}.",
    "Torvald {a rejected|} the 2015 agreement {a |on the river}.",
    "They met in March, but Torvald {a says|that it was over}.",
    "“We met on Monday,” {a |and we will sign}, she {a said|}.",
    "Ahead of Friday's summit, she {a said|that it was over}.",
    "Torvald {a said|that it was over}.",
    "Torvald {a praised|Monday's offer}.",
    "Torvald {a proposed|} talks on 15 May {a |about the truce}.",
]


@pytest.mark.parametrize("marked", NOT_THEN)
def test_dates_that_tell_something_else_leave_the_report_date(dated: Date, marked: str) -> None:
    assert dated(marked) == [("2024-05-01~", "report_date")]


CARRIED = [
    (
        "The envoys met on Monday. They {a clashed|over boats} at the table.",
        [("2024-04-29", "carried weekday")],
    ),
    ("The old minister {a had opposed|any vote}.", [("../2024-05-01", "had_said")]),
    (
        "Until Monday the old minister {a had opposed|any vote}.",
        [("../2024-04-29", "before weekday")],
    ),
    (
        "She {a said|no} on Monday, a week after Orm {b had asked|for boats}.",
        [("2024-04-29", "weekday"), ("2024-04-22", "counted_from_date")],
    ),
    (
        "In a speech on Monday in which she {a demanded|a vote}, all was said.",
        [("2024-04-29", "weekday")],
    ),
    (
        "A letter came on Monday. In it she {a asks for|boats}.",
        [("2024-04-29", "letter weekday")],
    ),
    (
        "In a speech on Saturday, she {a said|that it was over}. “Over,” she {a repeated|}.",
        [("2024-04-27", "weekday"), ("2024-04-27", "carried weekday")],
    ),
    (
        "She {a said|that it was over} on Monday. She {a wants|a vote}.",
        [("2024-04-29", "weekday"), ("2024-05-01~", "report_date")],
    ),
    (
        "She {a said|that it was over} on Monday. She {a has repeatedly said|so}.",
        [("2024-04-29", "weekday"), ("../2024-05-01", "had_said")],
    ),
    (
        "The envoys met on Monday.\n\nShe {a ruled out|a vote}.",
        [("2024-05-01~", "report_date")],
    ),
    (
        "She {a said|that it was over} on Monday. He {b answered|that it was not}.",
        [("2024-04-29", "weekday"), ("2024-04-29", "carried weekday")],
    ),
    (
        "The envoys flew there on Monday. “{a |It was cold},” one {a said|} on her return.",
        [("2024-04-29", "carried weekday")],
    ),
    (
        "She {a rejected|the map} on Monday and {a demanded|a new one} on Tuesday.",
        [("2024-04-29", "weekday"), ("2024-04-30", "weekday")],
    ),
    (
        "NORBURG, April 30 (AP) – She {a denied|it} an hour later.",
        [("2024-05-01~", "report_date")],
    ),
    (
        "“{a |No},” she {a said|} when reporters met her on Monday.",
        [("2024-04-29", "weekday")],
    ),
    (
        "For the past two weeks she {a has insisted on|a vote}.",
        [("2024-04-18/2024-05-01", "past_span")],
    ),
    (
        "They met on April 18 and 19. A few days later she {a resigned|}.",
        [("2024-04-21/2024-04-24", "counted_from_date")],
    ),
    (
        "The envoys met in 2014. She {a ruled out|a vote}.",
        [("2024-05-01~", "report_date")],
    ),
    (
        "The envoys will meet on Monday. She {a ruled out|a vote}.",
        [("2024-05-01~", "report_date")],
    ),
]


@pytest.mark.parametrize(("marked", "expected"), CARRIED)
def test_what_is_carried_on(dated: Date, marked: str, expected: list[tuple[str, str]]) -> None:
    assert dated(marked) == expected


ANCHORED = [
    (
        "She {a said|that it was over} on Friday. He {b denied|it} a day later.",
        [("2024-04-26", "weekday"), ("2024-04-27", "counted_from_date")],
    ),
    (
        "The envoys met on Monday. She {a spoke|} before the talks {a |of a truce}.",
        [("2024-04-23/2024-04-29", "before_event")],
    ),
    (
        "Ahead of his meeting with the Front last week, he {a threatened|it}. Afterward, he "
        "{a dropped|that}.",
        [("2024-04-22/2024-04-28", "before_event"), ("2024-04-22/2024-05-01", "afterward")],
    ),
    (
        "He {a said|} in Monday’s Norburg meeting {a |that it was over}. But after his long "
        "meeting with them, he {a told|} them {a |to wait}.",
        [("2024-04-29", "weekday"), ("2024-04-29/2024-05-01", "after_event")],
    ),
    (
        "The summit was on Friday. The day after the summit, she {a agreed|}.",
        [("2024-04-27", "counted_from_event")],
    ),
    ("Karl {a spoke|} the day before.", [("2024-04-30~", "neighbouring_date")]),
    ("Two days later, she {a agreed|}.", [("2024-05-01~", "report_date")]),
    ("After the summit, she {a agreed|}.", [("2024-05-01~", "report_date")]),
    (
        "The summit will be held on Friday. Before the summit, she {a agreed|}.",
        [("2024-05-01~", "report_date")],
    ),
]


@pytest.mark.parametrize(("marked", "expected"), ANCHORED)
def test_what_counts_from_another_date_or_event(
    dated: Date, marked: str, expected: list[tuple[str, str]]
) -> None:
    assert dated(marked) == expected


def test_each_of_two_speakers_has_the_date_of_his_clause(dated: Date) -> None:
    both = "She {a denied|it} on Monday but he {b repeated|it} on Tuesday."
    joined = "She {a denied|it} on Monday and he {b repeated|it} on Tuesday."
    assert [said for said, _ in dated(both)] == ["2024-04-29", "2024-04-30"]
    assert [said for said, _ in dated(joined)] == ["2024-04-29", "2024-04-30"]


def test_a_date_in_what_another_says_is_not_taken(dated: Date) -> None:
    marked = "She {a said|that the boats had left on Monday}, and he {b agreed|}."
    assert dated(marked) == [("2024-05-01~", "report_date")] * 2


def test_a_date_at_the_end_of_a_deed_is_that_of_the_deed(dated: Date) -> None:
    marked = "She {a rejected|the plan on Friday}."
    assert dated(marked, force="refusal") == [("2024-04-26", "weekday")]
    demand = "She {a proposed|a meeting on Friday}."
    assert dated(demand, force="offer") == [("2024-05-01~", "report_date")]
    same = "They met on Friday. She {a blamed|the army the same night}."
    assert dated(same) == [("2024-04-26", "same_date")]
    pointing = "She {a dropped|that line on Friday, days after the vote}."
    assert dated(pointing, force="deed") == [("2024-04-26", "weekday")]
    before = "She {a had shown|the plan to him in late March}."
    assert dated(before) == [("2024-03-21/2024-03-31", "part_of_month")]
    asked = "She {a refused|to sign on Friday}."
    assert dated(asked, force="refusal") == [("2024-05-01~", "report_date")]


@pytest.mark.parametrize(
    ("day", "expected"), [("2024-04-29", "2024-04-29"), ("2024-04-28", "2024-04-22")]
)
def test_monday_in_a_report_of_a_monday_and_of_a_sunday(
    dated: Date, day: str, expected: str
) -> None:
    assert dated("She {a said|so} on Monday.", day) == [(expected, "weekday")]


def test_bounds_of_dates_that_are_about(reading_of: Callable[..., Reading]) -> None:
    reading = reading_of("She spoke about two weeks ago. He wants a truce.")
    at = reading.report.text.index("spoke")
    wants = reading.report.text.index("wants")
    reading.drafts = [
        Draft((), ((at, at + 5),), (), 0.9, actors=("a",)),
        Draft((), ((wants, wants + 5),), (), 0.9, actors=("b",)),
    ]
    date_statements(reading)
    assert [(d.said_on, d.said_first, d.said_last) for d in reading.drafts] == [
        ("2024-04-17~", date(2024, 4, 14), date(2024, 4, 20)),
        ("2024-05-01~", date(2024, 4, 25), date(2024, 5, 1)),
    ]


WORDS = (
    "on Monday|next Friday|tomorrow|last week|in May|by April 20|two days later|this week|"
    "in 2030|after the talks|before Friday|since March|the weekend|May 31, 2024||about a day ago|"
    "in recent days|that will|which|when|later this month|, and|."
)
PHRASES = st.sampled_from(WORDS.split("|"))


@given(st.lists(PHRASES, max_size=6), st.lists(PHRASES, max_size=6), st.dates())
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None
)
def test_nothing_is_said_after_the_report(
    case: Case, before: list[str], after: list[str], day: date
) -> None:
    lead, rest = " ".join(before), " ".join(after)
    text = f"{lead} She said {rest} that it was over. He agreed {lead}."
    report = Report(
        id="0" * 12, text=text, raw=text.encode(), encoding="utf-8", reported_on=day, title="Title"
    )
    reading = Reading(report, case)
    split_sentences(reading)
    for cue in ("said", "agreed"):
        at = text.index(cue)
        reading.drafts.append(Draft((), ((at, at + len(cue)),), (), 0.9, actors=("a",)))
    date_statements(reading)
    for draft in reading.drafts:
        assert draft.said_first is not None
        assert draft.said_last is not None
        assert draft.said_first <= draft.said_last <= day
        value = parse_edtf(draft.said_on)
        assert value.last is not None
        assert value.last <= day
        assert draft.rules["said_on"]
