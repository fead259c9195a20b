"""Sealed forecasts: what was said beforehand, in a file that shows when it is changed.

The digest covers everything in the file but itself. Whoever changes the file can reckon a new
digest, so a seal proves something to others only once its digest was published or given away.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from pourparler.case.folder import CaseFolder
from pourparler.case.records import text_digest
from pourparler.errors import OutputError, SealError
from pourparler.workbench.forecasts import FoundForecasts, IssueForecast, ModelForecast
from pourparler.workbench.view import View

SEALS_FOLDER: Final = "seals"
FORM: Final = 1
"""Version of the form of the file."""

MAX_BYTES: Final = 20_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedModel:
    """What one model said of one issue. Frozen.

    ``shares`` are by option, inside (0, 1); ``quantiles`` on the scale, rising, in [0, 100].
    """

    model: str
    low: float
    high: float
    shares: Mapping[str, float]
    quantiles: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedIssue:
    """What was said of one issue. Frozen. ``wording`` is the digest of its words then."""

    issue: str
    wording: str
    models: tuple[SealedModel, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """A sealed forecast as read from its file. Frozen."""

    name: str
    sha256: str
    sealed_at: datetime
    issues: tuple[SealedIssue, ...]


def make_seal(found: FoundForecasts, *, view: View, now: datetime) -> dict[str, Any]:
    """Return a forecast as a sealed record.

    Parameters
    ----------
    found : FoundForecasts
    view : View
        Through which it was made.
    now : datetime, with an offset
        When it is sealed.

    Raises
    ------
    SealError
        There is nothing to seal: no issue has a forecast.
    """
    if not found.forecasts:
        raise SealError(
            f"there is no forecast to seal: {' '.join(found.notes) or 'no issue has a scale'}",
            hint="`pourparler forecast CASE` says what each issue lacks.",
        )
    record = {
        "seal": FORM,
        "title": found.heard.case.title,
        "sealed_at": now.isoformat(),
        **found.heard.stamp.as_json(),
        "seed": found.seed,
        "draws": found.draws,
        "view": {
            "as_of": _written(found.heard.day),
            "known_at": _written(view.known_at),
            "recorded_at": _written(view.recorded_at),
            "ceiling": view.ceiling,
        },
        "issues": [_issue(one) for one in found.forecasts],
    }
    return record | {"sha256": digest_seal(record)}


def digest_seal(record: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a seal's canonical JSON: keys sorted, no spaces, without ``sha256``.

    Examples
    --------
    >>> digest_seal({"b": 1, "a": 2}) == digest_seal({"a": 2, "b": 1, "sha256": "any"})
    True
    """
    content = {key: value for key, value in record.items() if key != "sha256"}
    text = json.dumps(
        content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )
    return text_digest(text)


def write_seal(folder: CaseFolder, record: Mapping[str, Any], path: Path | None = None) -> Path:
    """Write a seal into the case's ``seals`` folder, or to a path; return where it is.

    Raises
    ------
    OutputError
        The file cannot be written, or is there already: a seal is never overwritten.
    """
    if path is None:
        moment = datetime.fromisoformat(str(record["sealed_at"])).strftime("%Y-%m-%dT%H%M%S")
        path = folder.path / SEALS_FOLDER / f"{moment}-{str(record['sha256'])[:8]}.json"
    try:
        if path.parent.name == SEALS_FOLDER:
            path.parent.mkdir(exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            json.dump(record, file, indent=1, ensure_ascii=False, allow_nan=False)
            file.write("\n")
    except FileExistsError as error:
        raise OutputError(
            f"{path} is there already, and a seal is never overwritten",
            hint="Name another file with -o.",
        ) from error
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {error.strerror}") from error
    return path


def find_seals(folder: CaseFolder) -> tuple[Path, ...]:
    """Return the files in the case's ``seals`` folder, by name and so by date."""
    return tuple(sorted((folder.path / SEALS_FOLDER).glob("*.json")))


def read_seal(path: Path) -> Seal:
    """Read a seal and check that it is as it was sealed.

    Raises
    ------
    SealError
        The file cannot be read, is no seal, or was changed.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise SealError(f"{path} is larger than the {MAX_BYTES:,} bytes a seal may have")
        record = json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise SealError(f"{path} cannot be read: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise SealError(f"{path} is not a seal: {error}", hint=_MAKE) from error
    if not isinstance(record, dict) or record.get("seal") != FORM:
        raise SealError(f"{path} is not a seal of form {FORM}", hint=_MAKE)
    try:
        digest = digest_seal(record)
        if record.get("sha256") != digest:
            raise SealError(
                f"{path} was changed after it was sealed: it names {record.get('sha256')}, "
                f"its content has {digest}"
            )
        return _parse(path.name, record)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        if isinstance(error, SealError):
            raise
        raise SealError(f"{path} is not a whole seal: {error!r}", hint=_MAKE) from error


_MAKE: Final = "Seals are made by `pourparler seal CASE`."


def _issue(one: IssueForecast) -> dict[str, Any]:
    return {
        "issue": one.issue.id,
        "question": one.issue.question,
        "wording": one.issue.wording,
        "options": [{"option": o.id, "words": o.words, "at": o.at} for o in one.issue.options],
        "models": [_model(model) for model in one.models if not math.isnan(model.median)],
    }


def _model(model: ModelForecast) -> dict[str, Any]:
    return {
        "model": model.model,
        "low": round(model.low, 4),
        "high": round(model.high, 4),
        "shares": {option: round(share.share, 6) for option, share in model.shares},
        "quantiles": [round(q, 4) for q in model.quantiles],
    }


def _written(moment: Any) -> str | None:
    return None if moment is None else moment.isoformat()


def _parse(name: str, record: Mapping[str, Any]) -> Seal:
    sealed_at = datetime.fromisoformat(record["sealed_at"])
    if sealed_at.tzinfo is None:
        raise ValueError("'sealed_at' has no offset from UTC")
    return Seal(
        name=name,
        sha256=record["sha256"],
        sealed_at=sealed_at,
        issues=tuple(
            SealedIssue(
                issue=str(entry["issue"]),
                wording=str(entry["wording"]),
                models=tuple(_parse_model(model) for model in entry["models"]),
            )
            for entry in record["issues"]
        ),
    )


def _parse_model(entry: Mapping[str, Any]) -> SealedModel:
    model = SealedModel(
        model=str(entry["model"]),
        low=float(entry["low"]),
        high=float(entry["high"]),
        shares={str(option): float(share) for option, share in entry["shares"].items()},
        quantiles=tuple(float(q) for q in entry["quantiles"]),
    )
    places = (model.low, *model.quantiles, model.high)
    if not model.quantiles or not all(0 <= place <= 100 for place in places):
        raise ValueError(f"{model.model}: places on the scale lie from 0 to 100")
    if model.low > model.high or not all(0 < share < 1 for share in model.shares.values()):
        raise ValueError(f"{model.model}: low is above high, or a share is not inside (0, 1)")
    return model
