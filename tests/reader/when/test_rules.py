"""Every rule by name: what it finds and what it means, month and year ends, leap years."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pourparler.reader.when.candidates import BEFORE_THEN, REPORT_DAY
from pourparler.reader.when.edtf import EdtfDate, parse_edtf
from pourparler.reader.when.expressions import FORMS, find_all, find_expressions
from pourparler.reader.when.occasion import OWN_DAY
from pourparler.reader.when.resolve import resolve
from pourparler.reader.when.tense import Tense, find_tense, is_present, is_simple_past
from pourparler.reader.when.units import add_months, read_count
from pourparler.reader.when.utter import REPORT_DATE

NAMES = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()

# words, report date, tense, anchor, expected, rule; 1 May 2024 is a Wednesday
CASES = [
    ("last Wednesday", "2024-05-01", "past", "", "2024-04-24", "pointed_weekday"),
    ("this past Wednesday", "2024-05-01", "past", "", "2024-04-24", "pointed_weekday"),
    ("next Wednesday", "2024-05-01", "future", "", "2024-05-08", "pointed_weekday"),
    ("this Monday", "2024-05-01", "past", "", "2024-04-29", "pointed_weekday"),
    ("Friday of last week", "2024-05-01", "past", "", "2024-04-26", "weekday_of_week"),
    ("on Monday next week", "2024-05-01", "future", "", "2024-05-06", "weekday_of_week"),
    ("on Mon.", "2024-05-01", "past", "", "2024-04-29", "weekday"),
    ("late on Tuesday night", "2024-05-01", "past", "", "2024-04-30", "weekday"),
    ("over the weekend", "2024-05-01", "past", "", "2024-04-27/2024-04-28", "weekend"),
    ("at the weekend", "2024-05-01", "future", "", "2024-05-04/2024-05-05", "weekend"),
    ("this weekend", "2024-05-01", "future", "", "2024-05-04/2024-05-05", "weekend"),
    ("the weekend", "2024-05-05", "past", "", "2024-05-04/2024-05-05", "weekend"),
    ("the weekend", "2024-05-04", "past", "", "2024-04-27/2024-04-28", "weekend"),
    ("last weekend", "2024-05-05", "past", "", "2024-04-27/2024-04-28", "weekend"),
    ("November 5 last year", "2024-05-01", "past", "", "2023-11-05", "full_date"),
    ("5 November of last year", "2024-05-01", "past", "", "2023-11-05", "full_date"),
    ("Aug. 19, 2025", "2024-05-01", "past", "", "2025-08-19", "full_date"),
    ("on Tuesday, 19 August 2025", "2024-05-01", "past", "", "2025-08-19", "full_date"),
    ("the 19th of August, 2025", "2024-05-01", "past", "", "2025-08-19", "full_date"),
    ("2025-08-19", "2024-05-01", "past", "", "2025-08-19", "full_date"),
    ("19.8.2025", "2024-05-01", "past", "", "2025-08-19", "full_date"),
    ("12 to 14 March", "2024-05-01", "past", "", "2024-03-12/2024-03-14", "days_of_month"),
    ("March 12-14, 2023", "2024-05-01", "past", "", "2023-03-12/2023-03-14", "days_of_month"),
    ("1 May", "2024-05-01", "past", "", "2024-05-01", "day_and_month"),
    ("May 2", "2024-05-01", "past", "", "2023-05-02", "day_and_month"),
    ("May 2", "2024-05-01", "future", "", "2024-05-02", "day_and_month"),
    ("31 December", "2025-01-02", "past", "", "2024-12-31", "day_and_month"),
    ("2 January", "2024-12-30", "future", "", "2025-01-02", "day_and_month"),
    ("29 February", "2025-03-05", "past", "", "2024-02-29", "day_and_month"),
    ("29 February", "2025-03-05", "future", "", "2028-02-29", "day_and_month"),
    ("29 February", "2103-03-05", "past", "", "2096-02-29", "day_and_month"),
    ("on the 15th of last month", "2024-05-01", "past", "", "2024-04-15", "day_of_month"),
    ("on the 31st", "2024-05-01", "past", "", "2024-03-31", "day_of_month"),
    ("on the 31st", "2024-04-02", "future", "", "2024-05-31", "day_of_month"),
    ("early March", "2024-05-01", "past", "", "2024-03-01/2024-03-10", "part_of_month"),
    ("mid-March", "2024-05-01", "past", "", "2024-03-11/2024-03-20", "part_of_month"),
    ("the end of February", "2024-05-01", "past", "", "2024-02-21/2024-02-29", "part_of_month"),
    ("late February 2023", "2024-05-01", "past", "", "2023-02-21/2023-02-28", "part_of_month"),
    ("the first week of June", "2024-05-01", "future", "", "2024-06-01/2024-06-07",
     "week_of_month"),
    ("the last week of February", "2024-05-01", "past", "", "2024-02-23/2024-02-29",
     "week_of_month"),
    ("in May 2014", "2024-05-01", "past", "", "2014-05", "month_and_year"),
    ("March of next year", "2024-05-01", "future", "", "2025-03", "month_and_year"),
    ("in December", "2024-05-01", "past", "", "2023-12", "month"),
    ("in December", "2024-05-01", "future", "", "2024-12", "month"),
    ("last May", "2024-05-01", "past", "", "2023-05", "month"),
    ("in May", "2024-05-01", "past", "", "2024-05", "month"),
    ("next May", "2024-05-01", "future", "", "2025-05", "month"),
    ("late 2023", "2024-05-01", "past", "", "2023-09-01/2023-12-31", "part_of_year"),
    ("since 2014", "2024-05-01", "past", "", "2014", "year"),
    ("today", "2024-05-01", "past", "", "2024-05-01", "relative_day"),
    ("last night", "2024-03-01", "past", "", "2024-02-29", "relative_day"),
    ("yesterday", "2024-01-01", "past", "", "2023-12-31", "relative_day"),
    ("the day before yesterday", "2024-05-01", "past", "", "2024-04-29", "relative_day"),
    ("last week", "2025-08-19", "past", "", "2025-08-11/2025-08-17", "calendar_unit"),
    ("last week", "2024-01-01", "past", "", "2023-12-25/2023-12-31", "calendar_unit"),
    ("last month", "2024-03-31", "past", "", "2024-02", "calendar_unit"),
    ("last month", "2024-01-15", "past", "", "2023-12", "calendar_unit"),
    ("last year", "2024-02-29", "past", "", "2023", "calendar_unit"),
    ("next month", "2024-01-31", "future", "", "2024-02", "calendar_unit"),
    ("this week", "2024-05-01", "past", "", "2024-04-29/2024-05-01", "calendar_unit"),
    ("this month", "2024-05-30", "future", "", "2024-05-30/2024-05-31", "calendar_unit"),
    ("late last month", "2024-03-05", "past", "", "2024-02-21/2024-02-29", "part_of_unit"),
    ("early last week", "2024-05-01", "past", "", "2024-04-22/2024-04-24", "part_of_unit"),
    ("at the end of the year", "2024-05-01", "future", "", "2024-09-01/2024-12-31",
     "part_of_unit"),
    ("earlier this week", "2024-05-01", "past", "", "2024-04-29/2024-05-01", "earlier_this"),
    ("later this week", "2024-05-01", "future", "", "2024-05-02/2024-05-05", "earlier_this"),
    ("earlier this month", "2024-05-01", "past", "", "2024-05-01", "earlier_this"),
    ("over the past two weeks", "2024-05-01", "past", "", "2024-04-18/2024-05-01", "past_span"),
    ("this past week", "2024-05-01", "past", "", "2024-04-25/2024-05-01", "past_span"),
    ("in recent days", "2024-05-01", "past", "", "2024-04-25/2024-05-01", "recent"),
    ("in the coming days", "2024-05-01", "future", "", "2024-05-02/2024-05-07", "coming_span"),
    ("a week ago", "2024-05-01", "past", "", "2024-04-24", "ago"),
    ("10 days ago", "2024-05-01", "past", "", "2024-04-21", "ago"),
    ("a few days ago", "2024-05-01", "past", "", "2024-04-26/2024-04-29", "ago"),
    ("two months ago", "2024-03-31", "past", "", "2024-01", "ago"),
    ("ten years ago", "2024-02-29", "past", "", "2014", "ago"),
    ("twenty-two years ago", "2024-05-01", "past", "", "2002", "ago"),
    ("thirty days ago", "2024-05-01", "past", "", "2024-04-01", "ago"),
    ("twenty days ago", "2024-05-01", "past", "", "2024-04-11", "ago"),
    ("days ago", "2024-05-01", "past", "", "2024-04-25/2024-04-29", "ago"),
    ("two hours ago", "2024-05-01", "past", "", "2024-05-01", "ago"),
    ("about two weeks ago", "2024-05-01", "past", "", "2024-04-17~", "ago"),
    ("in two weeks", "2024-05-01", "future", "", "2024-05-15", "from_now"),
    ("a day earlier", "2024-05-01", "past", "2024-03-01", "2024-02-29", "counted_from_date"),
    ("two days later", "2024-05-01", "past", "2024-02-28", "2024-03-01", "counted_from_date"),
    ("a week later", "2024-05-01", "past", "2024-04-08/2024-04-14", "2024-04-15/2024-04-21",
     "counted_from_date"),
    ("hours later", "2024-05-01", "past", "2024-04-29", "2024-04-29", "counted_from_date"),
    ("three months later", "2024-05-01", "past", "2023-11-30", "2024-02", "counted_from_date"),
    ("the day after the meeting", "2024-05-01", "past", "2024-04-29", "2024-04-30",
     "counted_from_event"),
    ("two days before their summit", "2024-05-01", "past", "2024-04-29", "2024-04-27",
     "counted_from_event"),
    ("on the eve of the talks", "2024-05-01", "past", "2024-01-01", "2023-12-31",
     "counted_from_event"),
    ("the next day", "2024-05-01", "past", "2023-12-31", "2024-01-01", "neighbouring_date"),
    ("the previous week", "2024-05-01", "past", "2024-04-29", "2024-04-22/2024-04-28",
     "neighbouring_date"),
    ("the following month", "2024-05-01", "past", "2024-01-31", "2024-02", "neighbouring_date"),
    ("the day before.", "2024-05-01", "past", "2024-04-01", "2024-03-31", "neighbouring_date"),
    ("later that day", "2024-05-01", "past", "2024-04-29", "2024-04-29", "same_date"),
    ("that week", "2024-05-01", "past", "2024-04-24", "2024-04-22/2024-04-28", "same_date"),
    ("after his long meeting", "2024-05-01", "past", "2024-04-29", "2024-04-29/2024-05-01",
     "after_event"),
    ("before the talks", "2024-05-01", "past", "2024-04-29", "2024-04-23/2024-04-29",
     "before_event"),
    ("ahead of the talks", "2024-05-01", "past", "2024-04-22/2024-04-28",
     "2024-04-22/2024-04-28", "before_event"),
    ("Afterward", "2024-05-01", "past", "2024-04-29", "2024-04-29/2024-05-01", "afterward"),
    ("beforehand", "2024-05-01", "past", "2024-04-29", "2024-04-23/2024-04-29", "beforehand"),
    ("the next morning", "2024-05-01", "past", "2024-04-29", "2024-04-30", "neighbouring_date"),
    ("within hours", "2024-05-01", "past", "2024-04-29", "2024-04-29", "within_hours"),
    ("during the round", "2024-05-01", "past", "2024-04-22/2024-04-26", "2024-04-22/2024-04-26",
     "at_event"),
    ("on its opening day", "2024-05-01", "past", "2024-04-22/2024-04-26", "2024-04-22",
     "event_day"),
    ("on the last evening", "2024-05-01", "past", "2024-04-22/2024-04-26", "2024-04-26",
     "event_day"),
    ("at the end of the meeting.", "2024-05-01", "past", "2024-04-29", "2024-04-29", "event_day"),
    ("At its close,", "2024-05-01", "past", "2024-04-29", "2024-04-29", "event_day"),
    ("have since kept", "2024-05-01", "past", "2024-04-22", "2024-04-22/2024-05-01", "since_then"),
    ("in the first week of the month", "2024-05-20", "past", "", "2024-05-01/2024-05-07",
     "week_of_month"),
    ("within the day", "2024-05-01", "past", "2024-04-29", "2024-04-29/2024-04-30", "within_hours"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "day", "tense", "anchor", "expected", "rule"), CASES)
def test_a_rule(words: str, day: str, tense: Tense, anchor: str, expected: str, rule: str) -> None:
    known = parse_edtf(anchor) if anchor else None
    found = resolve(words, date.fromisoformat(day), tense, anchor=known)
    assert found
    assert (str(found.value), found.rule) == (expected, rule)


def test_every_rule_has_a_case() -> None:
    assert {form.rule for form in FORMS} == {rule for *_, rule in CASES}


@pytest.mark.parametrize("words", ["two days later", "the next day", "Afterward", "that evening"])
def test_what_counts_from_another_date_needs_one(words: str) -> None:
    assert resolve(words, date(2024, 5, 1)) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On Election Day later this week they vote.", ["later this week"]),
        ("On Tuesday, Aug. 19, 2025, and again a week later", ["On Tuesday, Aug. 19, 2025",
                                                                "a week later"]),
        ("Friday last week", ["Friday last week"]),
        ("the last week of May", ["the last week of May"]),
        ("On Black Friday, the Sunday Times said nothing.", []),
        ("He read it in the Mar. report; in March it was gone.", ["in March"]),
    ],
)  # fmt: skip
def test_the_longest_of_those_that_overlap(text: str, expected: list[str]) -> None:
    assert [found.text for found in find_expressions(text)] == expected


def test_a_possessive_is_told() -> None:
    assert [found.possessive for found in find_expressions("Monday's, last week’s, Friday")] == [
        True,
        True,
        False,
    ]


@given(st.dates(), st.sampled_from(NAMES))
def test_a_past_weekday_is_the_latest_and_a_future_one_the_next(day: date, name: str) -> None:
    number = NAMES.index(name)
    if date(1, 1, 8) < day < date(9999, 12, 24):
        week = [day + timedelta(n) for n in range(-6, 8)]
        latest = max(d for d in week if d.weekday() == number and d <= day)
        following = min(d for d in week if d.weekday() == number and d > day)
        past, future = resolve(name, day, "past"), resolve(name, day, "future")
        assert past
        assert future
        assert past.value == EdtfDate.of_day(latest)
        assert future.value == EdtfDate.of_day(following)


WORDS = st.sampled_from([words for words, *_ in CASES])


@given(WORDS, st.dates(), st.sampled_from(["past", "future"]), st.dates())
def test_no_day_of_the_calendar_is_too_early_or_too_late(
    words: str, day: date, tense: Tense, anchor: date
) -> None:
    found = resolve(words, day, tense, anchor=EdtfDate.of_day(anchor))
    assert found is None or parse_edtf(str(found.value)) == found.value


@given(st.dates(), st.integers(-100_000, 100_000))
def test_adding_months_keeps_the_day_or_takes_the_last(day: date, months: int) -> None:
    moved = add_months(day, months)
    assert moved.day <= day.day
    target = day.year * 12 + day.month - 1 + months
    if 12 <= target < 10_000 * 12:
        assert moved.year * 12 + moved.month - 1 == target


@pytest.mark.parametrize(
    ("words", "expected"),
    [("twelve", (12, 12)), ("a couple of", (2, 3)), ("several", (3, 6)), ("40", (40, 40))],
)
def test_number_words(words: str, expected: tuple[int, int]) -> None:
    assert read_count(words) == expected


@pytest.mark.parametrize(
    ("before", "after", "tense"),
    [
        ("They will meet ", ".", "future"),
        ("They are due to meet ", ".", "future"),
        ("They meet again ", ".", "future"),
        ("The summit will be held ", ".", "future"),
        ("The treaty is to be signed ", ".", "future"),
        ("The summit was held ", ".", "past"),
        ("They agreed to meet ", ".", "future"),
        ("They agreed ", " to meet.", "past"),
        ("", " they will meet.", "future"),
        ("", " they met.", "past"),
        ("They would have met ", ".", "past"),
        ("They want it by ", ".", "future"),
        ("By ", " it had gone.", "past"),
        ("It was scheduled for ", ".", "future"),
        ("Ahead of ", " talks", "future"),
        ("The quarrel of ", "", "past"),
    ],
)
def test_the_verb_nearest_before_a_date_gives_its_tense(
    before: str, after: str, tense: Tense
) -> None:
    assert find_tense(before, after) == tense


def test_the_tense_of_a_cue() -> None:
    assert [is_simple_past(cue) for cue in ("said", "has said", "repeatedly said", "says")] == [
        True,
        False,
        False,
        False,
    ]
    assert [is_present(cue) for cue in ("says", "is ready to", "said", "has said")] == [
        True,
        True,
        False,
        False,
    ]


def test_every_rule_is_documented() -> None:
    page = (Path(__file__).parents[3] / "docs" / "reference" / "dates.md").read_text("utf-8")
    rows = set(re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE))
    assert {form.rule for form in FORMS} | {REPORT_DATE} <= rows
    assert rows - {form.rule for form in FORMS} == {
        *(REPORT_DATE, REPORT_DAY, BEFORE_THEN, OWN_DAY),
        *("after", "before", "carried", "letter", "occasion"),
    }


def test_no_word_that_a_form_needs_is_left_out_of_its_guard() -> None:
    sentences = [words for words, *_ in CASES]
    sentences += [f"{day}. 3 left." for day in ("Mon", "Tues", "Thurs", "Sun")]
    sentences += ["in Sept.", "by spring", "at noon", "once a fortnight ago", "two decades ago"]
    for text in sentences:
        every = {(m.span(), form.rule) for form in FORMS for m in form.pattern.finditer(text)}
        kept = {((e.start, e.end), e.rule) for e in find_all(text)}
        assert every == kept
