"""Domains and profiles of Genius, as NegMAS reads and writes them too (XML).

A profile says of each issue a weight and of each option an evaluation; the worth of a package
is the sum of weight times evaluation. Genius divides evaluations by the largest of the issue,
NegMAS takes them as they are. What is written here has 1 as the largest, so that both agree.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Final
from xml.sax.saxutils import quoteattr

import numpy as np

from pourparler.errors import ExchangeError
from pourparler.models.packages.additive import AdditiveWorth
from pourparler.models.packages.frontier import Floats
from pourparler.workbench.exchange.space import NamedIssue, PackageSpace
from pourparler.workbench.exchange.xml_tree import Node, read_xml

DOMAIN_ROOT: Final = "negotiation_template"
PROFILE_ROOT: Final = "utility_space"
_MOST_OPTIONS: Final = 10_000


def write_domain(space: PackageSpace) -> str:
    """Return the issues and options of a space as a domain."""
    lines = [
        f"<{DOMAIN_ROOT}>",
        f'<{PROFILE_ROOT} number_of_issues="{len(space.issues)}">',
        '<objective index="0" etype="objective" type="objective" description="" '
        f"name={quoteattr(space.name)}>",
    ]
    for number, issue in enumerate(space.issues, start=1):
        lines.append(_issue_tag(number, issue))
        lines += [
            f'<item index="{n}" value={quoteattr(option)} cost="0" description=""/>'
            for n, option in enumerate(issue.options, start=1)
        ]
        lines.append("</issue>")
    return "\n".join([*lines, "</objective>", f"</{PROFILE_ROOT}>", f"</{DOMAIN_ROOT}>", ""])


def write_profile(space: PackageSpace, party: int) -> str:
    """Return what one party makes of the options as a profile.

    Worth is moved and scaled so that each issue's worst option has evaluation 0 at the least
    and weights sum to 1; the reservation value moves with it, so that who gains by what, and
    in which proportion, stays.

    Raises
    ------
    ExchangeError
        Worth does not add up over issues.
    """
    tables = _tables(space, party)
    shifted = [table - min(0.0, float(table.min())) for table in tables]
    moved = sum(float(new[0] - old[0]) for new, old in zip(shifted, tables, strict=True))
    weights = [float(table.max()) for table in shifted]
    total = sum(weights) or 1.0
    lines = [
        f'<{PROFILE_ROOT} number_of_issues="{len(space.issues)}">',
        '<objective index="0" etype="objective" type="objective" description="" '
        f"name={quoteattr(space.name)}>",
    ]
    for number, (issue, table) in enumerate(zip(space.issues, shifted, strict=True), start=1):
        largest = float(table.max())
        evaluations = table / largest if largest > 0 else np.ones_like(table)
        lines.append(_issue_tag(number, issue))
        lines += [
            f'<item index="{n}" value={quoteattr(option)} evaluation="{float(worth)!r}"/>'
            for n, (option, worth) in enumerate(
                zip(issue.options, evaluations, strict=True), start=1
            )
        ]
        lines.append("</issue>")
    lines += [
        f'<weight index="{number}" value="{weight / total!r}"/>'
        for number, weight in enumerate(weights, start=1)
    ]
    kept = (float(space.reservations[party]) + moved) / total
    return "\n".join(
        [
            *lines,
            "</objective>",
            '<discount_factor value="1.0"/>',
            f'<reservation value="{kept!r}"/>',
            f"</{PROFILE_ROOT}>",
            "",
        ]
    )


def read_space(domain: tuple[str, str], profiles: Sequence[tuple[str, str]]) -> PackageSpace:
    """Return a space from a domain and the profiles of the parties.

    Parameters
    ----------
    domain : (name, text)
    profiles : sequence of (name, text), at least two
        A party is called as its file.

    Raises
    ------
    ExchangeError
        A file is not of the format, has issues without a list of options, or a profile does
        not fit the domain.
    """
    name, text = domain
    issues = read_domain(text, name=name)
    if len(profiles) < 2:
        raise ExchangeError(
            f"{name} comes with {len(profiles)} profiles; packages need at least two parties",
            hint="Put the parties' profiles, *.xml, into the folder of the domain.",
        )
    found = [_Profile(issues, text, name) for name, text in profiles]
    tables = [
        np.stack([profile.tables[place] for profile in found], axis=1)
        for place in range(len(issues))
    ]
    return PackageSpace(
        name=name.removesuffix(".xml"),
        issues=issues,
        parties=tuple(profile_name.removesuffix(".xml") for profile_name, _ in profiles),
        worth=AdditiveWorth(tables),
        reservations=np.array([profile.reservation for profile in found]),
        notes=tuple(note for profile in found for note in profile.notes),
    )


def read_domain(text: str, *, name: str) -> tuple[NamedIssue, ...]:
    """Return the issues of a domain.

    Raises
    ------
    ExchangeError
        It is no domain, or an issue has no list of options.
    """
    root = read_xml(text, name=name)
    holder = root.first(PROFILE_ROOT) if root.tag == DOMAIN_ROOT else root
    objective = None if holder is None else holder.first("objective")
    if objective is None:
        raise ExchangeError(
            f"{name}: <{root.tag}> is no domain of Genius",
            hint=f"A domain is a <{DOMAIN_ROOT}> with a <{PROFILE_ROOT}> and an <objective>.",
        )
    issues = tuple(
        NamedIssue(name=issue, options=options) for issue, options in _issues(objective, name)
    )
    if not issues or len({issue.name for issue in issues}) < len(issues):
        raise ExchangeError(f"{name}: has no issues, or two of the same name")
    return issues


class _Profile:
    """What one party makes of the issues of a domain."""

    def __init__(self, issues: tuple[NamedIssue, ...], text: str, name: str) -> None:
        self._name = name
        self.notes: list[str] = []
        root = read_xml(text, name=name)
        objective = root.first("objective")
        if root.tag != PROFILE_ROOT or objective is None:
            raise ExchangeError(f"{name}: <{root.tag}> is no profile of Genius")
        weights = {
            node.attributes.get("index", ""): _number(node, "value", name)
            for node in objective.all("weight")
        }
        nodes = {node.attributes.get("name"): node for node in objective.all("issue")}
        self.tables = [
            self._table(issue, nodes.get(issue.name), weights.get(str(number)))
            for number, issue in enumerate(issues, start=1)
        ]
        kept = root.first("reservation")
        self.reservation = 0.0 if kept is None else _number(kept, "value", name)
        if kept is None:
            self.notes.append(f"{name}: no reservation value; taken as 0.")
        discount = root.first("discount_factor")
        if discount is not None and _number(discount, "value", name) not in (0.0, 1.0):
            self.notes.append(f"{name}: the discount factor is left out: nothing here takes time.")

    def _table(self, issue: NamedIssue, node: Node | None, weight: float | None) -> Floats:
        if node is None or weight is None:
            lacks = "issue" if node is None else "weight of issue"
            raise ExchangeError(f"{self._name}: lacks the {lacks} '{issue.name}' of the domain")
        given = {
            item.attributes.get("value"): _number(item, "evaluation", self._name)
            for item in node.all("item")
        }
        missing = [option for option in issue.options if option not in given]
        if missing:
            raise ExchangeError(
                f"{self._name}: issue '{issue.name}' says nothing of '{missing[0]}'",
                hint="Only issues with a list of options, each with an evaluation, can be read.",
            )
        values = np.array([given[option] for option in issue.options])
        largest = float(values.max())
        if largest > 0 and largest != 1.0:
            self.notes.append(
                f"{self._name}: evaluations of '{issue.name}' reach {largest:g}; they are divided "
                "by it, as Genius does and NegMAS does not."
            )
            values = values / largest
        table: Floats = weight * values
        return table


def _tables(space: PackageSpace, party: int) -> list[Floats]:
    if not isinstance(space.worth, AdditiveWorth):
        raise ExchangeError(
            "worth does not add up over issues, which is all that a profile of Genius can say"
        )
    return [table[:, party] for table in space.worth.tables]


def _issue_tag(number: int, issue: NamedIssue) -> str:
    return (
        f'<issue index="{number}" etype="discrete" type="discrete" vtype="discrete" '
        f"name={quoteattr(issue.name)}>"
    )


def _issues(objective: Node, name: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    if objective.first("objective") is not None:
        raise ExchangeError(f"{name}: has objectives within objectives, which is not read")
    for node in objective.all("issue"):
        called = node.attributes.get("name", "")
        options = tuple(item.attributes.get("value", "") for item in node.all("item"))
        if not called or not options or "" in options or len(set(options)) < len(options):
            raise ExchangeError(
                f"{name}: issue '{called}' has no list of different options",
                hint="Issues that are ranges of numbers are not read: list their values as items.",
            )
        if len(options) > _MOST_OPTIONS:
            raise ExchangeError(f"{name}: issue '{called}' has more than {_MOST_OPTIONS:,} options")
        yield called, options


def _number(node: Node, key: str, name: str) -> float:
    given = node.attributes.get(key, "")
    try:
        number = float(given)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise ExchangeError(f"{name}: <{node.tag}> has {key} '{given[:40]}'; a number is needed")
    return number
