"""How a finding is worded: the place, the cell as it was read, the nearest known word."""

from __future__ import annotations

import difflib
from collections.abc import Collection
from typing import NamedTuple

from geodata.errors import Fault

LONGEST_QUOTE = 60


class Place(NamedTuple):
    """Where a finding is; row 0 means the whole file."""

    file: str
    row: int = 0
    field: str = ""


class Message(NamedTuple):
    """What is said about a place. ``{column}`` in *found* stands for a cell of the same row."""

    found: str
    expected: str
    remedy: str


def fault(place: Place, message: Message) -> Fault:
    """Return the grave finding *message* at *place*."""
    return Fault(*place, *message)


def note(place: Place, message: Message) -> Fault:
    """Return the harmless finding *message* at *place*."""
    return Fault(*place, *message, grave=False)


def quoted(text: object) -> str:
    """Return *text* in German quotes, on one line, without control characters, shortened."""
    shown = str(text)
    if len(shown) > LONGEST_QUOTE:
        shown = f"{shown[:LONGEST_QUOTE]}…"
    return f"„{''.join(map(_printable, shown))}“"


def nearest(word: str, known: Collection[str]) -> str:
    """Return `` (gemeint: „…“?)`` with the known word most like *word*, or nothing."""
    close = difflib.get_close_matches(word[:LONGEST_QUOTE], known, n=1, cutoff=0.6)
    return f" (gemeint: {quoted(close[0])}?)" if close else ""


def listed(words: Collection[str], most: int = 12) -> str:
    """Return the first *most* words as an enumeration, with an ellipsis if there are more."""
    shown = list(words)[:most]
    return ", ".join(shown) + (", …" if len(words) > most else "")


def _printable(letter: str) -> str:
    return letter if letter.isprintable() else letter.encode("unicode_escape").decode("ascii")
