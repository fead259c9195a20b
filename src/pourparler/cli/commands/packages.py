"""``pourparler packages``: what parties make of packages across issues, and who blocks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from pourparler.case.counting import count_words
from pourparler.case.records import Handling
from pourparler.cli.options import CaseName, Ceiling, Describes, Json, KnownAt, RecordedAt
from pourparler.cli.output import print_json, print_table
from pourparler.cli.package_files import print_looked_at, print_written

if TYPE_CHECKING:
    from pourparler.workbench.packages import FoundPackages, HeldPackages, OpeningFound, Package


def packages(
    case: CaseName,
    draws: Annotated[int, typer.Option(metavar="N", help="Draws, a power of two.")] = 1024,
    seed: Annotated[int, typer.Option(metavar="N", help="Seed of the draws.")] = 0,
    export: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="Write Genius domain and profiles, and a .nfg."),
    ] = None,
    from_files: Annotated[
        bool,
        typer.Option(
            "--import", help="CASE is a .nfg, or a folder with a Genius domain and profiles."
        ),
    ] = False,
    as_of: Describes = None,
    known_at: KnownAt = None,
    recorded_at: RecordedAt = None,
    ceiling: Ceiling = "public",
    json: Json = False,
) -> None:
    """Print which packages of options the parties' words leave open, who blocks, what trades."""
    if from_files:
        _look_at_files(Path(case), json=json)
        return
    from pourparler.workbench.opening import open_case
    from pourparler.workbench.packages import find_packages
    from pourparler.workbench.packages_shapes import packages_json
    from pourparler.workbench.view import View

    view = View(
        as_of=as_of, known_at=known_at, recorded_at=recorded_at, ceiling=cast(Handling, ceiling)
    )
    found = find_packages(open_case(case), view=view, draws=draws, seed=seed)
    written = _write_files(found, export) if export is not None else ()
    if json:
        print_json(packages_json(found) | {"files": [str(file) for file in written]})
        return
    if written:
        print_written(written)
        return
    if found.count:
        _print_issues(found)
        _print_packages(found)
        _print_openings(found)
        _print_trades(found)
    else:
        typer.echo("No package can be looked at.")
    for note in found.stated.notes:
        typer.echo(note)
    _print_basis(found)


def _look_at_files(place: Path, *, json: bool) -> None:
    from pourparler.workbench.exchange.looked_at import look_at, looked_at_json

    found = look_at(place)
    if json:
        print_json(looked_at_json(found))
    else:
        print_looked_at(found)


def _write_files(found: FoundPackages, folder: Path) -> tuple[Path, ...]:
    from pourparler.errors import ExchangeError
    from pourparler.workbench.exchange.files import write_files
    from pourparler.workbench.exchange.looked_at import space_of

    space = space_of(found.stated, found.stated.heard.case.title)
    if space is None:
        raise ExchangeError(
            "there are no packages to write: no issue on which two parties say where they stand",
            hint="`pourparler packages CASE` says what is left out, and why.",
        )
    return write_files(space, folder)


def _print_issues(found: FoundPackages) -> None:
    rows = [
        (
            f"{letter} {issue.label}",
            "; ".join(f"{n} {o.words}" for n, o in enumerate(issue.options, start=1)),
            "not said" if otherwise is None else issue.option(otherwise).words,
        )
        for letter, issue, otherwise in zip(
            _letters(found), found.stated.issues, found.stated.otherwise, strict=True
        )
    ]
    print_table(("issue", "options", "without an agreement"), rows)


def _print_packages(found: FoundPackages) -> None:
    from pourparler.report.terms import TERMS, package_words

    parties = found.stated.parties
    named = [(package_words(name), one) for name, one in found.named.items()]
    words = TERMS["robust"].words
    robust = [(f"{n}. {words}", one) for n, one in enumerate(found.robust, start=1)]
    singly = [("each issue by itself", found.singly)]
    rows = [
        _row(found, name, package)
        for name, package in (*named, *singly, *robust)
        if package is not None
    ]
    columns = ("package", "options", *(f"{p}: worth, accepts" for p in parties), "all accept")
    print_table((*columns, "blocks at the medians"), rows, title="Packages")
    least = ", ".join(
        f"{party} {float(worth):.2f}"
        for party, worth in zip(parties, found.stated.central_reservations, strict=True)
    )
    typer.echo(
        f"Worth 1 is all that a party says it wants; no agreement is worth, at the medians: "
        f"{least}. Of {found.count} packages {len(found.frontier)} cannot be bettered for one at "
        f"no cost to another (the frontier; --json lists them); {found.tried} were tried in every "
        "draw."
    )


def _row(found: FoundPackages, name: str, package: Package) -> tuple[str, ...]:
    cells = (
        f"{worth:.2f}, {100 * share.share:.0f} of 100"
        for worth, share in zip(package.worth, package.accepts, strict=True)
    )
    together = f"{100 * package.together.share:.1f} of 100"
    return (name, _code(found, package), *cells, together, ", ".join(package.blocks) or "nobody")


def _print_openings(found: FoundPackages) -> None:
    if found.zone is not None:
        typer.echo(
            f"In {100 * found.zone.share:.1f} of 100 draws some package suits every party "
            f"(standard error {100 * found.zone.standard_error:.1f})."
        )
    if found.opening is not None:
        typer.echo(_opening(found, found.opening))


def _opening(found: FoundPackages, opening: OpeningFound) -> str:
    words = (
        "At the medians no package suits every party. The zone opens at "
        f"{_code(found, opening.package)} if every party asks for {opening.concession:.2f} less"
    )
    if opening.paid is None or opening.side_payment is None:
        return f"{words}; no payment between the parties opens it."
    return (
        f"{words}, or at {_code(found, opening.paid)} if those who gain make up "
        f"{opening.side_payment:.2f} to those who lose, should they value it alike."
    )


def _print_trades(found: FoundPackages) -> None:
    if not found.trades:
        typer.echo("From each issue settled by itself, no trade of two issues helps at no cost.")
        return
    rows = []
    for trade in found.trades:
        issues = [found.stated.heard.case.issue(i) for i in trade.issues]
        moves = [
            f"{issue.label}: {issue.option(old).words} -> {issue.option(new).words}"
            for issue, old, new in zip(issues, trade.old, trade.new, strict=True)
        ]
        rows.append((*moves, *(f"{gain:+.3f}" for gain in trade.gains)))
    columns = ("one issue", "for the other", *found.stated.parties)
    print_table(columns, rows, title="Trades, from each issue settled by itself")


def _print_basis(found: FoundPackages) -> None:
    used = found.stated.positions
    reviewed = sum(1 for position in used if position.basis.reviewed_share)
    if found.held is not None:
        typer.echo(_held(found, found.held))
    typer.echo(
        f"{found.draws} draws, seed {found.seed}, over stated positions and "
        f"{count_words(len(found.stated.weights), 'weight')} (--json lists them). Of "
        f"{len(used)} positions "
        f"{reviewed} rest on a reading that a person has checked."
    )
    typer.echo(
        "Points of reference, and no forecast: how often talks end at such points has not been "
        "measured. Sums and smallest gains take one party's worth for another's. Terms in "
        "brackets: docs/reference/glossary.md."
    )
    typer.echo(found.stated.heard.stamp.as_text())


def _held(found: FoundPackages, held: HeldPackages) -> str:
    from pourparler.report.terms import package_words

    case = found.stated.heard.case
    silent = ", ".join(f"{actor} on {case.issue(issue).label}" for actor, issue in held.silent)
    turned = [
        f"{package_words(name)} is {'nowhere' if one is None else _code(found, one)}"
        for name, one in held.turned.items()
    ]
    named = ", ".join(turned) if turned else "the named packages stay the same"
    return (
        f"Long unsaid, and used as last estimated: {silent}. As last stated, some package suits "
        f"every party in {100 * held.zone.share:.1f} of 100 draws, and {named}."
    )


def _letters(found: FoundPackages) -> list[str]:
    return [chr(ord("A") + n % 26) * (1 + n // 26) for n in range(len(found.stated.issues))]


def _code(found: FoundPackages, package: Package) -> str:
    """Return a package in short: a letter for each issue, the number of its option."""
    numbers = (
        [o.id for o in issue.options].index(option) + 1
        for issue, option in zip(found.stated.issues, package.options, strict=True)
    )
    return " ".join(f"{a}{n}" for a, n in zip(_letters(found), numbers, strict=True))
