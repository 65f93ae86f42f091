"""The decisions on a funded area, by the council, other bodies and courts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from geodata.renewal import Resolution
from layers.record_words import Link, Proof, Words, date, link, proof


@dataclass(frozen=True)
class Decision:
    """One row of the table of decisions; empty texts are shown as not published."""

    when: str
    number: str
    body: str
    title: str
    kind: str
    binding: str
    paper: Link | None
    proof: Proof


def decisions(resolutions: Iterable[Resolution], words: Words) -> tuple[Decision, ...]:
    """Return the rows of the table in the order of *resolutions*."""
    return tuple(
        Decision(
            when=date(one.date),
            number=one.number,
            body=one.body,
            title=one.title,
            kind=words[f"resolution_{one.kind}"],
            binding=words["is_binding"] if one.self_binding == "yes" else "",
            paper=link(one.paper) if one.paper else None,
            proof=proof(one.sources, one.note),
        )
        for one in resolutions
    )
