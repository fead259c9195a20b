"""Write the reference pages that come from the code: `python docs/generate.py`.

A test compares the pages with what this program writes, so that they cannot go stale.
"""

from __future__ import annotations

import ast
import inspect
import json
import types
import typing
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import typer
from pydantic import BaseModel

from pourparler import errors
from pourparler.case.actors import Actor, Person
from pourparler.case.case import Case
from pourparler.case.issues import Issue, Option
from pourparler.case.quantity import Assumption, Quantity
from pourparler.case.schema import case_schema
from pourparler.case.settlement import (
    INPUTS,
    Design,
    Guarantor,
    Measure,
    Package,
    Settlement,
    Term,
    Trigger,
)
from pourparler.cli.app import app
from pourparler.models.positions import defaults, manner
from pourparler.workbench.bundle_schema import bundle_schema

REFERENCE = Path(__file__).parent / "reference"
RECORDS: tuple[tuple[str, type[BaseModel]], ...] = (
    ("The file", Case),
    ("`actors`", Actor),
    ("`people`", Person),
    ("`issues`", Issue),
    ("`options` of an issue", Option),
    ("`guarantors`", Guarantor),
    ("`settlement`", Settlement),
    ("`designs` of a settlement", Design),
    ("`trigger` of a design", Trigger),
    ("`measures` of a settlement", Measure),
    ("`package` of a settlement", Package),
    ("`terms` of a settlement", Term),
    ("A number", Quantity),
    ("`assumption` of a number", Assumption),
)


def errors_page() -> str:
    """Return the page that lists every error code with its way out."""
    rows = [
        f"| `{error.code}` | {_first_line(error)} | {_cell(error.hint)} | {error.exit_code} |"
        for error in sorted(_error_classes(errors.PourparlerError), key=lambda e: e.code)
    ]
    return "\n".join(
        [
            "# Errors",
            "",
            "Every mistake is answered in two lines: what is wrong and where, and what to do. The",
            "code in brackets can be searched for. A traceback means a fault of this program;",
            "please report it. A particular place may give a more fitting hint than the one here.",
            "",
            "| code | what is wrong | what to do | exit |",
            "|---|---|---|---|",
            *rows,
            "",
        ]
    )


def case_page() -> str:
    """Return the page that lists every key of a case file."""
    lines = [
        "# The case file",
        "",
        "A case is a folder: `case.yaml`, the reports in `reports/`, `front.csv` where there is a",
        "front line, and `ledger.db`, which the program makes. `tagged.cache` beside it keeps what",
        "was read of each paragraph, by digest and without text, so that nothing is read twice; it",
        "can be deleted. `pourparler new CASE` writes a",
        "commented example and `pourparler check CASE` says what is wrong, line by line. Editors",
        "can use the JSON Schema in [case.schema.json](case.schema.json). YAML 1.2 rules hold:",
        "`NO` stays a string. Unknown keys are errors. Ids are small letters, digits, `_` and `-`.",
        "",
    ]
    for title, record in RECORDS:
        lines += [f"## {title}", "", _first_line(record), "", "| key | value | meaning |"]
        lines += ["|---|---|---|", *_field_rows(record), ""]
    lines += [
        "## Inputs of a settlement",
        "",
        "They stand beside the other keys of `settlement`, each a number as above. One *u* is the",
        "present value, to the advancing side, of 1,000 km2 of land.",
        "",
        "| input | unit | meaning |",
        "|---|---|---|",
        *(f"| `{name}` | {unit} | {meaning} |" for name, (unit, meaning) in INPUTS.items()),
        "",
        "## `front.csv`",
        "",
        "| column | meaning |",
        "|---|---|",
        "| `date` | Day the figure describes, YYYY-MM-DD |",
        "| `area_km2` | Area the advancing side held on that day |",
        "| `published_on` | First day on which the figure could be known |",
        "| `cited` | Who published it |",
        "",
    ]
    return "\n".join(lines)


def cli_page() -> str:
    """Return the page that lists every command with its arguments and options."""
    lines = [
        "# The command line",
        "",
        "`CASE` is a folder that holds `case.yaml`, or the name of a bundled case, which is then",
        "opened as a copy in the current folder. Every command takes `--json`; see",
        "[JSON names](json.md). Exit codes: 0 done, 2 the input is wrong, 1 otherwise.",
        "",
    ]
    for name, command in _commands(typer.main.get_command(app)):
        arguments = [p for p in command.params if p.param_type_name == "argument"]
        usage = " ".join(["pourparler", name, *(_usage(p) for p in arguments), "[OPTIONS]"])
        lines += [f"## {name}", "", f"`{usage}`", "", _cell(command.help or ""), ""]
        lines += ["| argument or option | value | meaning |", "|---|---|---|"]
        for parameter in command.params:
            shown = ", ".join(
                f"`{option}`" for option in [*parameter.opts, *parameter.secondary_opts]
            )
            if parameter.param_type_name == "argument":
                shown = f"`{_cell(_usage(parameter))}`"
            value = _metavar(parameter) if parameter.param_type_name == "option" else ""
            lines.append(f"| {shown} | {value} | {_cell(getattr(parameter, 'help', '') or '')} |")
        lines.append("")
    return "\n".join(lines)


def _commands(group: Any, prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Yield every command with its full name; those of a group come in its place."""
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from _commands(command, f"{prefix}{name} ")
        else:
            yield prefix + name, command


def schema_file() -> str:
    """Return the JSON Schema of a case file."""
    return json.dumps(case_schema(), indent=2, ensure_ascii=False) + "\n"


def bundle_schema_file() -> str:
    """Return the JSON Schema of a line of a bundle."""
    return json.dumps(bundle_schema(), indent=2, ensure_ascii=False) + "\n"


def defaults_page() -> str:
    """Return the page that lists the numbers behind stated positions, each with its reason."""
    lines = [
        "# Numbers behind stated positions",
        "",
        "No report gives these numbers. They were set on simulated talks, on the fictional case",
        "and on judgement about reporting, never on a real case. What they do is told in [stated",
        "positions](../explanation/positions.md); `python benchmarks/simulated_talks.py` prints",
        "the simulation.",
        "",
    ]
    for title, module in (("Motion, evidence, shifts", defaults), ("How it was said", manner)):
        lines += [f"## {title}", "", "| number | value | why |", "|---|---|---|"]
        for names, why in _constants(module):
            shown = "<br>".join(f"`{name}`" for name in names)
            values = "<br>".join(_value(getattr(module, name)) for name in names)
            lines.append(f"| {shown} | {values} | {_cell(why)} |")
        lines.append("")
    return "\n".join(lines)


def _constants(module: types.ModuleType) -> Iterator[tuple[list[str], str]]:
    """Yield the constants of a module in its order, those together that share a reason."""
    names: list[str] = []
    for node in ast.parse(inspect.getsource(module)).body:
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            names.append(node.target.id)
        elif names and isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield names, str(node.value.value)
            names = []


def _value(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {number:g}" for name, number in value.items())
    return f"{value:,}" if isinstance(value, int) else f"{value:g}"


PAGES: dict[str, Callable[[], str]] = {
    "errors.md": errors_page,
    "case.md": case_page,
    "cli.md": cli_page,
    "defaults.md": defaults_page,
    "case.schema.json": schema_file,
    "bundle.schema.json": bundle_schema_file,
}


def _error_classes(
    base: type[errors.PourparlerError],
) -> Iterator[type[errors.PourparlerError]]:
    for error in base.__subclasses__():
        if error.__module__.startswith("pourparler."):
            if "code" in vars(error):
                yield error
            yield from _error_classes(error)


def _field_rows(record: type[BaseModel]) -> Iterator[str]:
    for name, info in record.model_fields.items():
        key = info.alias or name
        needed = " (needed)" if info.is_required() else ""
        yield f"| `{key}` | {_kind(info.annotation)}{needed} | {_cell(info.description or '')} |"


def _kind(annotation: object) -> str:
    """Say in words what a key holds."""
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Literal:
        return ", ".join(f"`{word}`" for word in arguments)
    if origin in (typing.Union, types.UnionType):
        return _kind(next(a for a in arguments if a is not type(None)))
    if origin is typing.Annotated:
        return _kind(arguments[0])
    if origin is list:
        return f"list of {_kind(arguments[0])}"
    if origin is dict:
        return "numbers by name"
    words: dict[object, str] = {
        str: "text",
        int: "whole number",
        float: "number",
        bool: "`true` or `false`",
    }
    if annotation in words:
        return words[annotation]
    name = getattr(annotation, "__name__", str(annotation))
    return {"date": "date", "Quantity": "a number, see below"}.get(name, name.lower())


def _usage(parameter: typer.core.TyperArgument) -> str:
    return parameter.metavar or (parameter.name or "").upper()


def _metavar(parameter: typer.core.TyperOption) -> str:
    return f"`{parameter.metavar}`" if parameter.metavar else ""


def _first_line(thing: type) -> str:
    return _cell((inspect.getdoc(thing) or "").partition("\n\n")[0])


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("``", "`").replace("|", "\\|")


def main() -> None:
    """Write every page."""
    for name, page in PAGES.items():
        (REFERENCE / name).write_text(page(), "utf-8")


if __name__ == "__main__":
    main()
