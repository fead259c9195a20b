"""Statements within statements, and sources that are a relative pronoun."""

import pytest

from pourparler.reader.dismiss import dismiss_non_statements
from pourparler.reader.nested import add_nested_statements
from pourparler.reader.reading import Draft
from pourparler.reader.speakers import resolve_speakers


@pytest.fixture
def drafted(reading_of):
    """Return the reading of a body whose one statement is given by its words."""

    def make(body, source, cue, content):
        reading = reading_of(body)
        text = reading.report.text
        begin = text.index(body)

        def span(words, after=begin):
            start = text.index(words, after)
            return (start, start + len(words))

        cued = span(cue, span(source)[1])
        reading.drafts.append(Draft((span(source),), (cued,), (span(content, cued[1]),), 0.9))
        return reading

    return make


def words(reading, draft):
    return tuple(reading.text_of(spans) for spans in (draft.source, draft.cue, draft.content))


@pytest.mark.parametrize(
    ("content", "nested"),
    [
        (
            "the president had told the envoy over the weekend that she would not sign",
            ("the president", "had told", "that she would not sign"),
        ),
        (
            "Southmark had offered the Front ten boats, and left",
            ("Southmark", "had offered", "the Front ten boats, and left"),
        ),
        ("the group has proposed a vote", ("the group", "has proposed", "a vote")),
        (
            "the boats that Torvald has promised",
            ("Torvald", "has promised", "the boats"),
        ),
    ],
)
def test_an_act_of_speech_of_somebody_else_is_a_statement_too(drafted, content, nested):
    reading = drafted(f"Two diplomats rejected {content}.", "Two diplomats", "rejected", content)
    add_nested_statements(reading)
    assert [words(reading, d) for d in reading.drafts[1:]] == [nested]


@pytest.mark.parametrize(
    "content",
    [
        "Southmark wants boats",  # an attitude
        "Northland had offered the Front ten boats",  # the speaker's own side
        "he had offered the Front ten boats",
        "Southmark had moved its boats",  # no act of speech
    ],
)
def test_attitudes_and_what_speakers_tell_of_themselves_are_not_nested(drafted, content):
    reading = drafted(f"Bo Lind said {content}.", "Bo Lind", "said", content)
    add_nested_statements(reading)
    assert len(reading.drafts) == 1


RELATIVE = [
    ("Torvald, who said the boats would stay, left.", ("north",), "Ana Torvald", "who"),
    ("He met Bo Lind, who said the boats would stay.", ("north",), "Bo Lind", "who"),
    (
        "He met a senior Southmarker official who said the boats would stay.",
        ("south",),
        "a senior Southmarker official",
        "who",
    ),
    (
        "A Southmarker envoy, who asked not to be named, said the boats would stay.",
        ("south",),
        "A Southmarker envoy, who asked not to be named",
        "A Southmarker envoy, who asked not to be named,",
    ),
    ("A stranger, who said the boats would stay, left.", (), "who", "who"),
]


@pytest.mark.parametrize(("body", "actors", "speaker", "source"), RELATIVE)
def test_who_stands_for_whoever_is_named_before_it(drafted, body, actors, speaker, source):
    reading = drafted(body, "who", "said", "the boats would stay")
    resolve_speakers(reading)
    (draft,) = reading.drafts
    assert (draft.actors, draft.speaker) == (actors, speaker)
    assert reading.text_of(draft.source) == source


def test_that_somebody_is_not_named_is_no_statement(drafted):
    body = "An envoy, who asked not to be named, left."
    reading = drafted(body, "who", "asked", "not to be named")
    dismiss_non_statements(reading)
    assert reading.drafts == []


@pytest.mark.parametrize(
    ("source", "actors", "speaker"),
    [
        ("A spokesman for Torvald", ("north",), "A spokesman for Torvald"),
        ("A former Southmarker ambassador", (), "A former Southmarker ambassador"),
        ("Northland and the Front", ("north", "front"), "Northland and the Front"),
        ("Norburg", ("north",), "Norburg"),
        ("The Southmarker foreign minister", ("south",), None),
    ],
)
def test_offices_staff_and_those_who_left_office(drafted, source, actors, speaker):
    reading = drafted(f"{source} said it was over.", source, "said", "it was over")
    resolve_speakers(reading)
    assert reading.drafts[0].actors == actors
    assert speaker is None or reading.drafts[0].speaker == speaker
