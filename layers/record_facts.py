"""The fact sheet of a funded area: programmes, law, dates, size, kind, place in the city."""

from __future__ import annotations

import json
import math
from collections.abc import Collection
from dataclasses import dataclass

from geodata.model import City
from geodata.renewal import FundedArea, Programme
from geodata.statistics.overlap import overlap
from layers.numbers import german
from layers.record_words import Fact, Proof, Words, date, dated, proof, several, span

LEAST = 0.01  # of an outline: less may be the pen's width


@dataclass(frozen=True)
class District:
    """A statistical area that the funded area lies in; ``event`` is JSON that chooses it."""

    name: str
    event: str
    share: str


@dataclass(frozen=True)
class FactSheet:
    """Everything that hardly changes while a funded area runs."""

    facts: tuple[Fact, ...]
    programmes: tuple[Fact, ...]
    problems: tuple[str, ...]
    potentials: tuple[str, ...]
    districts: tuple[District, ...]
    outline: str
    outline_proof: Proof
    note: str


def fact_sheet(city: City, area: FundedArea, words: Words) -> FactSheet:
    """Return the fact sheet of *area*."""
    programmes = {programme.id: programme for programme in city.programmes}
    return FactSheet(
        facts=_facts(area, words),
        programmes=tuple(_programme(programmes[one], words) for one in area.programmes),
        problems=area.problems,
        potentials=area.potentials,
        districts=_districts(city, area, words),
        outline=words[f"outline_{area.outline_quality or 'none'}"],
        outline_proof=proof(area.outline_sources, area.outline_note),
        note=area.note,
    )


def _facts(area: FundedArea, words: Words) -> tuple[Fact, ...]:
    hectares = _number(area.hectares)
    texts = {
        "legal_basis": area.legal_basis,
        "start": date(area.start),
        "planned_end": date(area.planned_end),
        "actual_end": date(area.actual_end),
        "statute": statute(area, words),
        "statute_dates": area.statute_dates,
        "hectares": dated(
            hectares and words["hectares_value"].format(value=hectares), area.hectares_date, words
        ),
        "residents": dated(_number(area.residents), area.residents_date, words),
        "dwellings": dated(_number(area.dwellings), area.dwellings_date, words),
        "area_type": area.area_type,
        "role_in_city": area.role_in_city,
        "boundary": area.boundary,
        "confidence": area.confidence,
        "source_date": area.source_date,
    }
    return tuple(Fact(words[f"fact_{key}"], text) for key, text in texts.items())


def statute(area: FundedArea, words: Words) -> str:
    """Return what became of the statute, with the day where it is known."""
    return dated(words[f"statute_{area.statute_state}"], date(area.statute_state_date), words)


def _number(value: float | None) -> str:
    return "" if value is None else german(value, 0 if value == int(value) else 1)


def _programme(programme: Programme, words: Words) -> Fact:
    term = span(programme.start, programme.end, words)
    return Fact(programme.name, several([programme.legal_basis, term]))


def _districts(city: City, area: FundedArea, words: Words) -> tuple[District, ...]:
    """Return the areas that the sources name, then others that the outline covers."""
    places = {one.id: (one.name, level.id) for level in city.levels for one in level.areas}
    named = [id_ for id_ in area.areas if id_ in places]
    shares = _shares(city, area, {places[id_][1] for id_ in named})
    covered = [id_ for id_, share in shares.items() if share >= LEAST and id_ not in named]
    return tuple(
        District(
            places[id_][0],
            json.dumps({"area": id_, "level": places[id_][1]}, sort_keys=True),
            _share(shares.get(id_), id_ in named, words),
        )
        for id_ in [*named, *covered]
    )


def _shares(city: City, area: FundedArea, levels: Collection[str]) -> dict[str, float]:
    """Return the share of the outline in each area of *levels*; empty without an outline."""
    if area.outline is None:
        return {}
    found = (overlap(city, level.id, [area.outline]) for level in city.levels if level.id in levels)
    return {
        id_: float(share)
        for measured in found
        for id_, share in zip(measured.area_ids, measured.share_of_outline[0], strict=True)
    }


def _share(share: float | None, named: bool, words: Words) -> str:
    if share is None or math.isnan(share):
        return ""
    said = (
        words["share"].format(percent=german(100 * share, 0))
        if share >= LEAST
        else words["share_small"]
    )
    return said if named else words["share_unnamed"].format(share=said)
