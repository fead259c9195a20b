"""The codebook of a case: its issues and codes with what they mean, counts and examples."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, Final

from pourparler.case.case import Case
from pourparler.case.folder import CaseFolder
from pourparler.case.issues import Issue, Option
from pourparler.case.records import MODALITIES, Coding, Statement
from pourparler.ledger import is_machine
from pourparler.ledger.query import StatementQuery
from pourparler.report import vocabulary
from pourparler.report.codebook import Code, Codebook, Example, IssueCodes, OptionCodes
from pourparler.report.dates import edtf_words
from pourparler.report.method_facts import Agreed, Agreement
from pourparler.report.plain import shorten
from pourparler.report.words import speaker_words
from pourparler.workbench.coder_agreement import find_agreement
from pourparler.workbench.evidence import LEAST_CREDIBLE, CurrentNames
from pourparler.workbench.statements import find_statements
from pourparler.workbench.view import Stamp, View

_QUOTE: Final = 160
Coded = tuple[Statement, Coding]


def find_codebook(folder: CaseFolder, *, view: View | None = None) -> tuple[Codebook, Stamp]:
    """Return the codebook of a case as seen through a view, with its stamp.

    Codings of issues and options that the case no longer has are left out; `check` lists them.

    Raises
    ------
    LedgerError
        Nothing has been read yet, or the ledger cannot be opened.
    """
    view = view or View()
    found = find_statements(folder, StatementQuery(), view=view)
    agreement = find_agreement(folder, view)
    coded = _coded(folder.case, found.statements)
    book = Codebook(
        title=folder.case.title,
        language=folder.case.language,
        notice=folder.case.notice or "",
        statements=len(found.statements),
        reports=len(found.reports),
        issues=tuple(
            _issue(folder.case, issue, coded[issue.id], _alpha(agreement, issue.id))
            for issue in folder.case.issues
        ),
        vocabulary=_vocabulary(found.statements, coded),
        rules=vocabulary.RULES,
        agreement=agreement,
        stamp=found.stamp.as_text(),
    )
    return book, found.stamp


def _coded(case: Case, statements: Sequence[Statement]) -> Mapping[str, list[Coded]]:
    """Return the codings by issue, under the ids of today."""
    names = CurrentNames(case)
    coded: defaultdict[str, list[Coded]] = defaultdict(list)
    for statement in statements:
        for coding in statement.codings:
            today = names.update(coding)
            if not isinstance(today, str):
                coded[today.issue].append((statement, today))
    return coded


def _is_weak(coded: Coded) -> bool:
    statement, coding = coded
    by_machine = is_machine(coding.coder) and not statement.reviewed
    return by_machine and coding.probability < LEAST_CREDIBLE


def _issue(
    case: Case, issue: Issue, coded: Sequence[Coded], agreement: Agreed | None
) -> IssueCodes:
    kept = [one for one in coded if not _is_weak(one)]
    options = tuple(_option(case, option, kept) for option in issue.options)
    without = sum(coding.from_option is None for _, coding in kept)
    return IssueCodes(
        issue=issue,
        options=options,
        between=len(kept) - without - sum(one.count for one in options),
        without_option=without,
        by_people=sum(not is_machine(coding.coder) for _, coding in kept),
        weak=len(coded) - len(kept),
        agreement=agreement,
    )


def _option(case: Case, option: Option, kept: Sequence[Coded]) -> OptionCodes:
    own = [one for one in kept if {one[1].from_option, one[1].to_option} == {option.id}]
    counts: Counter[str] = Counter(coding.modality for _, coding in own)
    return OptionCodes(
        option=option,
        codings={name: counts.get(name, 0) for name in MODALITIES},
        by_people=sum(not is_machine(coding.coder) for _, coding in own),
        example=_example(case, own),
    )


def _example(case: Case, own: Sequence[Coded]) -> Example | None:
    """Return the surest statement for an option, one that a person looked at before others."""
    for_it = [one for one in own if one[1].modality == "supports"] or list(own)
    best = max(for_it, key=lambda one: (one[0].reviewed, one[1].probability), default=None)
    if best is None:
        return None
    statement, _ = best
    return Example(
        statement=statement.id,
        report=statement.report,
        who=speaker_words(case, statement),
        said_on=edtf_words(statement.said_on),
        words=shorten(statement.content.strip(' ,;:“”"'), _QUOTE),
        reviewed=statement.reviewed,
    )


def _alpha(agreement: Agreement | None, issue: str) -> Agreed | None:
    measures = agreement.measures if agreement else ()
    return next((one for one in measures if one.what == issue), None)


def _vocabulary(
    statements: Sequence[Statement], coded: Mapping[str, Sequence[Coded]]
) -> dict[str, tuple[Code, ...]]:
    kept = [one[1] for found in coded.values() for one in found if not _is_weak(one)]
    return {
        "modality": _codes(vocabulary.MODALITIES, Counter(c.modality for c in kept)),
        "attribution": _codes(vocabulary.ATTRIBUTIONS, Counter(s.attribution for s in statements)),
        "force": _codes(vocabulary.FORCES, Counter(s.force for s in statements)),
    }


def _codes(meanings: Mapping[str, str], counts: Mapping[Any, int]) -> tuple[Code, ...]:
    return tuple(
        Code(code=code, meaning=meaning, count=counts[code]) for code, meaning in meanings.items()
    )


def codebook_json(book: Codebook) -> dict[str, Any]:
    """Return a codebook under the names of ``codebook --json``."""
    return {
        "title": book.title,
        "statements": book.statements,
        "reports": book.reports,
        "issues": [_issue_json(one) for one in book.issues],
        **{
            name: [{"code": c.code, "meaning": c.meaning, "count": c.count} for c in codes]
            for name, codes in book.vocabulary.items()
        },
        "rules": list(book.rules),
        "agreement": _agreement_json(book.agreement),
    }


def _agreement_json(agreement: Agreement | None) -> dict[str, Any] | None:
    if agreement is None:
        return None
    return {
        "reports": agreement.reports,
        "coders": agreement.coders,
        "measures": [_agreed_json(one) for one in agreement.measures],
    }


def _agreed_json(one: Agreed) -> dict[str, Any]:
    return {"what": one.what, "level": one.level, "alpha": one.alpha, "units": one.units}


def _issue_json(one: IssueCodes) -> dict[str, Any]:
    return {
        "id": one.issue.id,
        "label": one.issue.label,
        "question": one.issue.question,
        "scale": one.issue.scale,
        "wording": one.issue.wording,
        "examples": list(one.issue.examples),
        "codings": one.count,
        "between": one.between,
        "without_option": one.without_option,
        "by_people": one.by_people,
        "weak": one.weak,
        "agreement": _agreed_json(one.agreement) if one.agreement else None,
        "options": [
            {
                "id": codes.option.id,
                "at": codes.option.at,
                "words": codes.option.words,
                "examples": list(codes.option.examples),
                "codings": dict(codes.codings),
                "by_people": codes.by_people,
                "example": _example_json(codes.example),
            }
            for codes in one.options
        ],
    }


def _example_json(example: Example | None) -> dict[str, Any] | None:
    if example is None:
        return None
    return {
        "statement": example.statement,
        "report": example.report,
        "who": example.who,
        "said_on": example.said_on,
        "words": example.words,
        "reviewed": example.reviewed,
    }
