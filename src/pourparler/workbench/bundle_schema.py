"""The JSON Schema of a line of a bundle, for other programs that write or read them."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, TypeAdapter
from pydantic.json_schema import JsonSchemaMode, models_json_schema

from pourparler.case.records import Handling
from pourparler.ledger.row_models import bundled_tables, row_model
from pourparler.workbench.bundle import FILES, FORMAT, VERSION


def bundle_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) that every line of a bundle fits.

    What no schema can say (ids that are digests, rows that name each other) is left to
    ``pourparler import``.
    """
    tables = [table.name for table in bundled_tables()]
    models: list[tuple[type[BaseModel], JsonSchemaMode]]
    models = [(row_model(name), "validation") for name in tables]
    _, found = models_json_schema(models, ref_template="#/$defs/{model}")
    header = {
        "type": "object",
        "description": "The first line.",
        "required": ["bundle", "version", "ceiling", "rows"],
        "additionalProperties": False,
        "properties": {
            "bundle": {"const": FORMAT},
            "version": {"const": VERSION},
            "ceiling": TypeAdapter(Handling).json_schema(),
            "rows": {
                "type": "object",
                "description": "How many rows of each table follow.",
                "propertyNames": {"enum": tables},
                "additionalProperties": {"type": "integer", "minimum": 0},
            },
        },
    }
    file = {
        "type": "object",
        "description": "A file of the case folder.",
        "required": ["file", "text"],
        "additionalProperties": False,
        "properties": {"file": {"enum": list(FILES)}, "text": {"type": "string"}},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A line of a pourparler bundle",
        "oneOf": [header, file, *(_row(name) for name in tables)],
        "$defs": found["$defs"],
    }


def _row(table: str) -> dict[str, Any]:
    return {
        "type": "object",
        "description": f"A row of {table}.",
        "required": ["table", "row"],
        "additionalProperties": False,
        "properties": {
            "table": {"const": table},
            "row": {"$ref": f"#/$defs/{row_model(table).__name__}"},
        },
    }
