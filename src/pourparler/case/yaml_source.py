"""YAML 1.2 read without executing, guessing or losing the line numbers.

The text is composed into nodes and the nodes are converted here, so that only plain
scalars, lists and mappings can ever come out, and an alias that expands without end
is stopped by a budget.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from pourparler.case.yaml_mistakes import explain_mistake
from pourparler.errors import CaseError

Path = tuple[str | int, ...]

MAX_BYTES: Final = 5_000_000
_MAX_NODES: Final = 200_000
_MAX_DEPTH: Final = 40
_WORDS: Final = {"timestamp": "date (YYYY-MM-DD)", "int": "number", "float": "number"}
_TAG: Final = "tag:yaml.org,2002:"


@dataclass(frozen=True, slots=True)
class YamlSource:
    """The plain value of a YAML text and the line (from 1) on which each part begins."""

    data: Any
    lines: dict[Path, int]

    def line(self, path: Path) -> int:
        """Return the line of ``path``, or of the nearest part above it that is there."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def read_yaml(text: str, *, name: str) -> YamlSource:
    """Read one YAML document as plain values.

    Parameters
    ----------
    text : str
        The document.
    name : str
        Name of the file, for messages.

    Raises
    ------
    CaseError
        The text is not YAML, is too large or too deep, uses a tag, repeats a key, or
        expands its aliases into more than 200,000 nodes.
    """
    if len(text) > MAX_BYTES:
        raise CaseError(f"{name} has {len(text):,} characters; at most {MAX_BYTES:,} are read")
    try:
        root = YAML(typ="rt").compose(io.StringIO(text))
    except MarkedYAMLError as error:
        raise explain_mistake(error, name=name) from error
    except YAMLError as error:
        raise CaseError(f"{name}: {str(error).splitlines()[0]}") from error
    except RecursionError as error:
        raise CaseError(f"{name} is nested too deeply; at most {_MAX_DEPTH} levels") from error
    converter = _Converter(name)
    data = converter.convert(root, ()) if root is not None else None
    return YamlSource(data, converter.lines)


class _Converter:
    """Turns nodes into plain values and remembers where each one began."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.lines: dict[Path, int] = {}
        self._left = _MAX_NODES

    def convert(self, node: Node, path: Path) -> Any:
        line = node.start_mark.line + 1
        self.lines.setdefault(path, line)
        self._left -= 1
        if self._left < 0:
            raise CaseError(f"{self.name} line {line}: aliases expand to over {_MAX_NODES:,} nodes")
        if len(path) > _MAX_DEPTH:
            raise CaseError(f"{self.name} line {line}: nested more than {_MAX_DEPTH} levels deep")
        if isinstance(node, MappingNode) and _kind(node) == "map":
            return self._mapping(node, path)
        if isinstance(node, SequenceNode) and _kind(node) == "seq":
            return [self.convert(item, (*path, i)) for i, item in enumerate(node.value)]
        if isinstance(node, ScalarNode):
            return self._scalar(node, line)
        raise self._tag_error(node, line)

    def _mapping(self, node: MappingNode, path: Path) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, ScalarNode):
                raise CaseError(f"{self.name} line {line}: a key must be a plain word")
            key = str(key_node.value)
            if key in values:
                raise CaseError(f"{self.name} line {line}: '{key}' stands here twice")
            self.lines[(*path, key)] = line
            values[key] = self.convert(value_node, (*path, key))
        return values

    def _scalar(self, node: ScalarNode, line: int) -> object:
        kind, text = _kind(node), str(node.value)
        if node.style == ">":
            text = text.replace("\a", "")  # the parser's marks of where lines were folded
        try:
            if kind == "int":
                return int(
                    text.replace("_", ""), 8 if text.startswith("0o") else 0 if "x" in text else 10
                )
            if kind == "float":
                return float(text.replace("_", "").replace(".inf", "inf").replace(".nan", "nan"))
            if kind == "timestamp":
                return date.fromisoformat(text) if len(text) == 10 else text
        except ValueError as error:
            raise CaseError(
                f"{self.name} line {line}: '{text}' is not a valid {_WORDS.get(kind, kind)}"
            ) from error
        plain: dict[str, object] = {"str": text, "bool": text.lower() == "true", "null": None}
        if kind not in plain:
            raise self._tag_error(node, line)
        return plain[kind]

    def _tag_error(self, node: Node, line: int) -> CaseError:
        return CaseError(
            f"{self.name} line {line}: tag '{str(node.tag).replace(_TAG, '!!')}' is not allowed",
            hint="Write plain text, numbers, dates, lists and mappings only.",
        )


def _kind(node: Node) -> str:
    tag = str(node.tag)
    return tag.removeprefix(_TAG) if tag.startswith(_TAG) else tag
