"""Numbers of sources: a figure carries ``[3]``, the list at the end says what that is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from geodata.model import Source
from layers.info_markdown import is_web_address
from layers.record_words import Proof, Words
from layers.report.model import Reference


class References:
    """Gathers sources in the order of first mention while a report is written."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._found: dict[str, Reference] = {}

    def of_source(self, source: Source) -> str:
        """Return the mark of a source of figures: ``[1]``."""
        return _marks([self._number(f"source {source.id}", _told(source, self._words), source.url)])

    def of_proof(self, proof: Proof) -> str:
        """Return the marks of the sources of a row; empty text where there are none."""
        return self.of_links((link.href or link.label) for link in proof.links)

    def of_links(self, links: Iterable[str]) -> str:
        """Return the marks of addresses or texts: ``[2, 5]``; empty text for none."""
        return _marks(
            [self._number(one, one, one if is_web_address(one) else "") for one in links if one]
        )

    @property
    def entries(self) -> tuple[Reference, ...]:
        """Everything that was referred to, by number."""
        return tuple(self._found.values())

    def _number(self, key: str, text: str, href: str) -> int:
        known = self._found.get(key)
        if known is None:
            known = self._found[key] = Reference(len(self._found) + 1, text, href)
        return known.number


def _marks(numbers: list[int]) -> str:
    ordered = sorted(set(numbers))
    return f"[{', '.join(_runs(ordered))}]" if ordered else ""


def _runs(ordered: list[int]) -> Iterator[str]:
    """Yield single numbers, and three or more that follow each other as ``3–7``."""
    for _, group in groupby(enumerate(ordered), key=lambda pair: pair[1] - pair[0]):
        run = [number for _, number in group]
        if len(run) > 2:
            yield f"{run[0]}–{run[-1]}"
        else:
            yield from map(str, run)


def _told(source: Source, words: Words) -> str:
    """Return what licences ask for: who, what, when, licence with address, what was changed."""
    year = f" ({source.year})" if source.year else ""
    licence = words["licence"].format(licence=source.licence)
    said = [
        f"{source.publisher}: {source.title}{year}.",
        f"{licence}, {source.licence_url}." if source.licence_url else f"{licence}.",
        f"{source.url}." if source.url else "",
        words["edited"].format(changes=source.changes) if source.changes else "",
    ]
    return " ".join(part for part in said if part)
