"""Questions to analyses as the page asks them, and what an answer says in words."""

from __future__ import annotations

from collections.abc import Iterator

from geodata.model import City
from layers.analysis.addresses import own_parameters
from layers.analysis.model import Answer, Question
from layers.analysis.registry import analysis
from layers.report.model import Bullets, Facts, Heading, Plot, Ranges, Table, Text
from layers.view import from_query


def question(city: City, name: str, view: str = "", **own: str) -> Question:
    """Return what *own* parameters ask of a city, behind the query of a *view*."""
    found = analysis(name)
    assert found is not None
    return Question(city, from_query(view, city)[0], own_parameters(found, own))


def answer(city: City, name: str, view: str = "", **own: str) -> Answer:
    found = analysis(name)
    assert found is not None
    return found.answer(question(city, name, view, **own))


def words_of(found: Answer) -> str:
    """Return every word of an answer."""
    return "\n".join((found.title, *found.lead, *_words(found)))


def _words(found: Answer) -> Iterator[str]:
    for section in found.sections:
        yield section.title
        for block in section.blocks:
            match block:
                case Text() | Heading():
                    yield block.text
                case Bullets():
                    yield from block.items
                case Facts():
                    yield from (text for name, texts in block.rows for text in (name, *texts))
                case Table():
                    yield block.caption
                    yield from (cell for row in block.rows for cell in row.cells)
                case Plot() | Ranges():
                    yield block.alt


def blocks(found: Answer, kind: type) -> list:  # type: ignore[type-arg]
    return [one for section in found.sections for one in section.blocks if isinstance(one, kind)]
