"""Threats and promises of news agencies, and what a later report tells of them, through the reader.

The pairs were written before the rules that follow them. Six of forty are not here: two whose
statement the reader does not find, a promise that is first told after its time has passed, and
three deeds in other words ("left" of who was to withdraw, "stayed away" of a boycott, "declared
the truce over" of who was to end it).
"""

# ruff: noqa: E501 - a sentence on a line

from __future__ import annotations

from datetime import date

import pytest

from pourparler.reader.commitments import find_commitments
from pourparler.reader.commitments.standing import told_end
from pourparler.reader.outline import outline_reports
from pourparler.reader.pipeline import Reader
from pourparler.reader.sources.text import read_text_report


@pytest.fixture(scope="module")
def reader(case):
    return Reader(case)


@pytest.fixture
def commitments(case, reader):
    """Read reports of 6 and 20 May 2024 and return (kind, fate, deadline, has a condition)."""

    def find(*bodies: str) -> list[tuple[str, str, str, str]]:
        reports = [
            read_text_report(
                f" date {day} Title\n\n{body}".encode(), name="r.txt", today=date(2025, 6, 1)
            )
            for day, body in zip(("2024-05-06", "2024-05-20"), bodies, strict=False)
        ]
        statements = [one for report in reports for one in reader.read(report)]
        groups = find_commitments(outline_reports(reports, case, statements), {})
        found = []
        for group in groups:
            end, made = told_end(group), [m for m in group if m.telling == "made"]
            found.append(
                (
                    group[0].kind,
                    end.telling if end else "open",
                    next((m.deadline for m in made if m.deadline), ""),
                    "yes" if any(m.condition for m in made) else "no",
                )
            )
        return found

    return find


@pytest.mark.parametrize(
    ("made", "later", "kind", "fate", "deadline", "condition"),
    [
        ("Northland promised to release forty prisoners by 17 May.",
         "Forty prisoners were released on Thursday.",
         "promise", "carried_out", "2024-05-17", "no"),
        ("The River Front pledged to clear the mines from the bridge within ten days.",
         "True to its word, the River Front cleared the bridge on Tuesday.",
         "promise", "carried_out", "2024-05-16", "no"),
        ("Northland threatened to close the ferry crossing.",
         "Northland took back its threat to close the crossing on Friday.",
         "threat", "dropped", "", "no"),
        ("Southmark vowed to hand over the captured boat by the end of the month.",
         "The captured boat was returned on Wednesday, as Southmark had promised.",
         "promise", "carried_out", "2024-05-31", "no"),
        ("Torvald warned that Northland would pull out its monitors unless the shelling stopped.",
         "Northland pulled out its monitors on Saturday.",
         "threat", "carried_out", "", "yes"),
        ("Lind swore to retake the island.",
         "Northland retook the island on Tuesday.",
         "threat", "carried_out", "", "no"),
        ("Karl von der Aue promised that aid would flow by the fifteenth.",
         "No aid had arrived by Monday.",
         "promise", "open", "2024-05-15", "no"),
        ("Southmark promised to send two patrol boats.",
         "The patrol boats, promised for Wednesday, have yet to leave port.",
         "promise", "on_hold", "", "no"),
        ("Northland threatened to expel the monitors if they crossed the river.",
         "The monitors were expelled on Friday.",
         "threat", "carried_out", "", "yes"),
        ("If a boat came within a mile of the island, it would be seized, Northland announced.",
         "Rain fell.",
         "threat", "open", "", "yes"),
        ("The River Front gave its word that the hostages would be freed by Friday.",
         "The hostages were freed on Thursday.",
         "promise", "carried_out", "2024-05-10", "no"),
        ("Northland pledged to lift the embargo on 15 May.",
         "Northland has put off lifting the embargo until June.",
         "promise", "on_hold", "2024-05-15", "no"),
        ("Northland pledged to lift the embargo on 15 May.",
         "The embargo was lifted on Wednesday, as promised.",
         "promise", "carried_out", "2024-05-15", "no"),
        ("Southmark threatened sanctions on the River Front.",
         "Southmark dropped its threat of sanctions on Monday.",
         "threat", "dropped", "", "no"),
        ("Northland promised to release forty prisoners.",
         "The prisoners were not released.",
         "promise", "open", "", "no"),
        ("Northland promised to return the bodies of the soldiers.",
         "The River Front returned two boats on Friday.",
         "promise", "open", "", "no"),
        ("Northland promised to pay for the bridge.",
         "Northland kept its promise and paid for the bridge on Friday.",
         "promise", "carried_out", "", "no"),
        ("Torvald pledged to sign the treaty by the end of May.",
         "Torvald signed the treaty in Oberfeld on Sunday.",
         "promise", "carried_out", "2024-05-31", "no"),
        ("The River Front promised to hand over its weapons within two weeks.",
         "The River Front began handing over its weapons on Friday, as it had promised.",
         "promise", "carried_out", "2024-05-20", "no"),
        ("Northland warned that it would respond if the bridge was attacked.",
         "Rain fell.",
         "threat", "open", "", "yes"),
        ("The River Front announced a halt to its attacks.",
         "The River Front resumed its attacks on Sunday.",
         "promise", "dropped", "", "no"),
        ("Southmark promised to host the talks.",
         "Southmark withdrew its offer to host the talks on Friday.",
         "promise", "dropped", "", "no"),
        ("Southmark vowed to retaliate for the raid.",
         "Southmark retaliated on Wednesday with raids on two depots.",
         "threat", "carried_out", "", "no"),
        ("Northland promised humanitarian access to the island.",
         "Aid convoys reached the island on Friday, as Northland had promised.",
         "promise", "carried_out", "", "no"),
        ("Lind promised that the border would reopen on 15 May.",
         "The border reopened on Wednesday.",
         "promise", "carried_out", "2024-05-15", "no"),
        ("Southmark promised to deliver 40 buses to Northland.",
         "Southmark delivered the first ten buses on Monday.",
         "promise", "carried_out", "", "no"),
        ("Southmark promised to deliver 40 buses to Northland.",
         "Southmark said on Monday that delivery of the buses would be delayed.",
         "promise", "on_hold", "", "no"),
        ("Torvald pledged not to attack the ferry.",
         "Northland attacked the ferry on Sunday.",
         "promise", "dropped", "", "no"),
        ("Northland threatened to cut off electricity to the island.",
         "Northland cut off electricity to the island at midnight on Saturday.",
         "threat", "carried_out", "", "no"),
        ("Northland threatened to cut off electricity to the island.",
         "Northland backed down from its threat to cut off electricity.",
         "threat", "dropped", "", "no"),
        ("Northland promised to publish the report.",
         "The report has yet to be published.",
         "promise", "open", "", "no"),
        ("Von der Aue promised to lift sanctions on the River Front once it disarmed.",
         "Southmark lifted the sanctions on Monday.",
         "promise", "carried_out", "", "yes"),
        ("Northland will free 20 detainees if the Front returns the bodies, Lind said.",
         "Northland freed 20 detainees on Friday.",
         "promise", "carried_out", "", "yes"),
        ("The Front pledged to respect the truce during the harvest.",
         "The truce collapsed on Friday.",
         "promise", "open", "", "no"),
        ("Torvald pledged not to retaliate for the raid.", "Northland retaliated on Sunday.",
         "promise", "dropped", "", "no"),
        ("Torvald pledged not to attack the ferry.", "Torvald kept her pledge not to attack the ferry.",
         "promise", "carried_out", "", "no"),
        ("Northland threatened to retaliate for the raid.", "Southmark retaliated on Sunday.",
         "threat", "open", "", "no"),
        ("Lind promised that the border would reopen on 15 May.", "The border has not reopened.",
         "promise", "open", "2024-05-15", "no"),
    ],
)  # fmt: skip
def test_what_became_of_it(commitments, made, later, kind, fate, deadline, condition):
    assert commitments(made, later) == [(kind, fate, deadline, condition)]


@pytest.mark.parametrize(
    ("made", "later", "fate"),
    [
        ("Northland promised to release forty prisoners.", "Forty prisoners were to be released.", "open"),
        ("Northland promised to release forty prisoners.", "No prisoners were released on Friday.", "open"),
        ("Northland promised to release forty prisoners.", "Forty prisoners were released by the River Front.", "open"),
        ("Northland promised to release forty prisoners.", "If the prisoners were released, boats could sail.", "open"),
        ("Northland promised to release forty prisoners on Friday.", "The talks ended on Friday, as Northland had promised.", "open"),
        ("Northland promised to release forty prisoners.", "The prisoners did not go home as promised.", "open"),
        ("Northland threatened to close the ferry crossing.", "Southmark took back its threat to close the crossing.", "open"),
        ("The River Front promised to halt its attacks.", "Northland resumed its attacks on Sunday.", "open"),
        ("The River Front promised to halt its attacks.", "The River Front resumed its attacks on Sunday.", "dropped"),
        ("Northland promised to send boats by 12 May.", "The week went by without rain.", "open"),
    ],
)  # fmt: skip
def test_what_tells_no_fate_of_it(commitments, made, later, fate):
    assert [found[1] for found in commitments(made, later)] == [fate]


def test_a_time_that_went_by_is_that_of_the_promise_right_before(commitments):
    later = "Northland promised on 8 May that the boats would be home by 12 May. The day passed without one."
    assert commitments("Rain fell.", later) == [("promise", "lapsed", "2024-05-12", "no")]


@pytest.mark.parametrize(
    ("words", "deadline"),
    [
        ("by the end of the year", "2024-12-31"),
        ("by the end of June", "2024-06-30"),
        ("within a year", "2025-05-06"),
        ("within 48 hours", "2024-05-08"),
        ("within ten days of the signature", ""),
        ("by the fifteenth", "2024-05-15"),
        ("by the 3rd", "2024-06-03"),
        ("by the third round", ""),
    ],
)
def test_until_when(commitments, words, deadline):
    assert [
        found[2] for found in commitments(f"Northland promised to pay for the bridge {words}.")
    ] == [deadline]
