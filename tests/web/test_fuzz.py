"""The interface for programs keeps to its own description, whatever it is asked."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from pourparler.case.folder import CaseFolder
from pourparler.web.app import create_app
from pourparler.web.settings import Settings

CHECKS = [
    not_a_server_error,
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
]


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


def ask(operation: Any) -> None:
    """Ask one address with whatever its description allows."""

    @given(case=operation.as_strategy())
    @settings(
        max_examples=5,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def hold(case: schemathesis.Case) -> None:
        case.validate_response(case.call(), checks=CHECKS)

    hold()
