"""A new case from a few answers: who talks, about what, which answers are there."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pourparler.case.actors import ActorKind
from pourparler.case.edits.text import edit, insert_entry, listed
from pourparler.case.folder import CASE_FILE, CaseFolder, open_case_folder, parse_case
from pourparler.case.issues import Scale
from pourparler.case.scaffold import make_case_folder
from pourparler.errors import CaseError
from pourparler.workbench.review.speakers import suggest_id

_FRAME = """\
# yaml-language-server: $schema=./case.schema.json
# {comment}
title: Talks
language: en

actors: []

# Who speaks for them, in which office.
people: []

# Who has to sign.
parties: []

# Questions with worded options, in their order from one end to the other.
issues: []
"""
_COMMENT = "Made from a form; case.schema.json beside this file explains every key that there is."


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPerson:
    """Somebody who speaks for an actor, in an office as reports put it."""

    name: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewParty:
    """Somebody who talks; ``signs`` where a settlement needs the signature."""

    name: str
    kind: ActorKind = "state"
    signs: bool = False
    aliases: tuple[str, ...] = ()
    people: tuple[NewPerson, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NewQuestion:
    """What is talked about, with its answers from one end to the other.

    ``places`` are those of the answers, from 0 to 100; without any they stand in even steps.
    """

    question: str
    answers: tuple[str, ...]
    scale: Scale = "ordered"
    places: tuple[float, ...] = ()

    def options(self) -> list[dict[str, Any]]:
        """Return the answers as options of a case file."""
        named = zip(_ids(self.answers), self.answers, strict=True)
        if self.scale == "unordered":
            return [{"id": name, "words": words} for name, words in named]
        last = max(len(self.answers) - 1, 1)
        places = self.places or [round(100 * n / last) for n in range(len(self.answers))]
        return [
            {"id": name, "at": int(at) if at == int(at) else at, "words": words}
            for (name, words), at in zip(named, places, strict=True)
        ]


def make_case(
    path: Path, *, title: str, actors: tuple[NewParty, ...], questions: tuple[NewQuestion, ...]
) -> CaseFolder:
    """Make a case folder from answers; nothing is left behind where they make no case.

    Raises
    ------
    CaseError
        There is no actor or question, a question has fewer than two answers, or two names
        are the same.
    CaseExistsError
        The folder exists and is not empty.
    OutputError
        It cannot be written.
    """
    text = write_case(title=title, actors=actors, questions=questions)
    existed = path.exists()
    make_case_folder(path)
    try:
        (path / CASE_FILE).write_text(text, "utf-8")
        return open_case_folder(path)
    except BaseException:
        if not existed:
            shutil.rmtree(path, ignore_errors=True)
        raise


def write_case(
    *, title: str, actors: tuple[NewParty, ...], questions: tuple[NewQuestion, ...]
) -> str:
    """Return the text of a case file, checked.

    Raises
    ------
    CaseError
        As `make_case`.
    """
    if not actors or not questions:
        raise CaseError("a case needs an actor and a question", hint="Name at least one of each.")
    text = _FRAME.format(comment=_COMMENT)
    ids = _ids([actor.name for actor in actors])
    for id_, actor in zip(ids, actors, strict=True):
        entry: dict[str, Any] = {"id": id_, "name": actor.name, "kind": actor.kind}
        if actor.aliases:
            entry["aliases"] = list(actor.aliases)
        text = insert_entry(text, ("actors",), entry)
        for one in actor.people:
            person = {"name": one.name, "actor": id_, "role": one.role}
            text = insert_entry(text, ("people",), person)
    numbers = _ids([question.question for question in questions])
    for id_, question in zip(numbers, questions, strict=True):
        asked = {
            "id": id_,
            "question": question.question,
            "scale": question.scale,
            "options": question.options(),
        }
        text = insert_entry(text, ("issues",), asked)
    signs = [id_ for id_, actor in zip(ids, actors, strict=True) if actor.signs]
    text = edit(text, lambda case: case.update(title=title, parties=listed(*signs)))
    parse_case(text, name="the new case")
    return text


def _ids(names: list[str] | tuple[str, ...]) -> list[str]:
    """Return an id for each name, none twice."""
    ids: list[str] = []
    for n, name in enumerate(names, 1):
        short = suggest_id(name)[:24].rstrip("-") or f"n{n}"
        ids.append(short if short not in ids else f"{short}-{n}")
    return ids
