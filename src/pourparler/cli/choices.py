"""Codings and spans as a person types them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from pourparler.workbench.review import CodingChoice, NewOption

CODING_FORM = "ISSUE[=OPTION[..OPTION]][:MODALITY][@ACTOR]"
OPTION_FORM = "ID[@AT]=WORDS"
SPAN_FORM = "START-END|WORDS"

_CODING = re.compile(
    r"(?P<issue>[\w-]+)"
    r"(?:=(?P<from_option>[\w-]+)(?:\.\.(?P<to_option>[\w-]+))?)?"
    r"(?::(?P<modality>\w+))?(?:@(?P<about>[\w-]+))?"
)
_NEW_OPTION = re.compile(r"(?P<id>[\w-]+)(?:@(?P<at>\d+(?:\.\d+)?))?=(?P<words>.+)", re.DOTALL)
_OFFSETS = re.compile(r"(\d+)-(\d+)", re.ASCII)


def read_coding(text: str) -> CodingChoice:
    """Return the coding that is written ``truce=first..alongside:supports@north``."""
    from pourparler.workbench.review import CodingChoice

    found = _CODING.fullmatch(text.strip())
    if found is None:
        raise typer.BadParameter(f"'{text}' is not a coding; write {CODING_FORM}")
    given = {name: value for name, value in found.groupdict().items() if value is not None}
    return CodingChoice(**given)


def read_piece(text: str) -> tuple[int, int] | str:
    """Return offsets for ``120-180``, else the words themselves."""
    found = _OFFSETS.fullmatch(text.strip())
    return (int(found[1]), int(found[2])) if found else text


def read_new_option(text: str) -> NewOption:
    """Return the option that is written ``first@0=A truce before talks``."""
    from pourparler.workbench.review import NewOption

    found = _NEW_OPTION.fullmatch(text.strip())
    if found is None:
        raise typer.BadParameter(f"'{text}' is not an option; write {OPTION_FORM}")
    at = float(found["at"]) if found["at"] else None
    return NewOption(id=found["id"], words=found["words"].strip(), at=at)


def read_words(text: str) -> tuple[str, str]:
    """Return id and words of ``first=A truce before talks``."""
    id_, sign, words = text.partition("=")
    if not sign or not words.strip():
        raise typer.BadParameter(f"'{text}' has no words; write ID=WORDS")
    return id_.strip(), words.strip()
