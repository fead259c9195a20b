"""Which date dates which statement: clause, sentence, what is carried on, and the report."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pourparler.case.records import Span
from pourparler.reader.reading import Draft, Reading
from pourparler.reader.when import date_statements

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
                draft.force = force  # type: ignore[assignment]
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
    "The plan, which was signed in March, {a was rejected|by everyone}.",
    "Torvald {a rejected|} the 2015 agreement {a |on the river}.",
    "They met in March, but Torvald {a says|that it was over}.",
    "“We met on Monday,” {a |and we will sign}, she {a said|}.",
    "Ahead of Friday's summit, she {a said|that it was over}.",
    "Torvald {a said|that it was over}.",
]


@pytest.mark.parametrize("marked", NOT_THEN)
def test_dates_that_tell_something_else_leave_the_report_date(dated: Date, marked: str) -> None:
    assert dated(marked) == [("2024-05-01~", "report_date")]
