"""YAML as a tree of entries that know their line; every scalar stays the text that was written.

Plain loading would turn ``id: 01`` into 1 and ``no`` into False, and would lose the lines.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import yaml

DEEPEST = 50
NULL = "tag:yaml.org,2002:null"


@dataclass(frozen=True)
class Entry:
    """One value of a YAML file: text, a list or a mapping of entries, or None if absent."""

    value: str | tuple[Entry, ...] | Mapping[str, Entry] | None
    path: str
    line: int
    repeated: tuple[str, ...] = ()  # keys that stand twice in this mapping

    def child(self, key: str) -> Entry:
        """Return the entry under *key*; an absent one is an entry without a value."""
        path = f"{self.path}.{key}" if self.path else key
        return self.mapping.get(key, Entry(None, path, self.line))

    @property
    def text(self) -> str:
        """The trimmed text, empty if the entry is no text."""
        return self.value.strip() if isinstance(self.value, str) else ""

    @property
    def items(self) -> tuple[Entry, ...]:
        """The entries of the list, none if the entry is no list."""
        return self.value if isinstance(self.value, tuple) else ()

    @property
    def mapping(self) -> Mapping[str, Entry]:
        """The entries of the mapping, none if the entry is no mapping."""
        return self.value if isinstance(self.value, Mapping) else {}


def parse(text: str) -> Entry:
    """Return the entries of the YAML document *text*.

    Raises
    ------
    yaml.YAMLError
        If *text* is no YAML, uses an alias or is nested absurdly deep.
    """
    depth = 0
    for event in yaml.parse(text, yaml.SafeLoader):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if isinstance(event, yaml.AliasEvent):  # could blow a small file up to gigabytes
            raise _refusal("Verweise mit * sind nicht erlaubt", event)
        if depth > DEEPEST:
            raise _refusal("zu tief verschachtelt", event)
    node = yaml.compose(text, yaml.SafeLoader)
    return Entry(None, "", 1) if node is None else _entry(node, "")


def _refusal(problem: str, event: yaml.Event) -> yaml.MarkedYAMLError:
    return yaml.MarkedYAMLError(problem=problem, problem_mark=event.start_mark)


def _entry(node: yaml.Node, path: str) -> Entry:
    line = node.start_mark.line + 1
    if isinstance(node, yaml.ScalarNode):
        return Entry("" if node.tag == NULL else node.value, path, line)
    if isinstance(node, yaml.SequenceNode):
        items = enumerate(node.value, start=1)
        return Entry(tuple(_entry(item, f"{path}[{number}]") for number, item in items), path, line)
    keys = [str(key.value) for key, _ in node.value]
    prefix = f"{path}." if path else ""
    children = {
        name: _entry(value, f"{prefix}{name}")
        for name, (_, value) in zip(keys, node.value, strict=True)
    }
    repeated = tuple(name for name, times in Counter(keys).items() if times > 1)
    return Entry(children, path, line, repeated)
