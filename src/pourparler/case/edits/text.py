"""Editing YAML text: what is not changed stays as it was written, comments included.

Entries of block lists are taken out and put in as lines; everything else goes through
ruamel.yaml's round trip. (ruamel.yaml hangs a comment on what stands before it: taking out
an entry would take the heading of the next section with it.)
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

Path = tuple[str | int, ...]
Edit = Callable[[Any], None]

_WIDTH: Final = 100_000  # lines are never folded anew
_ITEM: Final = re.compile(r"( *)-( +)")
_FIRST_ITEM: Final = re.compile(r"^\w+:[^\n]*\n(?:[ \t]*(?:#[^\n]*)?\n)*( *)-( +)", re.MULTILINE)


def edit(text: str, change: Edit) -> str:
    r"""Return the text after a change of its value; ``change`` edits mappings and lists in place.

    Examples
    --------
    >>> print(edit("title: Talks  # for now\nlanguage: en\n", lambda d: d.update(language="fr")))
    title: Talks  # for now
    language: fr
    <BLANKLINE>
    """
    yaml = _round_trip(text)
    data = yaml.load(text.replace("\r\n", "\n"))
    change(data)
    out = io.StringIO()
    yaml.dump(data, out)
    return _as_before(out.getvalue(), text)


def remove_entry(text: str, path: Path) -> str:
    r"""Return the text without an entry of a list; comments around it stay.

    Parameters
    ----------
    text : str
    path : tuple
        Keys and numbers that lead to the entry.

    Examples
    --------
    >>> print(remove_entry("a:\n  - x\n  - y\n# next\nb: 1\n", ("a", 1)))
    a:
      - x
    # next
    b: 1
    <BLANKLINE>
    """
    lines = text.splitlines(keepends=True)
    siblings, node = _find(text, path[:-1]), _find(text, path)
    if not _is_block_list(siblings) or len(siblings.value) == 1:
        return edit(text, lambda data: _within(data, path[:-1]).pop(path[-1]))
    first, last = node.start_mark.line, _last_line(node, lines)
    if not _ITEM.match(lines[first]):  # the dash stands on a line of its own above
        return edit(text, lambda data: _within(data, path[:-1]).pop(path[-1]))
    return "".join(lines[:first] + lines[last + 1 :])


def insert_entry(text: str, path: Path, entry: Mapping[str, Any]) -> str:
    r"""Return the text with an entry put last into a list, which is made if need be.

    Parameters
    ----------
    text : str
    path : tuple
        Keys and numbers that lead to the list.
    entry : mapping
        Plain values.

    Examples
    --------
    >>> print(insert_entry("a:\n  - {id: x}\n# next\nb: 1\n", ("a",), {"id": "y"}))
    a:
      - {id: x}
      - id: y
    # next
    b: 1
    <BLANKLINE>
    """
    lines = text.splitlines(keepends=True)
    siblings = _find_or_none(text, path)
    if siblings is None or not _is_block_list(siblings) or not siblings.value:
        return edit(text, lambda data: _append(_within(data, path[:-1]), path[-1], entry))
    last = siblings.value[-1]
    dash = _ITEM.match(lines[last.start_mark.line])
    if dash is None:
        return edit(text, lambda data: _append(_within(data, path[:-1]), path[-1], entry))
    end = _last_line(last, lines)
    if not lines[end].endswith("\n"):
        lines[end] += "\n"
    newline = "\r\n" if lines[end].endswith("\r\n") else "\n"
    block = _render(entry).splitlines()
    head = dash[1] + "-" + dash[2]
    new = [head + block[0], *(" " * len(head) + line for line in block[1:])]
    return "".join(lines[: end + 1] + [line + newline for line in new] + lines[end + 1 :])


def listed(*values: Any) -> CommentedSeq:
    """Return a list that is written on one line."""
    seq = CommentedSeq(values)
    seq.fa.set_flow_style()
    return seq


def put(mapping: Any, key: str, value: Any, *, after: str) -> None:
    """Set a key of a mapping; a new one is put after another, before any comment that follows."""
    if key in mapping:
        mapping[key] = value
        return
    keys = list(mapping)
    mapping.insert(keys.index(after) + 1 if after in keys else len(keys), key, value)


def extend(mapping: Any, key: str, values: list[str], *, after: str) -> None:
    """Add values to a list of a mapping, which is made if need be; none twice."""
    old = mapping.get(key)
    new = [v for v in dict.fromkeys(values) if v not in (old or ())]
    if not new:
        return
    if old is None:
        put(mapping, key, listed(*new), after=after)
    elif old.fa.flow_style():
        old.extend(new)
    else:
        for value in reversed(new):
            old.insert(0, value)


def rename_key(mapping: Any, old: str, new: str) -> None:
    """Give a key another name in its place."""
    place = list(mapping).index(old)
    comment = mapping.ca.items.pop(old, None)
    mapping.insert(place, new, mapping.pop(old))
    if comment is not None:
        mapping.ca.items[new] = comment


def _round_trip(text: str) -> YAML:
    yaml = YAML(typ="rt")
    yaml.preserve_quotes = True
    yaml.width = _WIDTH
    found = _FIRST_ITEM.search(text.replace("\r\n", "\n"))
    offset, space = (len(found[1]), len(found[2])) if found else (2, 1)
    yaml.indent(mapping=2, sequence=offset + 1 + space, offset=offset)
    return yaml


def _as_before(text: str, before: str) -> str:
    """Return the text with the line ends, and the end, that it had before."""
    if not before.endswith("\n"):
        text = text.rstrip("\n")
    return text.replace("\n", "\r\n") if "\r\n" in before else text


def _render(entry: Mapping[str, Any]) -> str:
    """Write an entry as a block; lists of plain words in it go on one line."""
    yaml = YAML(typ="rt")
    yaml.width = _WIDTH
    yaml.indent(mapping=2, sequence=4, offset=2)
    out = io.StringIO()
    yaml.dump(_plain(entry), out)
    return out.getvalue()


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return CommentedMap((key, _plain(one)) for key, one in value.items())
    if isinstance(value, (list, tuple)):
        if all(isinstance(one, str) for one in value):
            return listed(*value)
        return CommentedSeq(_flow(one) for one in value)
    return value


def _flow(value: Any) -> Any:
    """Write a mapping inside a list on one line."""
    made = _plain(value)
    if isinstance(made, CommentedMap):
        made.fa.set_flow_style()
    return made


def _append(mapping: Any, key: str | int, entry: Mapping[str, Any]) -> None:
    if isinstance(key, str) and mapping.get(key) is None:
        mapping[key] = CommentedSeq()
    mapping[key].append(_plain(entry))


def _within(data: Any, path: Path) -> Any:
    for key in path:
        data = data[key]
    return data


def _find(text: str, path: Path) -> Node:
    node = _find_or_none(text, path)
    if node is None:
        raise KeyError(path)
    return node


def _find_or_none(text: str, path: Path) -> Node | None:
    node: Node | None = YAML(typ="rt").compose(io.StringIO(text))
    for key in path:
        if isinstance(node, MappingNode):
            node = next((value for name, value in node.value if name.value == key), None)
        elif isinstance(node, SequenceNode) and isinstance(key, int):
            node = node.value[key]
        else:
            return None
    return node


def _is_block_list(node: Node) -> bool:
    return isinstance(node, SequenceNode) and not node.flow_style


def _last_line(node: Node, lines: list[str]) -> int:
    """Return the number of the last line that belongs to a node, comments below it left out."""
    while isinstance(node, (MappingNode, SequenceNode)) and not node.flow_style and node.value:
        last = node.value[-1]
        key, node = last if isinstance(node, MappingNode) else (last, last)
        if isinstance(node, ScalarNode) and not node.value and node.style is None:
            return int(key.end_mark.line)  # a key without a value
    line = int(node.end_mark.line)
    if node.end_mark.column == 0:
        line -= 1
    while line > node.start_mark.line and _is_beside(lines[line]):
        line -= 1
    return line


def _is_beside(line: str) -> bool:
    """Say whether a line is empty or a comment."""
    return not line.strip() or line.lstrip().startswith("#")
