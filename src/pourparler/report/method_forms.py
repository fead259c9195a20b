"""The paragraph on methods and data as plain text, Markdown or LaTeX."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from pourparler.report.markdown import escape_markdown
from pourparler.report.method_facts import MethodFacts
from pourparler.report.method_words import method_words
from pourparler.report.plain import plain_text
from pourparler.report.tables.paper import escape_latex

HEADING: Final = "Methods and data"


def render_method(facts: MethodFacts, form: str) -> str:
    """Return the paragraphs in one of ``METHOD_FORMS``, ending in a line break."""
    return METHOD_FORMS[form](method_words(facts))


def _text(paragraphs: Sequence[str]) -> str:
    return "\n\n".join(map(plain_text, paragraphs)) + "\n"


def _markdown(paragraphs: Sequence[str]) -> str:
    return "\n\n".join((f"## {HEADING}", *map(escape_markdown, paragraphs))) + "\n"


def _latex(paragraphs: Sequence[str]) -> str:
    needs = r"% \usepackage[T1]{fontenc} \usepackage{textcomp}"
    heading = rf"\section*{{{HEADING}}}"
    return f"{needs}\n{heading}\n\n" + "\n\n".join(map(escape_latex, paragraphs)) + "\n"


METHOD_FORMS: Final[dict[str, Callable[[Sequence[str]], str]]] = {
    "text": _text,
    "md": _markdown,
    "latex": _latex,
}
