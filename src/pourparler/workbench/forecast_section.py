"""Forecasts and packages as a section of the brief."""

from __future__ import annotations

from pourparler.case.case import Case
from pourparler.case.folder import CaseFolder
from pourparler.report.figure_words import in_draws
from pourparler.report.forecast_part import (
    ActorLine,
    ForecastPart,
    IssueLine,
    ModelLine,
    PackageLine,
    PackagesLines,
    forecast_section,
)
from pourparler.report.outline import Section
from pourparler.report.terms import MODELS, model_words, package_words
from pourparler.workbench.draws import DRAWS, SEED
from pourparler.workbench.forecast import forecast_issues
from pourparler.workbench.forecast_silence import silence_words
from pourparler.workbench.forecasts import RECORD, IssueForecast, ModelForecast
from pourparler.workbench.packages import FoundPackages, Package, find_packages
from pourparler.workbench.statements import FoundStatements
from pourparler.workbench.view import View
from pourparler.workbench.weights import Weight


def build_forecasts(folder: CaseFolder, view: View, found: FoundStatements) -> Section | None:
    """Return forecasts and packages of a case; None where nothing can be forecast."""
    del found
    forecasts = forecast_issues(folder, view=view)
    packages = _packages(folder, view)
    if not forecasts.forecasts and packages is None:
        return None
    case = folder.case
    weights = {w.name: w for w in forecasts.assumptions}
    weights |= {} if packages is None else {w.name: w for w in packages.stated.weights}
    silent = [
        f"{one.issue.label}: {words}"
        for one in forecasts.forecasts
        if (words := silence_words(one))
    ]
    notes = (*forecasts.notes, *silent, *(packages.stated.notes if packages else ()))
    name = folder.path.resolve().name
    return forecast_section(
        ForecastPart(
            issues=tuple(_issue(case, one) for one in forecasts.forecasts),
            packages=None if packages is None else _lines(case, packages),
            notes=tuple(dict.fromkeys(notes)),
            assumptions=tuple(_assumed(weight) for weight in weights.values()),
            seed_words=f"{DRAWS} draws, seed {SEED}: the same as `pourparler forecast {name}` and "
            f"`pourparler packages {name}` take.",
        )
    )


def _packages(folder: CaseFolder, view: View) -> FoundPackages | None:
    if len(folder.case.parties) < 2:
        return None
    found = find_packages(folder, view=view)
    return found if found.count else None


def _issue(case: Case, one: IssueForecast) -> IssueLine:
    words = {option.id: option.words for option in one.issue.options}
    return IssueLine(
        label=one.issue.label,
        question=one.issue.question,
        options=tuple((option.words, option.at or 0.0) for option in one.issue.options),
        models=tuple(_model(model, words) for model in one.models),
        actors=tuple(
            ActorLine(
                name=case.actor(actor.actor).name,
                density=actor.position.density,
                stale=actor.position.basis.stale,
                reviewed=bool(actor.position.basis.reviewed_share),
            )
            for actor in one.participants
        ),
    )


def _model(model: ModelForecast, words: dict[str, str]) -> ModelLine:
    option, share = max(model.shares, key=lambda pair: pair[1].share)
    return ModelLine(
        name=model_words(model.model),
        term=MODELS[model.model],
        low=model.low,
        high=model.high,
        nearest=words[option],
        share=share,
        survives=model.survives,
        erred=RECORD[model.model],
        quantiles=model.quantiles,
    )


def _lines(case: Case, found: FoundPackages) -> PackagesLines:
    named = [(name, one) for name, one in found.named.items() if one]
    robust = [("robust", one) for one in found.robust[:3]]
    lines = [
        _package(case, found, number, name, one)
        for number, (name, one) in enumerate((*named, *robust), start=1)
    ]
    return PackagesLines(
        parties=tuple(case.actor(party).name for party in found.stated.parties),
        issues=tuple(issue.label for issue in found.stated.issues),
        frontier=tuple(package.worth for package in found.frontier),
        reservations=tuple(float(least) for least in found.stated.central_reservations),
        named=tuple(lines[: len(named)]),
        robust=tuple(lines[len(named) :]),
        sentences=tuple(_sentences(case, found)),
    )


def _package(
    case: Case, found: FoundPackages, number: int, name: str, package: Package
) -> PackageLine:
    return PackageLine(
        number=number,
        name=package_words(name),
        term=name,
        options=tuple(
            issue.option(option).words
            for issue, option in zip(found.stated.issues, package.options, strict=True)
        ),
        worth=package.worth,
        accepts=package.accepts,
        together=package.together,
        blocks=tuple(case.actor(party).name for party in package.blocks),
    )


def _sentences(case: Case, found: FoundPackages) -> list[str]:
    told = []
    if found.zone is not None:
        told.append(f"Some package suits every party in {in_draws(found.zone)}.")
    if found.opening is not None:
        told.append(
            "At the medians none does; the nearest would if every party asked for "
            f"{found.opening.concession:.2f} less, of 1 for all that it says it wants."
        )
    for trade in found.trades[:3]:
        moves = [
            f"{issue.label} to “{issue.option(new).words}”"
            for issue, new in zip((case.issue(i) for i in trade.issues), trade.new, strict=True)
        ]
        told.append(
            "From each issue settled by itself, nobody loses and somebody gains by moving "
            f"{' and '.join(moves)}."
        )
    return told


def _assumed(weight: Weight) -> tuple[str, str, str, str]:
    return (weight.name, f"{weight.low:g} to {weight.high:g}", weight.author, weight.reason)
