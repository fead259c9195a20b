"""The interface for programs keeps to its own description, whatever it is asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from pourparler.case.folder import CaseFolder
from pourparler.ledger.query import StatementQuery
from pourparler.web.app import create_app
from pourparler.web.settings import Settings
from pourparler.workbench import review
from pourparler.workbench.view import open_ledger
from workbench.talks import make_coding, make_folder, make_report, make_statement

CHECKS = [
    not_a_server_error,
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
]

REPORT = make_report("2024-05-02", words="The north wants a truce first, a source said.")
PLACES = range(0, 60, 10)


@pytest.fixture
def described(first_case: CaseFolder) -> schemathesis.BaseSchema:
    """The description, with the application behind it."""
    app = create_app(Settings(path=first_case.path, names=frozenset({"testserver"})))
    return schemathesis.openapi.from_asgi("/api/openapi.json", app)


def test_every_answer_is_as_described(described: schemathesis.BaseSchema) -> None:
    # Its own plugin does not know this pytest, so Hypothesis is given each address by hand.
    operations = [found.ok() for found in described.get_all_operations()]
    # A settlement is reckoned for seconds, and has a test of its own.
    asked = [o for o in operations if o.method == "get" and not o.path.endswith("/settle")]
    assert len(asked) >= 10
    for operation in asked:
        ask(operation)


def test_every_decision_is_as_described(tmp_path: Path) -> None:
    """On a case to be thrown away; half of what is sent names what there is."""
    said = [make_statement(REPORT, "north", make_coding("truce", "first"), place=n) for n in PLACES]
    folder = make_folder(tmp_path / "talks", [(REPORT, said)])
    app = create_app(Settings(path=folder.path, names=frozenset({"testserver"}), coder="ana"))
    described = schemathesis.openapi.from_asgi("/api/openapi.json", app)
    operations = [found.ok() for found in described.get_all_operations()]
    decided = [o for o in operations if o.method == "post"]
    assert len(decided) == 7
    taken: Counter[int] = Counter()
    for operation in decided:
        ask(operation, examples=20, change=lambda case, to: _name_what_is_there(folder, case, to))
        taken[len(review.history(folder).entries)] += 1
    # Something was decided by most of them, or the fuzzing would not reach beyond the door.
    assert len(taken) >= 5


def _name_what_is_there(folder: CaseFolder, case: schemathesis.Case, chosen: float) -> None:
    """Put a report, a statement with its version, and an issue that there are into a question."""
    if chosen < 0.3:
        return
    with open_ledger(folder) as ledger:
        held = ledger.find_statements(StatementQuery())
        versions = ledger.versions([s.id for s in held])
    statement = held[int(chosen * len(held)) % len(held)].id if held else "none"
    real = {"statement": statement, "report": REPORT.id}
    case.path_parameters = {name: real[name] for name in case.path_parameters or {}}
    if not isinstance(case.body, dict):
        return
    if "version" in case.body and statement in versions and chosen < 0.9:
        case.body["version"] = versions[statement].command
    case.body.pop("command", None)
    if case.body.get("coder") is not None:
        case.body["coder"] = "bea"
    for choice in case.body.get("codings", []):
        if isinstance(choice, dict):
            choice |= {"issue": "truce", "from_option": "first", "to_option": None, "about": None}
    for fields in (case.body.get("changes"), case.body.get("statement")):
        if isinstance(fields, dict) and chosen > 0.5:
            fields |= {"actors": ["front"], "content": [[4, 20]], "source": [], "cue": []}
            fields |= {"said_on": "2024-05-01"}


def ask(
    operation: Any, examples: int = 5, change: Callable[[Any, float], None] | None = None
) -> None:
    """Ask one address with whatever its description allows."""

    @given(case=operation.as_strategy(), chosen=st.floats(0, 1))
    @settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def hold(case: schemathesis.Case, chosen: float) -> None:
        if change is not None:
            change(case, chosen)
        case.validate_response(case.call(), checks=CHECKS)

    hold()
