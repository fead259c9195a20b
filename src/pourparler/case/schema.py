"""The JSON Schema of a case file, for editors."""

from __future__ import annotations

from typing import Any

from pourparler.case.case import Case
from pourparler.case.settlement import INPUTS


def case_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of ``case.yaml``.

    Settlement inputs appear where people write them: beside the other settlement keys.
    What no schema can say (ids that must exist, names with two owners) is left to
    ``pourparler check``.
    """
    schema = Case.model_json_schema(by_alias=True)
    keys = schema["$defs"]["Settlement"]["properties"]
    del keys["inputs"]
    for name, (unit, meaning) in INPUTS.items():
        keys[name] = {"$ref": "#/$defs/Quantity", "description": f"{meaning} ({unit})"}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema"} | schema
