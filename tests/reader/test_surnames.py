"""Surnames are matched with and without articles, initials and accents, and to no namesake."""

import pytest

from pourparler.case.folder import parse_case
from pourparler.reader.mentions import find_mentions
from pourparler.reader.reading import Reading
from pourparler.reader.sentences import split_sentences

CASE = """\
title: Names
actors:
  - {id: a, name: Aland, kind: state, adjectives: [Alander]}
  - {id: b, name: Bland, kind: state}
people:
  - {name: Abdel Fattah al-Burhan, actor: a, role: president}
  - {name: Mohamed Hamdan Dagalo, actor: b, role: commander}
  - {name: Recep Tayyip Erdoğan, actor: a, role: premier}
  - {name: Volodymyr Zelenskyy, actor: b, role: president}
  - {name: Mohammed bin Salman, actor: a, role: crown prince}
  - {name: Mark van der Berg, actor: b, role: envoy}
  - {name: Staffan de Mistura, actor: b, role: mediator}
  - {name: Ahmed el-Sisi, actor: a, role: deputy minister}
  - {name: Una O'Brien, actor: b, role: spokeswoman}
  - {name: Zeid Ra’ad al-Hussein, actor: a, role: judge}
  - {name: Hussein Amir, actor: b, role: judge}
  - {name: Robert Kennedy, actor: b, role: clerk}
  - {name: Karim Rahmon, actor: a, role: negotiator}
  - {name: Ali Rahmon, actor: b, role: negotiator}
  - {name: Jean-Luc Marie-Bois, actor: a, role: clerk}
issues:
  - id: i
    question: Who?
    scale: unordered
    options: [{id: x, words: One}, {id: y, words: Other}]
"""


def named(report_of, body):
    """Return each mention of a person with the words that it covers."""
    reading = Reading(report_of(body), parse_case(CASE))
    split_sentences(reading)
    find_mentions(reading)
    text = reading.report.text
    return [(text[m.start : m.end], m.person) for m in reading.mentions if m.kind == "person"]


@pytest.mark.parametrize(
    ("words", "person"),
    [
        ("Burhan", "Abdel Fattah al-Burhan"),
        ("al-Burhan", "Abdel Fattah al-Burhan"),
        ("Al-Burhan", "Abdel Fattah al-Burhan"),
        ("El-Burhan", "Abdel Fattah al-Burhan"),
        ("Al Burhan", "Abdel Fattah al-Burhan"),
        ("al‑Burhan", "Abdel Fattah al-Burhan"),
        ("A. Burhan", "Abdel Fattah al-Burhan"),
        ("A. F. al-Burhan", "Abdel Fattah al-Burhan"),
        ("Abdel Fattah Burhan", "Abdel Fattah al-Burhan"),
        ("Abdel-Fattah al-Burhan", "Abdel Fattah al-Burhan"),
        ("BURHAN", "Abdel Fattah al-Burhan"),
        ("Sisi", "Ahmed el-Sisi"),
        ("al-Sisi", "Ahmed el-Sisi"),
        ("Erdogan", "Recep Tayyip Erdoğan"),
        ("Recep Tayyip Erdogan", "Recep Tayyip Erdoğan"),
        ("Zelensky", "Volodymyr Zelenskyy"),
        ("Zelenskiy", "Volodymyr Zelenskyy"),
        ("bin Salman", "Mohammed bin Salman"),
        ("Bin Salman", "Mohammed bin Salman"),
        ("van der Berg", "Mark van der Berg"),
        ("Van der Berg", "Mark van der Berg"),
        ("Van Der Berg", "Mark van der Berg"),
        ("De Mistura", "Staffan de Mistura"),
        ("O’Brien", "Una O'Brien"),
        ("OBrien", "Una O'Brien"),
        ("Marie‑Bois", "Jean-Luc Marie-Bois"),
        ("al-Hussein", "Zeid Ra’ad al-Hussein"),
        ("Robert F. Kennedy", "Robert Kennedy"),
        ("K. Rahmon", "Karim Rahmon"),
        ("Ali Rahmon", "Ali Rahmon"),
    ],
)
@pytest.mark.parametrize("frame", ["{} said no.", "On Monday {} said no.", "He told {}: go."])
def test_a_surname_is_found_in_every_way_it_is_printed(report_of, words, person, frame):
    assert named(report_of, frame.format(words)) == [(words, person)]


@pytest.mark.parametrize(
    "body",
    [
        "Salman said no.",  # the father's name
        "Then T. Burhan said no.",
        "The army of Tarek Burhan said no.",
        "His brother Abdelrahim Dagalo said no.",
        "The lawyer Tom R. Dagalo said no.",
        "Mistura Ramos said no.",
        "He saw Kennedy Jr. leave.",
        "Hussein said no.",  # two of them
        "Rahmon said no.",  # two of them
        "As Sisal said no.",
        "Marie said no.",
    ],
)
def test_namesakes_and_parts_of_names_are_nobody(report_of, body):
    assert named(report_of, body) == []


@pytest.mark.parametrize(
    "lead",
    [
        "President", "Gen.", "army chief", "Mr", "In Geneva", "On Monday", "the Alander", "But",
        "the Envoy", "Muhammad",
    ],
)  # fmt: skip
def test_what_stands_before_a_surname_need_not_be_a_first_name(report_of, lead):
    body = f"The envoy was late. It was said that {lead} Dagalo left."
    assert [person for _, person in named(report_of, body)] == ["Mohamed Hamdan Dagalo"]


def test_a_shared_surname_is_settled_by_the_full_name_before(report_of):
    found = named(report_of, "Ali Rahmon arrived. Rahmon said no. K. Rahmon said yes. Rahmon left.")
    assert [person for _, person in found] == [
        "Ali Rahmon", "Ali Rahmon", "Karim Rahmon", "Karim Rahmon",
    ]  # fmt: skip
