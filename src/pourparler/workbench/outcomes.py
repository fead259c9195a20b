"""What came of issues, as ``outcomes.yaml`` beside the case file says."""

from __future__ import annotations

from datetime import date
from typing import Final, Self

from pydantic import Field, ValidationError, model_validator

from pourparler.case.actors import Identifier
from pourparler.case.case import Case
from pourparler.case.explain import print_path
from pourparler.case.folder import CaseFolder
from pourparler.case.nearest import unknown
from pourparler.case.quantity import Entry, Words
from pourparler.case.yaml_source import YamlSource, read_yaml
from pourparler.errors import CaseError

OUTCOMES_FILE: Final = "outcomes.yaml"
_HINT: Final = "docs/reference/seals.md shows the form of outcomes.yaml."


class Outcome(Entry):
    """What came of one issue on a day."""

    issue: Identifier = Field(description="Id of the issue")
    option: Identifier = Field(description="The option that came, or the nearest to what came")
    on: date = Field(description="Day on which it was decided")
    cited: Words = Field(description="Document that says so")
    at: float | None = Field(
        None, ge=0, le=100, description="Point of the scale, where it lies between options"
    )


class Outcomes(Entry):
    """The file: a list of outcomes, one for each issue at most."""

    outcomes: list[Outcome]

    @model_validator(mode="after")
    def _check(self) -> Self:
        issues = [outcome.issue for outcome in self.outcomes]
        for issue in issues:
            if issues.count(issue) > 1:
                raise ValueError(f"'{issue}' has two outcomes; an issue has one")
        return self


def read_outcomes(folder: CaseFolder) -> tuple[Outcome, ...]:
    """Return the outcomes that are known of a case; none where there is no file.

    Raises
    ------
    CaseError
        The file is not readable, or says something that is not allowed.
    """
    path = folder.path / OUTCOMES_FILE
    if not path.exists():
        return ()
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise CaseError(f"{path} cannot be read: {error}", hint=_HINT) from error
    source = read_yaml(text, name=str(path))
    try:
        found = Outcomes.model_validate(source.data)
    except ValidationError as error:
        raise _refuse(str(path), source, error) from error
    for place, outcome in enumerate(found.outcomes):
        problem = _misfit(folder.case, outcome)
        if problem:
            line = source.line(("outcomes", place))
            raise CaseError(f"{path} line {line}: {problem}", hint=_HINT)
    return tuple(found.outcomes)


def _refuse(name: str, source: YamlSource, error: ValidationError) -> CaseError:
    detail = error.errors(include_url=False)[0]
    place = print_path(detail["loc"])
    line = source.line(detail["loc"])
    return CaseError(f"{name} line {line}: {place}: {detail['msg']}", hint=_HINT)


def _misfit(case: Case, outcome: Outcome) -> str:
    issues = {issue.id: issue for issue in case.issues}
    if outcome.issue not in issues:
        return f"issue {unknown(outcome.issue, issues)}"
    options = [option.id for option in issues[outcome.issue].options]
    if outcome.option not in options:
        return f"option {unknown(outcome.option, options)}"
    if outcome.at is not None and issues[outcome.issue].scale == "unordered":
        return f"'{outcome.issue}' has no order: leave out 'at'"
    return ""
