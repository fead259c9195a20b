"""Plain words for terms of art, the term behind them in brackets: one table for every output."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Term:
    """A term of art.

    Attributes
    ----------
    plain : str
        What outputs call it, in a few words that need no explanation.
    term : str
        What the literature calls it; the glossary has it in bold.
    meaning : str
        What it is, in one sentence.
    """

    plain: str
    term: str
    meaning: str

    @property
    def words(self) -> str:
        """The plain words, the term in brackets.

        Examples
        --------
        >>> TERMS["nash"].words
        'largest product of gains (Nash)'
        """
        return f"{self.plain} ({self.term})"


TERMS: Final = {
    "nash": Term(
        "largest product of gains",
        "Nash",
        "The package at which the parties' gains over no agreement, multiplied, are largest.",
    ),
    "kalai_smorodinsky": Term(
        "alike shares of possible gains",
        "Kalai-Smorodinsky",
        "The package at which every party gets as nearly as can be the same share of the most "
        "that it could gain.",
    ),
    "maximin": Term(
        "best for whoever gains least",
        "maximin",
        "The package at which the smallest of the parties' gains is largest.",
    ),
    "utilitarian": Term(
        "largest sum of gains",
        "utilitarian",
        "The package at which the parties' gains, added up, are largest.",
    ),
    "robust": Term(
        "most often accepted by all",
        "robust",
        "A package that all parties prefer to no agreement in the most draws.",
    ),
    "respacing": Term(
        "same if options stand elsewhere",
        "re-spacing",
        "In how many of the tries in which the options of an ordered scale were put at other "
        "places, in the same order, the answer stayed the same.",
    ),
    "compromise": Term(
        "mean weighted by influence and importance",
        "compromise",
        "The mean of stated positions, each weighted by the actor's influence and by how much "
        "the issue matters to it.",
    ),
    "mean": Term("plain mean of positions", "mean", "The mean of stated positions."),
    "median": Term(
        "middle position by weight",
        "median",
        "The position with half of the influence, weighted by importance, on either side.",
    ),
    "challenge": Term(
        "actors press each other, round by round",
        "challenge",
        "Actors challenge one another's positions pairwise, give way to the stronger, and begin "
        "again (Bueno de Mesquita).",
    ),
    "nash_model": Term(
        "largest product of what all keep",
        "Nash model",
        "The point at which what all actors keep against their point of no agreement, multiplied "
        "and weighted, is largest.",
    ),
    "total_effect": Term(
        "share of the differences between draws",
        "total effect",
        "The share of an outcome's variance over draws that an input is behind, alone or with "
        "others.",
    ),
    "shapley": Term(
        "what it adds on average",
        "Shapley value",
        "What a part adds, averaged over all orders in which the parts could be put together.",
    ),
    "unit": Term(
        "worth of 1,000 km2",
        "u",
        "One u is the present value, to the side that advances, of 1,000 km2 of land.",
    ),
}
"""By a name of ours, the same as in JSON where it is there."""

MODELS: Final = {"mean": "mean", "compromise": "compromise", "median": "median",
                 "challenge": "challenge", "nash": "nash_model"}  # fmt: skip


def package_words(name: str) -> str:
    """Return what a package at a point of reference is called.

    Examples
    --------
    >>> package_words("maximin")
    'best for whoever gains least (maximin)'
    """
    return TERMS[name].words


def model_words(name: str) -> str:
    """Return what a model of an outcome is called; a plain mean is called so."""
    term = TERMS[MODELS[name]]
    return term.plain if name == "mean" else term.words


def explain(names: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Return terms with their meanings, each once, for a list beneath what used them.

    Examples
    --------
    >>> explain(["unit", "unit"])[0][0]
    'u'
    """
    return tuple((TERMS[name].term, TERMS[name].meaning) for name in dict.fromkeys(names))
