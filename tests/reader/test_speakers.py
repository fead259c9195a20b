"""Sources reach actors by names, roles, titles and pronouns, and never by likeness."""

from datetime import date

import pytest

from pourparler.case.folder import parse_case
from pourparler.reader.mentions import find_mentions
from pourparler.reader.names import CaseNames
from pourparler.reader.reading import Draft, Reading
from pourparler.reader.sentences import split_sentences
from pourparler.reader.speakers import resolve_speakers


def resolve(reading, *sources):
    """Resolve drafts whose sources are the given words, in order of the text."""
    text, position = reading.report.text, reading.report.body_start
    for source in sources:
        start = text.index(source, position)
        end = start + len(source)
        draft = Draft(((start, end),), ((end + 1, end + 2),), ((end + 1, end + 2),), 0.9)
        reading.drafts.append(draft)
        position = end
    resolve_speakers(reading)
    return reading.drafts


@pytest.mark.parametrize(
    ("body", "sources", "actors", "speaker"),
    [
        ("After meeting Lind, von der Aue left. He said no.", "He", "south", "Karl von der Aue"),
        (
            "“Lind is bluffing,” von der Aue said. He said no.",
            "von der Aue|He",
            "south",
            "Karl von der Aue",
        ),
        ("Von der Aue left. Beside Lind, he said no.", "he", "south", "Karl von der Aue"),
        ("Lind hoped that von der Aue would come. He said no.", "Lind|He", "north", "Bo Lind"),
        (
            "Lind hoped that von der Aue would come. He would call the prime minister, he said.",
            "Lind|he",
            "north",
            "Bo Lind",
        ),
        (
            "Lind sat down. A Southmarker spokesman said yes. He said no.",
            "A Southmarker spokesman|He",
            "south",
            "A Southmarker spokesman",
        ),
        (
            "Lind sat down. A Southmarker spokeswoman said yes. He said no.",
            "He",
            "north",
            "Bo Lind",
        ),
        (
            "The Southmarker memorandum says yes. It says no.",
            "The Southmarker memorandum|It",
            "south",
            "It",
        ),
    ],
)
def test_a_pronoun_is_who_speaks_before_who_is_only_named(
    reading_of, body, sources, actors, speaker
):
    *_, draft = resolve(reading_of(body), *sources.split("|"))
    assert ",".join(draft.actors) == actors
    assert draft.speaker == speaker


@pytest.mark.parametrize(
    ("body", "source", "actors", "speaker"),
    [
        ("A foreign minister said no.", "A foreign minister", (), "A foreign minister"),
        ("NORBURG - Southmark said no.", "NORBURG - Southmark", ("south",), "Southmark"),
        ("The Northlander president said no.", "president", ("north",), "Ana Torvald"),
        (
            "The Friends of the River, including two towns, Northland and Southmark, said no.",
            "Southmark,",
            ("friends",),
            "The Friends of the River, including two towns, Northland and Southmark",
        ),
        (
            "The Friends of the River, including Northland, said no.",
            "The Friends of the River, including Northland,",
            ("friends",),
            None,
        ),
        (
            "The Friends of the River, Northland and the Front among them, said no.",
            "The Friends of the River, Northland and the Front among them,",
            ("friends",),
            None,
        ),
        ("Norburg said no.", "Norburg", ("north",), "Norburg"),
        ("President Ana Torvald said no.", "President Ana Torvald", ("north",), "Ana Torvald"),
        ("Torvald said no.", "Torvald", ("north",), "Ana Torvald"),
        ("Prime Minister von der Aue said no.", "Prime Minister von der Aue", ("south",), None),
        ("The Northlander leader said no.", "The Northlander leader", ("north",), "Ana Torvald"),
        ("Northland's foreign minister said no.", "Northland's foreign minister", ("north",), None),
        ("The prime minister said no.", "The prime minister", ("south",), "Karl von der Aue"),
        ("Two Northlander officials said no.", "Two Northlander officials", ("north",), None),
        ("A spokesman for the Front said no.", "A spokesman for the Front", ("front",), None),
        ("Norburg's coastal allies said no.", "Norburg's coastal allies", ("friends",), None),
        ("Torvald's envoy said no.", "Torvald's envoy", ("north",), "Torvald's envoy"),
        ("Northland and the Front said no.", "Northland and the Front", ("north", "front"), None),
        ("NL said no.", "NL", ("north",), "NL"),
        ("Officials close to Northland said no.", "Officials close to Northland", (), None),
        ("Talks with Northland said no.", "Talks with Northland", (), None),
        ("Northland's rivals said no.", "Northland's rivals", (), "Northland's rivals"),
        ("Norburgh said no.", "Norburgh", (), "Norburgh"),
        ("Final said no.", "Final", (), "Final"),
        ("Both sides said no.", "Both sides", ("north", "front"), None),
        ("The delegations said no.", "The delegations", ("north", "front"), None),
        ("Two diplomats in Norburg said no.", "Two diplomats in Norburg", (), None),
        ("The president's office said no.", "The president's office", ("north",), None),
        ("The government said no.", "The government", ("north",), "The government"),
        ("The harbour board said no.", "The harbour board", (), None),
    ],
)
def test_a_source_reaches_its_actor_or_nobody(reading_of, body, source, actors, speaker):
    (draft,) = resolve(reading_of(body), source)
    assert draft.actors == actors
    if speaker:
        assert draft.speaker == speaker
    assert draft.rules["actors"]


@pytest.mark.parametrize(
    ("body", "pronoun", "speaker"),
    [
        ("Torvald met Lind. She said no.", "She", "Ana Torvald"),
        ("Torvald met Lind. He said no.", "He", "Bo Lind"),
        ("Lind spoke. Ahead of talks with the prime minister, he said no.", "he", "Bo Lind"),
        ("With Lind gone, von der Aue left. He said no.", "He", "Karl von der Aue"),
        ("Northland's army moved. The Front left. It said no.", "It", "It"),
        ("Torvald and Lind spoke. They said no.", "They", "Ana Torvald and Bo Lind"),
    ],
)
def test_a_pronoun_takes_the_nearest_fitting_subject(reading_of, body, pronoun, speaker):
    reading = reading_of(body)
    (draft,) = resolve(reading, pronoun)
    assert draft.speaker == speaker
    assert draft.rules["speaker"].startswith("pronoun")


def test_it_is_an_actor_and_he_is_not(reading_of):
    (draft,) = resolve(reading_of("The Front left early. It said no."), "It")
    assert draft.actors == ("front",)
    (draft,) = resolve(reading_of("The Front left early. He said no."), "He")
    assert draft.actors == ()


def test_a_pronoun_looks_back_two_paragraphs_and_no_further(reading_of):
    near = resolve(reading_of("Lind spoke.\n\nIt rained.\n\nHe said no."), "He")[0]
    far = resolve(reading_of("Lind spoke.\n\nA.\n\nB.\n\nC.\n\nHe said no."), "He")[0]
    assert (near.speaker, far.actors) == ("Bo Lind", ())


def test_roles_are_those_of_the_report_s_date(reading_of):
    before = resolve(reading_of("Mira Solt said no.", "2023-05-01"), "Mira Solt")[0]
    after = resolve(reading_of("Mira Solt said no.", "2024-05-01"), "Mira Solt")[0]
    assert (before.actors, after.actors) == (("front",), ("friends",))


def test_a_relative_pronoun_is_whoever_stands_before_it(reading_of):
    (draft,) = resolve(reading_of("It angered the Front, which said no."), "which")
    assert draft.actors == ("front",)


def test_it_was_one_and_not_the_other_that_said_it(reading_of):
    (draft,) = resolve(reading_of("It was Northland, not the Front, that said no."), "that")
    assert draft.actors == ("north",)


def test_a_name_right_before_the_cue_is_its_source(reading_of):
    reading = reading_of("Boats left, Lind insisting that all was well.")
    start = reading.report.text.index("insisting")
    reading.drafts.append(Draft((), ((start, start + 9),), ((start + 10, start + 22),), 0.9))
    resolve_speakers(reading)
    assert reading.drafts[0].speaker == "Bo Lind"
    assert reading.text_of(reading.drafts[0].source) == "Lind"


def test_a_transcript_names_its_speakers_in_capitals(reading_of):
    (draft,) = resolve(reading_of("TORVALD: We said no."), "TORVALD")
    assert draft.speaker == "Ana Torvald"


def test_his_spokesman_speaks_for_the_same_actor(reading_of):
    reading = reading_of("Lind was silent. His spokesman said no.")
    (draft,) = resolve(reading, "His spokesman")
    assert (draft.actors, draft.speaker) == (("north",), "His spokesman")


def test_both_countries_are_the_two_named_together(reading_of):
    body = "Northland and Southmark met Lind. Both countries said no."
    (draft,) = resolve(reading_of(body), "Both countries")
    assert draft.actors == ("north", "south")


def test_they_are_several_that_were_named_together(reading_of):
    body = "Northland and the Front agreed. Lind came. They said no."
    (draft,) = resolve(reading_of(body), "They")
    assert draft.actors == ("north", "front")


@pytest.mark.parametrize(
    ("body", "source", "speaker"),
    [
        ("Torvald spoke. Her foreign minister said no.", "Her foreign minister", "Bo Lind"),
        ("Torvald spoke. Her minister, Bo Lind, said no.", "Her minister, Bo Lind,", "Bo Lind"),
        ("Torvald spoke. Her army said no.", "Her army", "Her army"),
    ],
)
def test_what_is_hers_is_the_holder_or_the_office(reading_of, body, source, speaker):
    (draft,) = resolve(reading_of(body), source)
    assert (draft.actors, draft.speaker) == (("north",), speaker)


def test_the_government_is_that_of_the_state_last_named(reading_of):
    body = "Southmark, von der Aue's country, is calm. The government said no."
    (draft,) = resolve(reading_of(body), "The government")
    assert draft.actors == ("south",)


OFFICE = """\
title: Office
actors:
  - {id: a, name: Aland, kind: state}
people:
  - {name: Ann Roe, actor: a, role: president, to: 2024-05-31}
  - {name: Bob Poe, actor: a, role: president, from: 2024-06-01}
issues:
  - id: i
    question: Who?
    scale: unordered
    options: [{id: x, words: One}, {id: y, words: Other}]
"""


@pytest.mark.parametrize(
    ("day", "source", "actors", "speaker"),
    [
        ("2024-05-31", "Ann Roe", ("a",), "Ann Roe"),
        ("2024-06-20", "Ann Roe", ("a",), "Ann Roe"),
        ("2024-08-01", "Ann Roe", (), "Ann Roe"),
        ("2024-08-01", "Roe", (), "Ann Roe"),
        ("2024-05-31", "Bob Poe", (), "Bob Poe"),
        ("2024-05-31", "The president", ("a",), "Ann Roe"),
        ("2024-06-20", "The president", ("a",), "Bob Poe"),
        ("2024-06-20", "Aland's president", ("a",), "Bob Poe"),
    ],
)
def test_out_of_office_one_is_known_but_speaks_for_nobody(report_of, day, source, actors, speaker):
    reading = Reading(report_of(f"{source} said no.", day), parse_case(OFFICE))
    split_sentences(reading)
    find_mentions(reading)
    (draft,) = resolve(reading, source)
    assert (draft.actors, draft.speaker) == (actors, speaker)


def test_names_are_indexed_once_for_all_days_with_the_same_holders():
    names = CaseNames(parse_case(OFFICE))
    days = ("2024-05-20", "2024-05-31", "2024-06-20", "2024-07-01", "2024-08-01", "2024-09-01")
    may, end, june, july, august, autumn = (names.on(date.fromisoformat(day)) for day in days)
    assert (may, june, august) == (end, july, autumn)
    assert len({id(index) for index in (may, june, august)}) == 3


NAMESAKES = """\
title: Namesakes
actors:
  - {id: a, name: Aland, kind: state, adjectives: [Alander]}
  - {id: b, name: Bland, kind: state}
people:
  - {name: Ann Roe, actor: a, role: special envoy, pronoun: she}
  - {name: Bob Roe, actor: b, role: defence minister, pronoun: he}
  - {name: Cy Poe, actor: a, role: defence minister, pronoun: he}
issues:
  - id: i
    question: Who?
    scale: unordered
    options: [{id: x, words: One}, {id: y, words: Other}]
"""


@pytest.mark.parametrize(
    ("body", "source", "speaker"),
    [
        ("Ann Roe met Cy Poe. Ms Roe said no.", "Ms Roe", "Ann Roe"),
        ("Ann Roe met Bob Roe. Mr Roe said no.", "Mr Roe", "Bob Roe"),
        ("Ann Roe met Cy Poe. Defence Minister Roe said no.", "Defence Minister Roe", "Bob Roe"),
        ("Defence Minister Roe said no. Then Roe left.", "Defence Minister Roe", "Bob Roe"),
        ("Roe said no. Ann Roe left.", "Roe", "Roe"),
        ("The Alander envoy said no.", "The Alander envoy", "Ann Roe"),
        ("The envoy said no.", "The envoy", "Ann Roe"),
        ("An Alander envoy said no.", "An Alander envoy", "Alander envoy"),
        ("The defence minister of Bland said no.", "The defence minister of Bland", "Bob Roe"),
        ("The Alander Defense Minister said no.", "The Alander Defense Minister", "Cy Poe"),
    ],
)
def test_namesakes_are_told_apart_or_left_alone(report_of, body, source, speaker):
    reading = Reading(report_of(body), parse_case(NAMESAKES))
    split_sentences(reading)
    find_mentions(reading)
    (draft,) = resolve(reading, source)
    assert draft.speaker == speaker


def test_a_name_before_too_is_the_source_that_the_tagger_left_out(reading_of):
    reading = reading_of("Lind, too, called for a truce.")
    start = reading.report.text.index("called for")
    reading.drafts.append(Draft((), ((start, start + 10),), ((start + 11, start + 18),), 0.9))
    resolve_speakers(reading)
    assert reading.drafts[0].speaker == "Bo Lind"


def test_a_vice_president_is_no_president(case, report_of):
    more = case.people[0].model_copy(update={"name": "Ole Brun", "role": "vice president"})
    wider = case.model_copy(update={"people": [*case.people, more]})
    body = "The Northlander president said no. The vice president said yes."
    reading = Reading(report_of(body), wider)
    split_sentences(reading)
    find_mentions(reading)
    first, second = resolve(reading, "The Northlander president", "The vice president")
    assert (first.speaker, second.speaker) == ("Ana Torvald", "Ole Brun")
