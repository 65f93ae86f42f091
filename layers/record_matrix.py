"""A matrix of a record: entries in rows, what they touch in columns."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Matrix:
    """Entries in rows, something that they touch in columns; ``sums`` count each column."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[bool, ...]], ...]
    sums: tuple[int, ...]
    rest: str


def matrix(found: Sequence[tuple[str, Collection[str]]], columns: Sequence[str]) -> Matrix | None:
    """Return the matrix of *found* (title, what it touches); None without rows or columns.

    Examples
    --------
    >>> matrix([("Haus", {"wohnen"}), ("Park", {"wohnen", "gruen"})], ["gruen", "wohnen"]).sums
    (1, 2)
    """
    if not columns or not found:
        return None
    rows = tuple(
        (title, tuple(column in touched for column in columns)) for title, touched in found
    )
    sums = tuple(sum(cells[at] for _, cells in rows) for at in range(len(columns)))
    return Matrix(tuple(columns), rows, sums, "")
