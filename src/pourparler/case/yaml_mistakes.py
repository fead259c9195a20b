"""What a YAML parser stumbles over, in words that say what to do about it."""

from __future__ import annotations

from typing import Final

from ruamel.yaml.error import MarkedYAMLError, StreamMark

from pourparler.errors import CaseError

_QUOTE: Final = "Put the whole value in double quotes."
_MISTAKES: Final = (
    (
        "'\\t' that cannot start",
        "a tab stands where a key or a value should begin",
        "Indent with spaces, not tabs.",
    ),
    (
        "that cannot start any token",
        "a value begins with a character that means something else in YAML",
        _QUOTE,
    ),
    (
        "mapping values are not allowed",
        "a second colon, or a key that is indented too far",
        "Put a value that holds a colon in double quotes; begin all keys of one level in the "
        "same column.",
    ),
    (
        "expected ',' or '}'",
        "a brace { is not closed, or a comma is missing",
        "Close the brace with }, and put a comma between its entries.",
    ),
    (
        "expected ',' or ']'",
        "a bracket [ is not closed, or a comma is missing",
        "Close the bracket with ], and put a comma between its entries.",
    ),
    (
        "unexpected end of stream",
        "a quotation mark is not closed",
        "Close the quotation mark at the end of the value.",
    ),
    (
        "expected <block end>",
        "a line that is neither a key of this level nor an entry of the list above",
        "Begin all keys of one level, and all dashes of one list, in the same column; put a "
        "value that begins with a quotation mark in quotes as a whole.",
    ),
    (
        "could not find expected ':'",
        "a key without a colon",
        "Write `key: value`, with a space after the colon.",
    ),
    (
        "found undefined alias",
        "a value begins with *, which refers to a part that is not there",
        _QUOTE,
    ),
)
"""Part of the parser's message, what it comes from, the way out; the first that fits."""


def explain_mistake(error: MarkedYAMLError, *, name: str) -> CaseError:
    """Return our error for a text that is not YAML, with line, column and the way out.

    Parameters
    ----------
    error : MarkedYAMLError
        What the parser said.
    name : str
        Name of the file, for the message.
    """
    mark = error.problem_mark or error.context_mark
    problem = str(error.problem or error.context)
    place = f"{name} {_place(mark)}" if mark else name
    for part, meaning, hint in _MISTAKES:
        if part in problem:
            return CaseError(f"{place}: {meaning}{_begun(error, mark)}", hint=hint)
    return CaseError(f"{place}: {problem}{_begun(error, mark)}")


def _begun(error: MarkedYAMLError, mark: StreamMark | None) -> str:
    """Say where the part began that went wrong, when that is on another line."""
    start = error.context_mark
    if start is None or mark is None or start.line == mark.line:
        return ""
    return f" (this part begins on {_place(start)})"


def _place(mark: StreamMark) -> str:
    return f"line {mark.line + 1} column {mark.column + 1}"
