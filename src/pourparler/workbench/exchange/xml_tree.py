"""XML that strangers wrote, as a plain tree: no document types, no entities, bounded in size."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

from pourparler.errors import ExchangeError

MOST_CHARACTERS: Final = 16_000_000
MOST_DEPTH: Final = 32


@dataclass(slots=True)
class Node:
    """One element: its name, attributes and children. Text between elements is left out."""

    tag: str
    attributes: dict[str, str]
    children: list[Node] = field(default_factory=list)

    def all(self, tag: str) -> Iterator[Node]:
        """Yield the children of a name, in order."""
        return (child for child in self.children if child.tag == tag)

    def first(self, tag: str) -> Node | None:
        """Return the first child of a name, or None."""
        return next(self.all(tag), None)


def read_xml(text: str, *, name: str) -> Node:
    """Read XML into a tree.

    Parameters
    ----------
    text : str
    name : str
        What errors call the file.

    Raises
    ------
    ExchangeError
        It is no XML, is too large or too deep, or declares a document type: entities could
        grow without bound or reach for other files, and none of these formats needs them.

    Examples
    --------
    >>> read_xml('<a><b n="1"/></a>', name="a.xml").children
    [Node(tag='b', attributes={'n': '1'}, children=[])]
    """
    if len(text) > MOST_CHARACTERS:
        raise ExchangeError(f"{name} has {len(text):,} characters; at most {MOST_CHARACTERS:,}")
    top, stack = Node("", {}), []
    stack.append(top)
    parser = expat.ParserCreate()

    def open_node(tag: str, attributes: dict[str, str]) -> None:
        if len(stack) > MOST_DEPTH:
            raise ExchangeError(f"{name}: elements lie more than {MOST_DEPTH} deep")
        node = Node(tag, attributes)
        stack[-1].children.append(node)
        stack.append(node)

    def close_node(_: str) -> None:
        stack.pop()

    def refuse(*_: object) -> None:
        raise ExchangeError(
            f"{name}: declares a document type, which may hide entities without end",
            hint="Remove the <!DOCTYPE ...> part; domains and profiles need none.",
        )

    parser.StartElementHandler = open_node
    parser.EndElementHandler = close_node
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    try:
        # Text is decoded already: what the file says of its own encoding no longer holds.
        parser.Parse(text.lstrip("\ufeff").encode("utf-8"), True)
    except expat.ExpatError as error:
        raise ExchangeError(
            f"{name} line {error.lineno}: {expat.ErrorString(error.code)}",
            hint="It has to be XML; a bare & in a name is written &amp;.",
        ) from error
    return top.children[0]
