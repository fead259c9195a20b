"""The form for a new case: read field by field, each mistake told beside its field."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final, cast, get_args

from pourparler.case.actors import ActorKind
from pourparler.case.issues import Scale
from pourparler.web.sent import Sent
from pourparler.workbench.new_case import NewParty, NewPerson, NewQuestion

ACTORS: Final = 6
QUESTIONS: Final = 3
SCALES: Final[dict[Scale, str]] = {
    "ordered": "in order, end to end",
    "interval": "in order, distances count",
    "unordered": "without an order",
}
_MOST_LINES: Final = 50
_PLACED: Final = re.compile(r"(\d{1,3}(?:\.\d+)?)\s*:\s*(\S.*)")


@dataclass(slots=True)
class CaseForm:
    """What was typed, as the workbench takes it, and what is wrong, by name of field."""

    title: str
    actors: list[NewParty] = field(default_factory=list)
    questions: list[NewQuestion] = field(default_factory=list)
    wrong: dict[str, str] = field(default_factory=dict)


def read_form(sent: Sent) -> CaseForm:
    """Read the form; nothing is raised."""
    form = CaseForm(sent.text("title"))
    if not form.title:
        form.wrong["title"] = "Give the talks a title."
    names: dict[str, str] = {}
    for n in range(ACTORS):
        _read_actor(sent, n, form, names)
    for n in range(QUESTIONS):
        _read_question(sent, n, form)
    if not form.actors:
        form.wrong.setdefault("actor0", "Name at least one who talks.")
    if not form.questions:
        form.wrong.setdefault("question0", "Ask at least one question.")
    return form


def _read_actor(sent: Sent, n: int, form: CaseForm, names: dict[str, str]) -> None:
    name, kind = sent.text(f"actor{n}"), sent.text(f"kind{n}") or "state"
    aliases = [part.strip() for part in sent.text(f"aliases{n}").split(",") if part.strip()]
    people = _lines(sent, f"people{n}", form)
    if not name:
        if aliases or people:
            form.wrong[f"actor{n}"] = "Name the actor that these names and people are of."
        return
    if kind not in get_args(ActorKind):
        form.wrong[f"kind{n}"] = f"Choose one of: {', '.join(get_args(ActorKind))}."
        return
    for place, one in ((f"actor{n}", name), *((f"aliases{n}", alias) for alias in aliases)):
        owner = names.setdefault(one.casefold(), name)
        if owner != name or (place.startswith("actor") and one.casefold() in _taken(form)):
            form.wrong.setdefault(place, f"“{one}” is a name of “{owner}” already.")
    form.actors.append(
        NewParty(
            name=name,
            kind=cast(ActorKind, kind),
            signs=bool(sent.text(f"signs{n}")),
            aliases=tuple(dict.fromkeys(a for a in aliases if a.casefold() != name.casefold())),
            people=tuple(_people(n, people, form, names)),
        )
    )


def _taken(form: CaseForm) -> set[str]:
    return {actor.name.casefold() for actor in form.actors}


def _people(n: int, lines: list[str], form: CaseForm, names: dict[str, str]) -> list[NewPerson]:
    found = []
    for number, line in enumerate(lines, 1):
        name, _, role = (part.strip() for part in line.partition(","))
        if not name or not role:
            form.wrong.setdefault(
                f"people{n}", f"Line {number}: write the name, a comma, and the office."
            )
            continue
        if name.casefold() in names:
            owner = names[name.casefold()]
            form.wrong.setdefault(f"people{n}", f"“{name}” is a name already, of “{owner}”.")
            continue
        names[name.casefold()] = name
        found.append(NewPerson(name=name, role=role))
    return found


def _read_question(sent: Sent, n: int, form: CaseForm) -> None:
    question, scale = sent.text(f"question{n}"), sent.text(f"scale{n}") or "ordered"
    lines = _lines(sent, f"answers{n}", form)
    if not question:
        if lines:
            form.wrong[f"question{n}"] = "Write the question that these are answers to."
        return
    if scale not in SCALES:
        form.wrong[f"scale{n}"] = "Choose how the answers lie."
        return
    answers, places = _answers(lines)
    problem = _check_answers(answers, places, scale)
    if problem:
        form.wrong.setdefault(f"answers{n}", problem)
    form.questions.append(
        NewQuestion(
            question=question,
            answers=tuple(answers),
            scale=scale,
            places=tuple(p for p in places if p is not None),
        )
    )


def _answers(lines: list[str]) -> tuple[list[str], list[float | None]]:
    """Part each line into its words and the place before them, None without one."""
    parts = [(_PLACED.fullmatch(line), line) for line in lines]
    words = [match[2] if match else line for match, line in parts]
    return words, [float(match[1]) if match else None for match, _ in parts]


def _check_answers(answers: list[str], places: list[float | None], scale: Scale) -> str:
    """Return what is wrong with answers, nothing where they will do."""
    given = [place for place in places if place is not None]
    if len(answers) < 2:
        return "Give at least two answers, each on a line of its own."
    folded = [answer.casefold() for answer in answers]
    twice = next((a for a in answers if folded.count(a.casefold()) > 1), None)
    if twice is not None:
        return f"“{twice}” stands there twice."
    if scale == "unordered":
        return "Answers without an order have no place: leave the numbers out." if given else ""
    if scale == "interval" and not given:
        return "Say where each stands, from 0 to 100: “25: A truce during talks”."
    if given and len(given) < len(answers):
        missing = answers[places.index(None)]
        return f"“{missing}” has no place: give all of them one, or none."
    if given and (given != sorted(set(given)) or max(given) > 100):
        return "Places have to rise from line to line, from 0 to 100."
    return ""


def _lines(sent: Sent, name: str, form: CaseForm) -> list[str]:
    lines = [line.strip() for line in sent.text(name).splitlines() if line.strip()]
    if len(lines) > _MOST_LINES:
        form.wrong[name] = f"These are more than {_MOST_LINES} lines."
    return lines[:_MOST_LINES]
