"""Validation errors in words: line, place, value, what is allowed, nearest name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from pourparler.case.case import Case
from pourparler.case.nearest import nearest
from pourparler.case.settlement import INPUTS, Settlement
from pourparler.case.yaml_source import Path, YamlSource

_LONGEST_VALUE = 60


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in a case file."""

    line: int
    place: Path
    message: str

    def __str__(self) -> str:
        """Return ``line 12: actors[0].kind: what is wrong``."""
        place = print_path(self.place)
        return (
            f"line {self.line}: {place}: {self.message}"
            if place
            else (f"line {self.line}: {self.message}")
        )


def print_path(path: Path) -> str:
    """Return a path as people write it.

    Examples
    --------
    >>> print_path(("actors", 0, "kind"))
    'actors[0].kind'
    """
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}"
    return text.removeprefix(".")


def explain(error: ValidationError, source: YamlSource) -> tuple[Problem, ...]:
    """Turn every error pydantic found into a problem with its line."""
    problems = []
    # A mistyped key is also a missing one: the mistyped one comes first, it says more.
    details = sorted(error.errors(include_url=False), key=lambda d: d["type"] == "missing")
    for detail in details:
        place = _written_place(detail["loc"], source)
        message = _message(detail["type"], detail["loc"], detail)
        problems.append(Problem(source.line(place), place, message))
    return tuple(problems)


def _written_place(loc: Path, source: YamlSource) -> Path:
    """Undo the gathering of settlement inputs: people write them beside other keys."""
    if loc[:2] == ("settlement", "inputs") and loc not in source.lines:
        return ("settlement", *loc[2:])
    return loc


def _message(kind: str, loc: Path, detail: Mapping[str, Any]) -> str:
    context = detail.get("ctx", {})
    if kind == "extra_forbidden":
        return _unknown_key(loc)
    if kind == "model_type" and not loc:
        return f"a case file is a mapping of keys, not {_show(detail['input'])}"
    if kind == "missing":
        return "this key is missing"
    if kind == "literal_error":
        return _not_allowed(str(detail["input"]), context["expected"])
    if kind == "too_short":
        return f"at least {context['min_length']} {_entries(context['min_length'])} needed"
    if kind == "string_pattern_mismatch":
        return f"{_show(detail['input'])} is not a valid id: small letters, digits, '_' and '-'"
    if kind == "value_error":
        return str(context["error"])
    return f"{_lower(detail['msg'])}, not {_show(detail['input'])}"


def _unknown_key(loc: Path) -> str:
    model = _model_at(loc[:-1])
    keys = [field.alias or name for name, field in model.model_fields.items()]
    if model is Settlement:
        keys = [key for key in keys if key != "inputs"] + list(INPUTS)
    guess = nearest(str(loc[-1]), keys)
    tail = f"did you mean '{guess}'?" if guess else f"allowed: {', '.join(keys)}"
    return f"unknown key; {tail}"


def _not_allowed(value: str, expected: str) -> str:
    allowed = expected.replace("'", "").replace(" or ", ", ").split(", ")
    guess = nearest(value, allowed)
    tail = f"; did you mean '{guess}'?" if guess else ""
    return f"'{value}' is not allowed; allowed: {', '.join(allowed)}{tail}"


def _entries(count: int) -> str:
    return "entry is" if count == 1 else "entries are"


def _lower(message: str) -> str:
    return message[:1].lower() + message[1:]


def _show(value: object) -> str:
    if isinstance(value, dict | list):
        return "a mapping" if isinstance(value, dict) else "a list"
    text = "nothing" if value is None else repr(value)
    return text if len(text) <= _LONGEST_VALUE else text[: _LONGEST_VALUE - 3] + "..."


def _model_at(loc: Path) -> type[BaseModel]:
    """Return the model whose keys stand at ``loc``."""
    model: type[BaseModel] = Case
    for part in loc:
        if isinstance(part, int):
            continue
        for name, field in model.model_fields.items():
            if part in (name, field.alias):
                model = _find_model(field.annotation) or model
    return model


def _find_model(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for part in get_args(annotation):
        if found := _find_model(part):
            return found
    return None
