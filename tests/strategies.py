"""Random figures, views, addresses and events for laws that must hold for all of them."""

from __future__ import annotations

import math
from typing import Any
from urllib.parse import quote_plus

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from geodata.model import City
from geodata.statistics.classify import FEWEST, MOST, Classes, Method
from layers.registry import SWITCHES
from layers.texts import languages
from layers.view import LIMITS, MODES, NOTHING, PARAMETERS, View, classes_text
from layers.view_fields import (
    CHANGE,
    COMPARISONS,
    EVERY_YEAR,
    FUNDED_BY,
    PROJECT_STATES,
    TWO_MAPS,
    UNDERLAYS,
    talks,
)

PLAIN_DECIMALS = st.integers(min_value=-99_999_999, max_value=99_999_999).map(lambda x: x / 1e4)
COMPUTED = tuple(method for method in Method if method is not Method.OWN)
DECIMALS = st.integers(min_value=0, max_value=3)
FIGURES = st.floats(min_value=-1e6, max_value=1e6, allow_nan=False)
GAPS = st.just(math.nan)


def sampled(strategy: st.SearchStrategy[Any], count: int) -> list[Any]:
    """Return *count* values of *strategy*, the same in every run, to be judged in one go."""
    found: list[Any] = []

    @settings(
        max_examples=count,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def collect(value: Any) -> None:
        found.append(value)

    collect()
    return found


def series(least: int = 0) -> st.SearchStrategy[list[float]]:
    """Figures as they come: gaps, ties, negative ones, few or many different ones."""
    coarse = st.integers(min_value=-9, max_value=9).map(float)
    tenths = st.integers(min_value=0, max_value=1000).map(lambda number: number / 10)
    kinds = [st.lists(st.one_of(kind, kind, GAPS), min_size=least, max_size=60)
             for kind in (coarse, tenths, FIGURES)]  # fmt: skip
    return st.one_of(kinds)


def computed_classes() -> st.SearchStrategy[Classes]:
    """Every way to find class limits from the figures."""
    return st.builds(Classes, st.sampled_from(COMPUTED), st.integers(FEWEST, MOST))


def own_classes() -> st.SearchStrategy[Classes]:
    """Limits of the user's own, as an address can say them."""
    some = st.lists(PLAIN_DECIMALS, min_size=FEWEST - 1, max_size=MOST - 1, unique=True)
    return some.map(lambda own: Classes(Method.OWN, len(own) + 1, tuple(sorted(own))))


def classes() -> st.SearchStrategy[Classes]:
    """Every choice of classes that an address can say."""
    return st.one_of(computed_classes(), own_classes())


def _subset(entries: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    chosen = st.sets(st.sampled_from(entries)) if entries else st.just(set())
    return chosen.map(lambda kept: tuple(entry for entry in entries if entry in kept))


def _list(entries: tuple[str, ...]) -> st.SearchStrategy[str]:
    return _subset(entries).map(lambda kept: ",".join(kept) or NOTHING)


@st.composite
def _compared(draw: st.DrawFn, city: City, level: str, indicator: str) -> dict[str, Any]:
    """What a view is compared with, as reading an address gives it."""
    years = city.series[level, indicator].years
    plain = len(years) > 1 and not city.indicator(indicator).classes
    kinds = [one for one in COMPARISONS if one != CHANGE or plain]
    found: dict[str, Any] = {"compare": draw(st.sampled_from(kinds))}
    if found["compare"] in TWO_MAPS:
        found["other_city"] = draw(st.sampled_from(["", *(one.id for one in city.others)]))
        there = next((one for one in city.others if one.id == found["other_city"]), city)
        other = draw(st.sampled_from(["", *sorted({one for _, one in there.series})]))
        found["other_indicator"] = other
        shown = other or (indicator if other or _has(there, indicator) else there.start.indicator)
        having = [one.id for one in there.levels if (one.id, shown) in there.series]
        found["other_level"] = draw(st.sampled_from(["", *having]))
        usual = level if level in having else having[-1]
        if there.start.level in having and level not in having:
            usual = there.start.level
        there_years = there.series[found["other_level"] or usual, shown].years
        found["other_year"] = draw(st.sampled_from([None, *there_years]))
    if found["compare"] == CHANGE:
        found["other_year"] = draw(st.sampled_from([None, *years]))
    return found


def _measured(city: City, names: list[str]) -> list[str]:
    return [one for one in names if not city.indicator(one).classes]


def _has(city: City, indicator: str) -> bool:
    return any(one == indicator for _, one in city.series)


@st.composite
def views(draw: st.DrawFn, city: City) -> View:
    """Every view that *city* can show, as reading an address gives it."""
    level = draw(st.sampled_from([*(one.id for one in reversed(city.levels)), city.start.level]))
    having = [one for of, one in sorted(city.series) if of == level]
    indicator = draw(st.sampled_from(having))
    choices = {"nothing": [""], "area": city.level(level).area_ids,
               "funded": [one.id for one in city.funded_areas] or [""]}  # fmt: skip
    kind = draw(st.sampled_from(sorted(choices)))
    chosen_id = draw(st.sampled_from(choices[kind]))
    chosen = draw(classes())
    years = st.integers(min_value=1800, max_value=2100)
    compared = draw(_compared(city, level, indicator))
    limit = st.none() if compared["compare"] == CHANGE else st.one_of(st.none(), PLAIN_DECIMALS)
    fixed = chosen.method is Method.OWN or compared["compare"] == EVERY_YEAR
    span = draw(st.one_of(st.just(()), st.tuples(years, years).filter(lambda x: x[0] < x[1])))
    return View(
        city=city.id,
        indicator=indicator,
        year=draw(st.sampled_from(city.series[level, indicator].years)),
        level=level,
        classes=chosen,
        limits=LIMITS[0] if fixed else draw(st.sampled_from(LIMITS)),
        layers=draw(_subset(SWITCHES)),
        programmes=draw(_subset(tuple(programme.id for programme in city.programmes))),
        symbols=draw(st.sampled_from(["", *_measured(city, having)])),
        area=chosen_id if kind == "area" else "",
        funded_area=chosen_id if kind == "funded" else "",
        need=draw(limit),
        funded_by=draw(st.sampled_from(FUNDED_BY)),
        fields=draw(_subset(tuple(one.id for one in city.fields_of_action))),
        project_states=draw(_subset(PROJECT_STATES)),
        underlay=draw(st.sampled_from(UNDERLAYS)),
        span=span,
        **compared,
        mode=draw(st.sampled_from(MODES)),
        language=draw(st.sampled_from(languages())),
        talk=draw(st.sampled_from(talks(city))),
    )


def right_texts(city: City) -> dict[str, st.SearchStrategy[str]]:
    """Right values for every field of a view, as an address says them."""
    levels = [level.id for level in city.levels]
    areas = [area.id for level in city.levels for area in level.areas]
    indicators = [indicator.id for indicator in city.indicators]
    return {
        "city": st.just(city.id),
        "indicator": st.sampled_from(indicators),
        "year": st.integers(min_value=2005, max_value=2027).map(str),
        "level": st.sampled_from(levels),
        "classes": classes().map(classes_text),
        "limits": st.sampled_from(LIMITS),
        "layers": _list(SWITCHES),
        "programmes": _list(tuple(one.id for one in city.programmes)),
        "symbols": st.sampled_from(["", *indicators]),
        "area": st.sampled_from(["", *areas]),
        "funded_area": st.sampled_from(["", *(area.id for area in city.funded_areas)]),
        "need": st.one_of(st.just(""), PLAIN_DECIMALS.map(lambda limit: f"{limit:.12g}")),
        "funded_by": st.sampled_from(FUNDED_BY),
        "fields": _list(tuple(one.id for one in city.fields_of_action)),
        "project_states": _list(PROJECT_STATES),
        "underlay": st.sampled_from(UNDERLAYS),
        "span": st.sampled_from(["", "1970-2030", "1999-2000", "1800-2100"]),
        "compare": st.sampled_from(COMPARISONS),
        "other_city": st.sampled_from(["", *(one.id for one in city.others)]),
        "other_indicator": st.sampled_from(["", *indicators]),
        "other_level": st.sampled_from(["", *levels]),
        "other_year": st.one_of(st.just(""), st.integers(2005, 2027).map(str)),
        "mode": st.sampled_from(MODES),
        "language": st.sampled_from(languages()),
        "talk": st.sampled_from(talks(city)),
    }


NEAR_MISSES = st.sampled_from([
    "", "0", "-1", "00", "2022 ", "²", "２０２２", "20222", "1e3", "2022.0", "null", "NaN", "ohne",
    "natuerlich", "natuerlich-", "natuerlich-2", "natuerlich-8", "natuerlich-05", "Natuerlich-5",
    "eigene", "eigene-", "eigene-1", "eigene-2,1", "eigene-1,1", "eigene-1,2,3,4,5,6,7",
    "eigene-1,NaN", "eigene-1,2e5", "eigene--0,1", "eigene-0.00001,1", "quantile-3",
    "1970-1960", "1970", "1-2-3", "1799-2000", "-1970-2000", "indikator,", ",",
    "indikator,indikator", "ohne,namen", "FEST",
    "ausschuss", "ausschuss-0", "ausschuss-01", "ausschuss-99-frei", "ausschuss-1-Frei", "-frei",
    "constructor", "__proto__", "toString", "<script>", "'\"&<>", "ä", "🙂", "%", "+", "01", "1",
])  # fmt: skip


@st.composite
def queries(draw: st.DrawFn, city: City) -> str:
    """Addresses: right, nearly right and wild values, in any order, with repeats."""
    right = right_texts(city)
    parts = []
    for field in draw(st.lists(st.sampled_from(sorted(PARAMETERS)), max_size=8)):
        value = draw(st.one_of(right[field], right[field], NEAR_MISSES, st.text(max_size=8)))
        parts.append(f"{PARAMETERS[field]}={quote_plus(value)}")
    mark = draw(st.sampled_from(["", "?"]))
    return mark + "&".join(parts)


@st.composite
def events(draw: st.DrawFn, city: City) -> dict[str, str]:
    """What a click may say: one to three fields, a switch, or the way back to the start."""
    right = right_texts(city)
    toggles = {
        "toggle_layer": st.sampled_from(SWITCHES),
        "toggle_programme": st.sampled_from([one.id for one in city.programmes] or ["keines"]),
        "toggle_field": st.sampled_from([one.id for one in city.fields_of_action] or ["keines"]),
        "toggle_project_state": st.sampled_from(PROJECT_STATES),
        "reset": st.just(""),
        "query": queries(city),
    }
    choices = right | toggles
    names = draw(st.lists(st.sampled_from(sorted(choices)), min_size=1, max_size=3, unique=True))
    return {name: draw(choices[name]) for name in names}
