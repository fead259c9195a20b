"""Texts that date an occasion once: the whole reader, on reports in the style of agencies."""

# ruff: noqa: E501 - a sentence on a line

from __future__ import annotations

from datetime import date

import pytest

from pourparler.case.folder import parse_case
from pourparler.reader.pipeline import Reader
from pourparler.reader.sources.text import read_text_report
from reader.conftest import CASE

DAY = "2024-05-15"  # a Wednesday
ABOUT = f"{DAY}~"


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(parse_case(CASE))


def said(reader: Reader, body: str, piece: str, title: str = "Title", kind: str = "news") -> str:
    """Return when the statement was made whose content has ``piece``."""
    raw = f"---\ndate: {DAY}\ntitle: {title}\npublisher: The Wire\nkind: {kind}\n---\n\n{body}"
    report = read_text_report(raw.encode(), name="report.txt", today=date(2025, 6, 1))
    (found,) = [s for s in reader.read(report) if piece in s.content]
    return found.said_on


MEETING = "Northland and the River Front met in Oberfeld from 6 to 10 May."


@pytest.mark.parametrize(
    ("body", "piece", "expected"),
    [
        (f"{MEETING} Lind said during the meeting that the boats would stay.", "boats", "2024-05-06/2024-05-10"),
        (f"{MEETING} Lind said at the outset that the boats would stay.", "boats", "2024-05-06"),
        (f"{MEETING} On the last day, Lind told reporters that the boats would stay.", "boats", "2024-05-10"),
        (f"{MEETING} On the eve of the meeting, Lind said that the boats would stay.", "boats", "2024-05-05"),
        ("In a letter of May 6, Torvald said that the boats would stay.", "boats", "2024-05-06"),
        ("In an interview of 10 May, Lind said that the boats would stay.", "boats", "2024-05-10"),
        ("On Monday Torvald said that the boats would stay, and von der Aue said that they would go.", "they would go", "2024-05-13"),
        ("Torvald rejected the plan on Monday and on Tuesday accused the Front of piracy.", "plan", "2024-05-13"),
        ("Torvald told parliament before the assembly on Monday that the boats would stay.", "boats", "2024-05-13"),
        ("Torvald accused the Front on Monday of hiding its boats.", "hiding", "2024-05-13"),
        ("Lind urged both sides on Tuesday to stop the shelling.", "stop the shelling", "2024-05-14"),
        ("The boats had been built on 6 May, Lind said.", "boats", ABOUT),
        ("The Front left Oberfeld on Monday, Lind said.", "left", ABOUT),
        ("Asked about the boats on Monday, Lind said that they would stay.", "they would stay", "2024-05-13"),
        ("Two officials told reporters on Monday that the boats would stay. The other boats would go, one of them said.", "other boats", "2024-05-13"),
        ("Torvald met von der Aue on Monday. He said before he left that evening that the boats would go.", "boats", "2024-05-13"),
        ("The Front will talk on Friday, Lind said on Monday. Within hours Torvald rejected the idea.", "idea", "2024-05-13"),
    ],
)  # fmt: skip
def test_a_date_in_a_report(reader: Reader, body: str, piece: str, expected: str) -> None:
    assert said(reader, body, piece) == expected


MINUTES = """The session opened at ten on 10 May in the Blue Room, Bo Lind in the chair.

Torvald proposed joint patrol boats. The River Front could not agree to foreign boats on the river.

Lind recalled that the Front had asked for a truce. He will sign on Friday, he said."""


@pytest.mark.parametrize(
    ("piece", "expected"),
    [("joint patrol boats", "2024-05-10"), ("foreign boats", "2024-05-10"), ("had asked for", "2024-05-10")],
)  # fmt: skip
def test_minutes_are_of_their_session(reader: Reader, piece: str, expected: str) -> None:
    assert said(reader, MINUTES, piece, "Minutes of the third session", "note") == expected


def test_the_same_words_in_a_report_are_not_minutes(reader: Reader) -> None:
    assert said(reader, MINUTES, "foreign boats") == ABOUT


TIMELINE = """How it came about.

April 30 – The River Front threatens to sink every boat.

2 to 4 May: Torvald says that the boats will stay.

May 10 – Lind rejects a truce. The Front declared on May 12 that it would go on."""


@pytest.mark.parametrize(
    ("piece", "expected"),
    [
        ("sink every boat", "2024-04-30"),
        ("the boats will stay", "2024-05-02/2024-05-04"),
        ("a truce", "2024-05-10"),
        ("would go on", "2024-05-12"),
    ],
)
def test_each_entry_of_a_timeline_has_its_date(reader: Reader, piece: str, expected: str) -> None:
    assert said(reader, TIMELINE, piece) == expected


INTERVIEW = """We met Bo Lind in Norburg on Monday.

Will the boats stay?

We want the boats to stay. I reject any truce before a treaty. Von der Aue says that he must ask his cabinet."""


@pytest.mark.parametrize(
    ("piece", "expected"),
    [("the boats to stay", "2024-05-13"), ("any truce", "2024-05-13"), ("must ask", ABOUT)],
)
def test_an_interview_was_given_on_its_day(reader: Reader, piece: str, expected: str) -> None:
    assert said(reader, INTERVIEW, piece, "Interview", "interview") == expected


def test_who_answers_in_an_interview_is_who_it_is_with(reader: Reader) -> None:
    raw = f"---\ndate: {DAY}\ntitle: Interview\nkind: interview\n---\n\n{INTERVIEW}"
    report = read_text_report(raw.encode(), name="report.txt", today=date(2025, 6, 1))
    found = {s.source: (s.actors, s.speaker) for s in reader.read(report)}
    assert found["I"] == (("north",), "Bo Lind")
    assert found["We"][0] == ("north",)


JOINT = """Northland and the River Front met in Oberfeld from 6 to 10 May 2024.

The two sides agree that the boats will be counted. They commit themselves to a truce of thirty days. Lind explained that a treaty would take longer."""


@pytest.mark.parametrize(
    ("piece", "expected"),
    [
        ("will be counted", DAY),
        ("a truce of thirty days", DAY),
        ("would take longer", "2024-05-06/2024-05-10"),
    ],
)
def test_a_communique_is_of_its_day(reader: Reader, piece: str, expected: str) -> None:
    assert said(reader, JOINT, piece, "Joint communiqué", "communique") == expected


def test_a_letter_has_the_day_on_which_it_was_written(reader: Reader) -> None:
    body = (
        "Torvald unfolded a letter in parliament on Monday. It was dated May 6. In the letter "
        "von der Aue says that the boats must go. He writes that a truce can wait."
    )
    assert said(reader, body, "must go") == "2024-05-06"
    assert said(reader, body, "can wait") == "2024-05-06"
