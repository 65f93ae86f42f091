"""Ids that name an id above them, row by row: parents, predecessors, sums."""

from __future__ import annotations

from collections.abc import Mapping


def chain(start: str, above: Mapping[str, str]) -> tuple[str, ...]:
    """Return the ids above *start*, nearest first, each once; in a cycle *start* is the last.

    >>> chain("c", {"c": "b", "b": "a"}), chain("a", {"a": "b", "b": "a"})
    (('b', 'a'), ('b', 'a'))
    """
    found: dict[str, None] = {}
    upper = above.get(start, "")
    while upper and upper not in found:
        found[upper] = None
        upper = above.get(upper, "")
    return tuple(found)


def in_cycle(start: str, above: Mapping[str, str]) -> bool:
    """Return whether *start* stands above itself."""
    return start in chain(start, above)
