"""Spaces of packages to and from files: a folder of XML, and a .nfg."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from pourparler.errors import ExchangeError, OutputError
from pourparler.workbench.exchange.agreement import agreement_game
from pourparler.workbench.exchange.genius import (
    DOMAIN_ROOT,
    read_space,
    write_domain,
    write_profile,
)
from pourparler.workbench.exchange.nfg import read_nfg, write_nfg
from pourparler.workbench.exchange.space import PackageSpace
from pourparler.workbench.exchange.xml_tree import MOST_CHARACTERS

DOMAIN_FILE: Final = "domain.xml"
GAME_FILE: Final = "packages.nfg"
_MOST_FILES: Final = 100


def write_files(space: PackageSpace, folder: Path) -> tuple[Path, ...]:
    """Write a space as a domain, a profile for each party, and a game; return the files.

    Raises
    ------
    ExchangeError
        Worth cannot be said in a profile.
    OutputError
        A file cannot be written.
    """
    adding = space.adding_up()
    if adding is None:
        raise ExchangeError("worth that is listed or computed cannot be written as profiles")
    texts = {DOMAIN_FILE: write_domain(adding)}
    texts |= {
        f"{party}.xml": write_profile(adding, place) for place, party in enumerate(space.parties)
    }
    texts[GAME_FILE] = write_nfg(agreement_game(space))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in texts.items():
            (folder / name).write_text(text, "utf-8")
    except OSError as error:
        raise OutputError(f"{folder} cannot be written: {error.strerror}") from error
    return tuple(folder / name for name in texts)


def read_files(place: Path) -> PackageSpace:
    """Return the space of a .nfg, or of a folder with a domain and the parties' profiles.

    Raises
    ------
    ExchangeError
        There is no such file or folder, or what is in it is not of the formats.
    """
    if place.is_dir():
        return _read_folder(place)
    if place.suffix == ".nfg":
        return read_nfg(_text(place), name=place.name).as_space()
    raise ExchangeError(
        f"{place} is neither a folder nor a .nfg",
        hint="Name a folder with a domain and profiles of Genius, or a game of Gambit.",
    )


def _read_folder(folder: Path) -> PackageSpace:
    files = sorted(folder.glob("*.xml"))
    if len(files) > _MOST_FILES:
        raise ExchangeError(f"{folder} holds {len(files)} XML files; at most {_MOST_FILES}")
    texts = [(file.name, _text(file)) for file in files]
    domains = [pair for pair in texts if f"<{DOMAIN_ROOT}" in pair[1]]
    if len(domains) != 1:
        raise ExchangeError(
            f"{folder} holds {len(domains)} domains among {len(files)} XML files; one is needed",
            hint=f"A domain is an XML file that begins with <{DOMAIN_ROOT}>.",
        )
    return read_space(domains[0], [pair for pair in texts if pair != domains[0]])


def _text(file: Path) -> str:
    try:
        if file.stat().st_size > 4 * MOST_CHARACTERS:
            raise ExchangeError(f"{file} is larger than {4 * MOST_CHARACTERS:,} bytes")
        return file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise ExchangeError(f"{file} cannot be read: {reason}") from error
