"""Forecasts and packages as a section of the brief: figures, charts and what they rest on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from pourparler.models.sensitivity.shares import Share
from pourparler.report.figure_words import in_draws
from pourparler.report.outline import Section
from pourparler.report.settlement_part import Chart
from pourparler.report.terms import TERMS, explain

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelLine:
    """What one model makes of an issue, and how far it has erred elsewhere, points of 100.

    ``name`` is in plain words; ``term`` names it in the table of terms.
    """

    name: str
    term: str
    low: float
    high: float
    nearest: str
    share: Share
    survives: Share
    erred: float
    quantiles: tuple[float, ...]

    @property
    def short(self) -> str:
        """What a chart has room for: the term, which stands in the table with plain words."""
        return TERMS[self.term].term

    @property
    def cells(self) -> tuple[str, ...]:
        """The line of the table."""
        return (
            self.name,
            f"{self.low:.0f} to {self.high:.0f}",
            f"{self.nearest} ({in_draws(self.share)})",
            f"{100 * self.survives.share:.0f} of 100",
            f"{self.erred:.1f}",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorLine:
    """Where an actor says it stands: a density over the scale; ``stale``: long unsaid."""

    name: str
    density: Floats
    stale: bool
    reviewed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueLine:
    """One issue with its models and the actors beneath; ``options`` are (words, place)."""

    label: str
    question: str
    options: tuple[tuple[str, float], ...]
    models: tuple[ModelLine, ...]
    actors: tuple[ActorLine, ...]

    @property
    def basis(self) -> str:
        """What the figures rest on, as a sentence."""
        reviewed = sum(actor.reviewed for actor in self.actors)
        words = (
            f"Rests on {len(self.actors)} stated positions, {reviewed} of them with a reading "
            "that a person has checked."
        )
        stale = [actor.name for actor in self.actors if actor.stale]
        return f"{words} Long unsaid: {', '.join(stale)}." if stale else words


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageLine:
    """A package: its name, its options in words, who accepts it in how many draws.

    ``number`` is what charts call it, ``term`` names it in the table of terms.
    """

    number: int
    name: str
    term: str
    options: tuple[str, ...]
    worth: tuple[float, ...]
    accepts: tuple[Share, ...]
    together: Share
    blocks: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PackagesLines:
    """Packages of the parties, as the section shows them.

    ``frontier`` has the worth of each package on it to each party; ``reservations`` what no
    agreement is worth, both at the medians.
    """

    parties: tuple[str, ...]
    issues: tuple[str, ...]
    frontier: tuple[tuple[float, ...], ...]
    reservations: tuple[float, ...]
    named: tuple[PackageLine, ...]
    robust: tuple[PackageLine, ...]
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastPart:
    """What the templates of the section see.

    ``assumptions`` are (input, range, author, reason).
    """

    issues: tuple[IssueLine, ...]
    packages: PackagesLines | None
    notes: tuple[str, ...]
    assumptions: tuple[tuple[str, str, str, str], ...]
    seed_words: str

    heads: ClassVar[tuple[str, ...]] = (
        "model",
        "80 % of draws",
        "most often nearest to",
        TERMS["respacing"].words,
        "has erred",
    )

    @property
    def terms(self) -> tuple[tuple[str, str], ...]:
        """Terms of art that stand in brackets, with their meanings."""
        used = [model.term for line in self.issues for model in line.models]
        if self.issues:
            used.append("respacing")
        if self.packages is not None:
            used += [line.term for line in (*self.packages.named, *self.packages.robust)]
        return explain(used)

    @property
    def package_rows(self) -> tuple[tuple[str, str, str, str, str], ...]:
        """Name, options, each party's share, everybody's share, who blocks."""
        if self.packages is None:
            return ()
        parties = self.packages.parties
        return tuple(
            (
                f"{line.number}. {line.name}",
                "; ".join(
                    f"{issue}: {option}"
                    for issue, option in zip(self.packages.issues, line.options, strict=True)
                ),
                ", ".join(
                    f"{party} in {in_draws(share)}"
                    for party, share in zip(parties, line.accepts, strict=True)
                ),
                in_draws(line.together),
                ", ".join(line.blocks) or "nobody",
            )
            for line in (*self.packages.named, *self.packages.robust)
        )

    @property
    def drawn(self) -> tuple[tuple[IssueLine, Chart], ...]:
        """Each issue with its chart; drawn when asked for."""
        from pourparler.report.chart_svg import chart_svg
        from pourparler.report.forecast_charts import draw_issue

        return tuple(
            (line, _chart(chart_svg(draw_issue(line), title=line.question, name=f"forecast-{n}")))
            for n, line in enumerate(self.issues, start=1)
        )

    @property
    def package_charts(self) -> tuple[Chart, ...]:
        """The frontier, for two parties, and who accepts which package."""
        return () if self.packages is None else tuple(_draw_packages(self.packages))


def forecast_section(part: ForecastPart) -> Section:
    """Return forecasts and packages as a section of the brief."""
    lines = [
        f"{line.label}: plain mean of positions at {line.models[0].low:.0f} to "
        f"{line.models[0].high:.0f} of 100 (80 % of draws); such means have erred by "
        f"{line.models[0].erred:.0f} points elsewhere."
        for line in part.issues
    ]
    if part.packages is not None:
        lines += part.packages.sentences[:1]
    return Section(
        name="forecasts",
        title="What models make of the positions",
        label="Forecasts",
        after="open",
        values=part,
        lines=tuple(lines),
    )


def _draw_packages(packages: PackagesLines) -> Iterator[Chart]:
    from pourparler.report.chart_svg import chart_svg
    from pourparler.report.forecast_charts import draw_accepting, draw_frontier

    if len(packages.parties) == 2:
        yield _chart(
            chart_svg(draw_frontier(packages), title="Packages", name="frontier"),
            "What packages are worth to both",
            "Grey: packages that no other betters for one party at no cost to the other, at the "
            "medians. Numbers: the packages of the table. Dashed: what no agreement is worth. 1 is "
            "all that a party says it wants.",
        )
    if packages.robust:
        yield _chart(
            chart_svg(draw_accepting(packages), title="Who accepts", name="accepting"),
            "Who accepts, in how many draws",
            "The packages that all accept most often; thin lines: what chance alone would make "
            "of the share with so many draws.",
        )


def _chart(svg: str, title: str = "", note: str = "") -> Chart:
    from markupsafe import Markup

    return Chart(title, note, Markup(svg))  # noqa: S704 - escaped where it is drawn
