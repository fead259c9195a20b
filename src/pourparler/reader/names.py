"""The names of a case as an index that finds them in text, longest name first.

Names are compared word by word, so that ``US`` is never found in ``house``; a match is
exact but for a capital at the beginning of a sentence, accents, the shape of marks and the
ending of Slavic names (see ``spelling``). Nothing is ever matched approximately.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from pourparler.case.actors import Person
from pourparler.case.case import Case
from pourparler.reader.lexicon import words
from pourparler.reader.reading import Mention
from pourparler.reader.spelling import plain_word
from pourparler.reader.surnames import find_surnames, given_names, is_someone_else, read_given
from pourparler.reader.tagger import WORD

Tokens = tuple[str, ...]

_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
OUT_OF_OFFICE: Final = "a person who is in no office then"
_PRINTED_LATER: Final = timedelta(days=31)
SHARED_SURNAME: Final = "surname of several people"
_SECONDS: Final = frozenset("vice deputy assistant acting former".split())
_PRONOUNS: Final = frozenset("he she it they who his her their its".split())
_SUBJECTS: Final = frozenset("he she it they".split())


@dataclass(frozen=True, slots=True)
class _Name:
    tokens: Tokens
    kind: str
    rule: str
    actors: tuple[str, ...]
    people: tuple[str, ...]
    is_surname: bool = False
    is_bare: bool = False


class CaseNames:
    """The indexes of a case, one for each span of days in which the same people hold office."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._by_holders: dict[tuple[bool | None, ...], NameIndex] = {}

    def on(self, day: date) -> NameIndex:
        """Return the index for a text dated ``day``."""
        holders = tuple(
            p.holds_role_on(day) or (None if _left_lately(p, day) else False)
            for p in self._case.people
        )
        index = self._by_holders.get(holders)
        if index is None:
            index = self._by_holders[holders] = NameIndex(self._case, day)
        return index


def _left_lately(person: Person, day: date) -> bool:
    """Say whether what somebody said in office may still be printed on a day."""
    return bool(person.to and person.to <= day <= person.to + _PRINTED_LATER)


class NameIndex:
    """Finds the actors and people of a case in a text dated ``day``."""

    def __init__(self, case: Case, day: date) -> None:
        self._by_first: dict[str, list[_Name]] = defaultdict(list)
        self._in_office = [p for p in case.people if p.holds_role_on(day)]
        # Who has left every role, or has none yet, is known by name but holds no title, and
        # speaks for nobody but for what was said in office and printed soon after.
        listed = {p.name for p in self._in_office}
        others = [p for p in reversed(case.people) if p.name not in listed]
        self._people = [*self._in_office, *others]
        listed |= {p.name for p in others if _left_lately(p, day)}
        self._speak_for = {p.name: p.actor for p in reversed(self._people) if p.name in listed}
        for actor in case.actors:
            for name in actor.names():
                self._add(name, "actor", "actor name", (actor.id,))
            for name in actor.adjectives:
                self._add(name, "adjective", "adjective", (actor.id,))
        self._add_people()
        self._add_titles(case)
        self._add_parties(case)
        for found in self._by_first.values():
            found.sort(key=lambda name: -len(name.tokens))

    def find(
        self, text: str, start: int, end: int, common: frozenset[str] | None = None
    ) -> list[Mention]:
        """Return the mentions between two offsets, in order, none overlapping.

        ``common`` are words of the text that are no names; with them, a surname after the
        first name of somebody else is left out.
        """
        matches = list(WORD.finditer(text, start, end))
        tokens = [plain_word(m.group()) for m in matches]
        mentions: list[Mention] = []
        position = taken = 0
        while position < len(tokens):
            name = self._match(tokens, position)
            if name is None:
                position += 1
                continue
            first, stop = position, position + len(name.tokens)
            if name.is_surname:
                # after a title or a state no first name has to be looked for
                known = common if taken < position else None
                first, name = self._settle(name, tokens, position, stop, known)
            if name:
                offsets = matches[max(first, taken)].start(), matches[stop - 1].end()
                mentions.append(Mention(*offsets, name.kind, name.rule, name.actors, name.people))
                taken = stop
            position = stop
        return mentions

    def _settle(
        self,
        name: _Name,
        tokens: list[str],
        position: int,
        stop: int,
        common: frozenset[str] | None,
    ) -> tuple[int, _Name | None]:
        """Return where a surname begins with its first names, and whose it is, if anybody's."""
        given = read_given(tokens, position, name.people, common)
        if given is None or is_someone_else(tokens, stop, is_bare=name.is_bare):
            return position, None
        if given.people == name.people or len(given.people) > 1:
            return given.first, name
        rule = "surname" if set(given.people) & self._speak_for.keys() else OUT_OF_OFFICE
        actors = self._actors_of(given.people)
        return given.first, _Name(name.tokens, "person", rule, actors, given.people)

    def _match(self, tokens: list[str], position: int) -> _Name | None:
        first = tokens[position]
        for name in self._by_first.get(first, ()):
            if tuple(tokens[position : position + len(name.tokens)]) == name.tokens:
                return name
        lowered = first[:1].lower() + first[1:]
        if lowered == first:
            return None
        for name in self._by_first.get(lowered, ()):
            if tuple(tokens[position + 1 : position + len(name.tokens)]) == name.tokens[1:]:
                return name
        return None

    def _add(
        self, name: str, kind: str, rule: str, actors: tuple[str, ...], people: tuple[str, ...] = ()
    ) -> None:
        spelled = _ARTICLE.sub("", name)
        self._add_name(_Name(_tokens(spelled), kind, rule, actors, people))
        if kind == "person" and "'" in (plain := spelled.replace("’", "'")):
            self._add_name(_Name(_tokens(plain.replace("'", "")), kind, rule, actors, people))

    def _add_name(self, name: _Name) -> None:
        known = self._by_first[name.tokens[0]] if name.tokens else []
        if name.tokens and all(other.tokens != name.tokens for other in known):
            known.append(name)

    def _add_people(self) -> None:
        for person in self._people:
            for name in person.names():
                rule = "person name" if person.name in self._speak_for else OUT_OF_OFFICE
                self._add(name, "person", rule, self._actors_of([person.name]), (person.name,))
        owners: dict[Tokens, set[str]] = defaultdict(set)
        bare: set[Tokens] = set()
        for person in self._people:
            for name in person.names():
                for surname, is_bare in find_surnames(name).items():
                    for spelling in {surname, surname.replace("’", "'").replace("'", "")}:
                        owners[_tokens(spelling)].add(person.name)
                        bare |= {_tokens(spelling)} if is_bare else set()
        for tokens, names in owners.items():
            if tokens in bare:  # "Hussein" may be al-Hussein, or somebody's first name
                first = tokens[0].lower()
                names |= {p.name for p in self._people if first in given_names(p.name)}
            kind, rule = ("person", "surname") if len(names) == 1 else ("role", SHARED_SURNAME)
            rule = rule if names & self._speak_for.keys() else OUT_OF_OFFICE
            actors, people = self._actors_of(names), tuple(sorted(names))
            capitals = tuple(token.upper() for token in tokens)  # "DASK: ..." in a transcript
            for spelled in (tokens, capitals):
                self._add_name(_Name(spelled, kind, rule, actors, people, True, tokens in bare))

    def _add_titles(self, case: Case) -> None:
        """Add "the Northland leader", "Northland's president" and "the prime minister"."""
        by_actor: dict[str, list[Person]] = defaultdict(list)
        for person in self._in_office:
            by_actor[person.actor].append(person)
        for actor in case.actors:
            qualifiers = [*actor.adjectives, *(f"{name}'s" for name in actor.names())]
            qualifiers += [_ARTICLE.sub("", name) for name in actor.names()]
            for role, holders in _by_role(by_actor[actor.id]).items():
                for qualifier in qualifiers if len(holders) == 1 else []:
                    for spelling in _spellings(role):
                        title = f"{qualifier} {spelling}"
                        self._add(title, "title", "title", (actor.id,), (holders[0],))
        for role, holders in _by_role(self._in_office, leaders=False).items():
            for spelling in _spellings(role):
                self._add(spelling, "role", "role", self._actors_of(holders), tuple(holders))

    def _add_parties(self, case: Case) -> None:
        """Add "both sides" and the like, where exactly two have to sign."""
        for name in words("both_parties") if len(case.parties) == 2 else ():
            parties = tuple(case.parties)
            self._add_name(_Name(_tokens(name), "actor", "both who have to sign", parties, ()))

    def _actors_of(self, names: Iterable[str]) -> tuple[str, ...]:
        held = (self._speak_for.get(name) for name in sorted(names))
        return tuple(dict.fromkeys(actor for actor in held if actor))


def find_pronouns(text: str, start: int, end: int) -> list[Mention]:
    """Return the subject pronouns between two offsets."""
    return [
        Mention(m.start(), m.end(), "pronoun", "pronoun")
        for m in WORD.finditer(text, start, end)
        if m.group().lower() in _SUBJECTS
    ]


def is_pronoun(text: str) -> bool:
    """Say whether a source is nothing but a pronoun."""
    return text.strip().lower() in _PRONOUNS


def _tokens(name: str) -> Tokens:
    return tuple(plain_word(word) for word in WORD.findall(name))


def _spellings(role: str) -> list[str]:
    """Return a role as it stands in a sentence and before a name, in either spelling."""
    spellings = {role, role.replace("defence", "defense"), role.replace("defense", "defence")}
    return [form for spelling in sorted(spellings) for form in (spelling, spelling.title())]


def _by_role(people: list[Person], *, leaders: bool = True) -> dict[str, list[str]]:
    """Return the holders of each role.

    Heads of state or government are leaders too, and a special envoy is an envoy.
    """
    found: dict[str, list[str]] = defaultdict(list)
    for person in people:
        role = person.role.lower()
        roles = {role}
        is_first = _SECONDS.isdisjoint(role.split())  # a vice president is no president
        if leaders and is_first and is_leader(role):
            roles.add("leader")
        if is_first and role.split()[-1] in words("single_role"):
            roles.add(role.split()[-1])
        for name in roles:
            if person.name not in found[name]:
                found[name].append(person.name)
    return found


def is_leader(role: str) -> bool:
    """Say whether a role, in lower case, is that of a head: "vice chairman" is one too."""
    return any(role == word or role.endswith(f" {word}") for word in words("leader_role"))
