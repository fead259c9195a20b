"""The settlement as a section of the brief: words, charts, table and who answers for what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from pourparler.case.nearest import unknown
from pourparler.errors import PourparlerError, UnknownNameError
from pourparler.models.sensitivity.shares import Share
from pourparler.models.settlement.solution import Assumed, DesignResult, SettlementSolution
from pourparler.report import delay_words, driver_words, figure_words, settlement_words
from pourparler.report.lever_words import lever_words
from pourparler.report.outline import Section
from pourparler.report.terms import explain

_LINES = 4


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing with what it shows, under a name that is its own."""

    title: str
    note: str
    svg: Markup
    name: str = ""


@dataclass(frozen=True, slots=True)
class SettlementPart:
    """What the templates of the section see.

    Attributes
    ----------
    solution : SettlementSolution
    seed_words : str
        What the figures can be rebuilt from.
    """

    solution: SettlementSolution
    seed_words: str

    @property
    def parties(self) -> tuple[str, ...]:
        """Names of the two sides, or nothing where there are none."""
        sides = (self.solution.advancing, self.solution.other)
        return tuple(self.solution.names.get(side, side) for side in sides if side)

    @property
    def deciding(self) -> str:
        """The three inputs that the figures hang most on."""
        return driver_words.deciding_words(self.solution)

    @property
    def paragraphs(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Headings with their sentences; those without any are left out."""
        solution = self.solution
        told = (
            (
                "The answer",
                (*settlement_words.answer_words(solution), *settlement_words.order_words(solution)),
            ),
            ("Who wants to join, of the guarantors", settlement_words.join_words(solution)),
            ("What delay costs", delay_words.delay_words(solution)),
            ("What each component adds", settlement_words.attribution_words(solution)),
            ("What decides", driver_words.driver_words(solution)),
            (
                "What would turn an answer",
                (*driver_words.turn_words(solution), *driver_words.reversal_words(solution)),
            ),
            ("Levers in the model", lever_words(solution)),
            ("Stated and private lines", driver_words.private_words(solution)),
            (
                "Long unsaid",
                driver_words.silence_words(solution.held, solution.designs, solution.names),
            ),
            ("What is left out", solution.notes),
        )
        return tuple((title, sentences) for title, sentences in told if sentences)

    @property
    def rows(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The designs with their cells, as ``heads`` names them."""
        return tuple((found.name, tuple(self._cells(found))) for found in self.solution.designs)

    @property
    def heads(self) -> tuple[str, ...]:
        """Heads of the table, without the first."""
        if not self.parties:
            return ("holds", "survival, 90 % of draws")
        signs = tuple(f"{party} signs" for party in self.parties)
        return (*signs, "needed guarantors join", "signed by all", "holds", "both",
                "survival, 90 % of draws", "relief asked, u")  # fmt: skip

    def _cells(self, found: DesignResult) -> Iterator[str]:
        survival = f"{found.survival.low:.2f} to {found.survival.high:.2f}"
        if not self.parties:
            yield from (_cell(found.durable), survival)
            return
        yield from (_cell(share) for share in found.sign.values())
        yield _cell(found.complete) if found.guarantors_join else "none needed"
        yield from (_cell(share) for share in (found.signable, found.durable, found.both))
        yield survival
        relief = found.priced.relief if found.priced else None
        yield f"{relief.low:.1f} to {relief.high:.1f}" if relief else ""

    @property
    def assumptions(self) -> tuple[tuple[str, str, str, str], ...]:
        """Input, range, author or document, reason."""
        return tuple(self._assumed(entry) for entry in self.solution.assumptions)

    def _assumed(self, entry: Assumed) -> tuple[str, str, str, str]:
        return (
            figure_words.input_words(entry.input, self.solution.names),
            figure_words.range_words(entry),
            entry.author or entry.cited,
            entry.reason,
        )

    @property
    def terms(self) -> tuple[tuple[str, str], ...]:
        """Terms of art that stand in brackets or as units, with their meanings."""
        return explain(("unit", "total_effect", "shapley"))

    @property
    def charts(self) -> tuple[Chart, ...]:
        """The charts of the section; drawn when asked for, since that takes a second."""
        return tuple(_draw(self.solution))


def settlement_missing(error: PourparlerError) -> Section:
    """Return the section of a settlement that cannot be computed: what is wrong, what to do.

    Parameters
    ----------
    error : PourparlerError
        Why not.
    """
    words = f"The settlement cannot be computed here: {error}."
    return Section(
        name="settlement-missing",
        title="Who would sign, and whether it would hold",
        label="Settlement",
        after="open",
        values=(words, error.hint),
        lines=(words, error.hint),
    )


def settlement_section(solution: SettlementSolution, *, seed_words: str) -> Section:
    """Return the settlement as a section of the brief.

    Parameters
    ----------
    solution : SettlementSolution
    seed_words : str
        What the figures can be rebuilt from, as one sentence.
    """
    part = SettlementPart(solution, seed_words)
    lines = (*settlement_words.short_words(solution)[:_LINES], part.deciding)
    return Section(
        name="settlement",
        title="Who would sign, and whether it would hold",
        label="Settlement",
        after="open",
        values=part,
        lines=lines,
    )


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart of a settlement before it is put on a page; ``drawn`` is an altair chart."""

    name: str
    title: str
    note: str
    drawn: Any


def chart_names(solution: SettlementSolution) -> tuple[tuple[str, str], ...]:
    """Return name and title of each chart that the settlement has figures for."""
    return tuple((chart.name, chart.title) for chart in _drawn(solution))


def chart_of(solution: SettlementSolution, name: str) -> Drawn:
    """Return one chart of a settlement.

    Raises
    ------
    UnknownNameError
        The settlement has no chart of that name.
    """
    drawn = {chart.name: chart for chart in _drawn(solution)}
    if name not in drawn:
        raise UnknownNameError(f"chart {unknown(name, drawn)}")
    return drawn[name]


def _draw(solution: SettlementSolution) -> Iterator[Chart]:
    # Imported here because altair costs a third of a second that no other output needs.
    from pourparler.report.chart_svg import chart_svg

    for chart in _drawn(solution):
        svg = chart_svg(chart.drawn, title=chart.title, name=chart.name)
        yield Chart(chart.title, chart.note, Markup(svg), chart.name)  # noqa: S704 - escaped there


def _drawn(solution: SettlementSolution) -> Iterator[Drawn]:
    """Yield the charts that the settlement has figures for."""
    from pourparler.report import settlement_charts as charts

    drawn: tuple[tuple[str, str, Any, str], ...] = (
        ("signing", "In how many draws", charts.draw_signing(solution),
         "Thin lines: what chance alone would make of the share with so many draws."),
        ("survival", "How long it holds", charts.draw_survival(solution),
         f"Median and 90 % of the draws; dashed, the bar of {solution.bar:.0%}."),
        ("packages", "Which packages", charts.draw_packages(solution),
         "Land handed over (down) and relief (across); darker, in more draws."),
        ("contributions", "What each component adds", charts.draw_contributions(solution),
         "Average survival to the horizon with every pledge made, over all orders of adding them "
         "(Shapley values)."),
        ("land", "What delay costs", charts.draw_land(solution),
         "Median and 90 % of draws, on a logarithmic scale. "
         + " ".join(f"{k}: {v}" for k, v in (solution.delay.backtest if solution.delay else ()))),
        ("drivers", "What decides", charts.draw_drivers(solution),
         "Share of the differences between draws that an input is behind, alone or with others "
         "(total effect); "
         "thin lines, two standard errors."),
    )  # fmt: skip
    for name, title, chart, note in drawn:
        if chart is not None:
            yield Drawn(name, title, note, chart)


def _cell(share: Share | None) -> str:
    return "" if share is None else f"{100 * share.share:.0f}" if _plain(share) else _edge(share)


def _plain(share: Share) -> bool:
    return 1 <= 100 * share.share <= 99


def _edge(share: Share) -> str:
    return "under 1" if share.share < 0.5 else "over 99"
