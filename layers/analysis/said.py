"""Words that several analyses put together in the same way."""

from __future__ import annotations

from collections.abc import Sequence


def in_a_row(parts: Sequence[str], final: str) -> str:
    """Return a list as a sentence has it; *final* stands before the last part.

    Examples
    --------
    >>> in_a_row(["Tarup", "Weiche", "Mürwik"], "und")
    'Tarup, Weiche und Mürwik'
    >>> in_a_row(["Tarup"], "und"), in_a_row([], "und")
    ('Tarup', '')
    """
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {final} {parts[-1]}"
