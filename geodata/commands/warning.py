"""``python -m geodata warning``: which signs of a declared rule hold in which area."""

from __future__ import annotations

from collections.abc import Iterator

from geodata.early_warning import EarlyWarning
from geodata.statistics.early_warning import (
    Held,
    Notice,
    Signs,
    early_warning,
    warning_years,
)
from geodata.statistics.early_warning_past import Past, Share, past
from geodata.table_command import Chosen, Row, Table, number, numbers, refusal

HELD = {Held.MET: "met", Held.UNMET: "unmet", Held.UNKNOWN: "unknown"}
NOTICE = {Notice.NOTICED: "noticed", Notice.QUIET: "quiet", Notice.UNDECIDED: "undecided"}


def area_rows(chosen: Chosen) -> Iterator[Row]:
    """Yield one row an area: how many conditions hold, how many are unknown, what is said."""
    yield "area", "met", "unmet", "unknown", "notice"
    found = _signs(chosen)
    columns = found.areas, found.met, found.unknown, found.notice
    size = len(found.warning.conditions)
    for area, met, unknown, notice in zip(*columns, strict=True):
        counts = met, size - met - unknown, unknown
        yield area, *map(str, counts), NOTICE[Notice(notice)]


def condition_rows(chosen: Chosen) -> Iterator[Row]:
    """Yield one row for each area and condition."""
    yield from sign_rows(_signs(chosen))


def sign_rows(found: Signs) -> Iterator[Row]:
    """Yield one row for each area and condition of *found*; conditions are counted from 1."""
    yield ("area", "condition", "topic", "indicator", "measured", "compared", "above", "limit",
           "held", "status")  # fmt: skip
    for place, area in enumerate(found.areas):
        for column, one in enumerate(found.warning.conditions):
            figures = found.measured[place, column], found.figures[place, column]
            yield (area, str(column + 1), one.topic, one.indicator, *numbers(figures),
                   str(int(one.above)), number(one.limit),
                   HELD[Held(found.held[place, column])], found.state[place, column])  # fmt: skip


def past_rows(chosen: Chosen) -> Iterator[Row]:
    """Yield how often the rule was right, beside the level alone and „nothing will come“."""
    yield "way", "measure", "part", "whole", "share", "low", "high"
    warning, level = _warning(chosen), _level(chosen)
    found = past(chosen.city, warning, level)
    if found is None:
        chosen.warn(f"{level}: ob „{warning.id}“ recht hatte, lässt sich nicht prüfen; "
                    "es fehlen spätere Jahre")  # fmt: skip
        return
    yield "all", "base", *_share(found.base)
    yield "always_no", "right", *_share(found.always_no)
    for way, hits in (("rule", found.rule), ("level_alone", found.level_alone)):
        for name in ("precision", "recall", "right") if hits else ():
            yield way, name, *_share(getattr(hits, name))
    chosen.warn(_told(found))


TABLES: dict[str, Table] = {"areas": area_rows, "conditions": condition_rows, "past": past_rows}


def _told(found: Past) -> str:
    years = ", ".join(map(str, found.years))
    few = "; zu wenige Fälle für eine Aussage" if found.too_few else ""
    return f"Jahre der Regel: {years}; {found.left_out} Fälle unentschieden oder ohne Werte{few}"


def _share(found: Share) -> tuple[str, ...]:
    return (str(found.part), str(found.whole), *numbers((found.value, found.low, found.high)))


def _signs(chosen: Chosen) -> Signs:
    warning, level = _warning(chosen), _level(chosen)
    years = warning_years(chosen.city, warning, level)
    year = chosen.options.year or (years[-1] if years else 0)
    if year not in years:
        raise refusal("--year", "das Jahr", str(year), map(str, years))
    return early_warning(chosen.city, warning, level, year)


def _warning(chosen: Chosen) -> EarlyWarning:
    known = [one.id for one in chosen.city.warnings]
    asked = chosen.options.rule or (known[0] if known else "")
    if asked not in known:
        raise refusal("--rule", "die Regel", asked, known)
    return chosen.city.warning(asked)


def _level(chosen: Chosen) -> str:
    city = chosen.city
    able = _warning(chosen).meant_for([one.id for one in city.levels], city.city_level)
    if chosen.options.level and chosen.options.level not in able:
        raise refusal("--level", "die Ebene", chosen.options.level, able)
    return chosen.options.level or able[-1]
