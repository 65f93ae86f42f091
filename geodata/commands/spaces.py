"""``python -m geodata spaces``: the social spaces of a level, their borders and how they hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from geodata.model import City, Status
from geodata.statistics.social_spaces import Method, Rule, Spaces, heads, parts, social_spaces
from geodata.statistics.space_inputs import (
    choosable,
    least_residents,
    space_inputs,
    usual_indicators,
)
from geodata.statistics.space_report import borders, comparisons, profiles
from geodata.statistics.space_stability import stability
from geodata.table_command import Chosen, Row, Table, number, numbers, refusal


def spaces_of(chosen: Chosen) -> Spaces:
    """Return the spaces that the command line asks for, and warn of what limits them."""
    level, city = chosen.level(), chosen.city
    able = [one.id for one in choosable(city, level.id)]
    asked = _asked(chosen, able, usual_indicators(city, level.id))
    if not asked:
        raise refusal("--indicators", "Indikatoren", "keiner", able)
    if chosen.options.method not in list(Method):
        raise refusal("--method", "das Verfahren", chosen.options.method, list(Method))
    years = [max(city.series[level.id, one].years) for one in asked]
    year = max(years) if chosen.options.year is None else chosen.options.year
    inputs = space_inputs(city, level.id, asked, year)
    least = chosen.options.least
    least = least_residents(inputs.people) if least is None else least
    rule = Rule(Method(chosen.options.method), chosen.options.number, least)
    found = social_spaces(city, inputs, rule)
    for sentence in warnings(found, year):
        chosen.warn(sentence)
    return found


def _asked(chosen: Chosen, able: list[str], usual: Iterable[str]) -> list[str]:
    asked = [part for part in chosen.options.indicators.split(",") if part]
    for one in asked:
        if one not in able:
            raise refusal("--indicators", "auf dieser Ebene den Indikator", one, able)
    return list(dict.fromkeys(asked or usual))


def warnings(found: Spaces, year: int) -> Iterator[str]:
    """Yield what a reader must know before using the table, in German sentences."""
    inputs, asked = found.inputs, found.rule.number
    names = ", ".join(f"{one.indicator.id} ({one.year})" for one in inputs.chosen)
    yield f"Sozialräume aus {names}; Vorschlag: {found.suggested}, gezeigt: {found.number}"
    if any(one.year != year for one in inputs.chosen):
        yield f"nicht jeder Indikator hat Werte für {year}; genommen ist das nächste Jahr"
    left = int((~inputs.counted).sum())
    if left:
        yield f"{left} von {len(inputs.areas)} Gebieten gehören zu keinem Raum: Werte fehlen"
    if found.numbers and asked and asked != found.number:
        yield (
            f"{asked} Räume sind nicht möglich (von {found.numbers[0]} bis {found.numbers[-1]}; "
            f"die Gebiete bilden {parts(inputs)} getrennte Teile)"
        )
    if inputs.people_year == 0 and found.rule.least:
        yield "Einwohner sind auf dieser Ebene nicht bekannt: keine Mindestgröße möglich"


def area_rows(city: City, found: Spaces) -> Iterator[Row]:
    """Yield one row an area: its space (empty: none), how often it stays there, its status."""
    held = stability(found)
    names = _names(city, found)
    yield ["area", "name", "space", "stays_together", "state"]
    for place, area in enumerate(found.inputs.areas):
        space = int(found.space[place])
        state = Status(found.inputs.state[place])
        stays = number(held.together[place]) if space else ""
        yield [area, names[area], str(space or ""), stays, str(state)]


def space_rows(city: City, found: Spaces) -> Iterator[Row]:
    """Yield one row a space: areas, residents, figures, means and spreads of its indicators."""
    names = _names(city, found)
    ids = [one.indicator.id for one in found.inputs.chosen]
    columns = [f"{kind}{one}" for kind in ("", "z_", "spread_") for one in ids]
    yield ["space", "name", "areas", "residents", "residents_unknown", *columns]
    for one in profiles(found):
        rows = found.members(one.number)
        unknown = sum(found.inputs.people[row] != found.inputs.people[row] for row in rows)
        named = ", ".join(names[found.inputs.areas[row]] for row in heads(found, one.number))
        yield [
            str(one.number), named, str(len(rows)), number(found.people(one.number)), str(unknown),
            *numbers(one.figures), *numbers(one.mean), *numbers(one.spread),
        ]  # fmt: skip


def border_rows(_: City, found: Spaces) -> Iterator[Row]:
    """Yield one row a border between two spaces: contrast in standard deviations of the city."""
    yield ["space", "other", "contrast", *(f"z_{one.indicator.id}" for one in found.inputs.chosen)]
    for border in borders(found):
        yield [str(border.one), str(border.other), number(border.contrast), *numbers(border.apart)]


def number_rows(_: City, found: Spaces) -> Iterator[Row]:
    """Yield one row for each possible number of spaces: the explained share of the variance."""
    yield ["number", "explained", "suggested", "chosen"]
    for one, share in zip(found.numbers, found.explained.tolist(), strict=True):
        flags = (one == found.suggested, one == found.number)
        yield [str(one), number(share), *("1" if flag else "0" for flag in flags)]


def comparison_rows(city: City, found: Spaces) -> Iterator[Row]:
    """Yield one row for each coarser level: its borders beside those of the spaces."""
    held = stability(found)
    yield [
        "level", "number", "areas", "adjusted_rand", "explained", "explained_spaces",
        "same_number_explained", "same_number_adjusted_rand", "stability_adjusted_rand",
    ]  # fmt: skip
    for one in comparisons(city, found):
        figures = (one.rand, one.explained, found.share, one.same, one.same_rand, held.rand)
        yield [one.level, str(one.number), str(one.areas), *numbers(figures)]


def _names(city: City, found: Spaces) -> dict[str, str]:
    return {area.id: area.name for area in city.level(found.inputs.level).areas}


def _of(rows: Callable[[City, Spaces], Iterator[Row]]) -> Table:
    return lambda chosen: rows(chosen.city, spaces_of(chosen))


TABLES: Mapping[str, Table] = {
    "areas": _of(area_rows),
    "spaces": _of(space_rows),
    "borders": _of(border_rows),
    "numbers": _of(number_rows),
    "comparison": _of(comparison_rows),
}
