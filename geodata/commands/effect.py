"""``python -m geodata effect``: what funding may have changed, as tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from geodata.model import Kind
from geodata.statistics.before_after import before_after
from geodata.statistics.effect import MEASURED, Effect, Rule, effect
from geodata.statistics.placebo import Inference
from geodata.statistics.treated import Treatment, treatment
from geodata.table_command import Chosen, Row, Table, number, numbers, refusal

CONTROLS = ("alle", "vergleichbare")
RULES = {
    "funded": "Gebiete, die als gefördert zählen",
    "controls": "nie geförderte Gebiete",
    "before": "Jahre vor der Förderung",
    "after": "Jahre ab der Förderung",
    "one_start": "verschiedene Anfänge (nur einer möglich)",
    "unit": "gemeinsamer Wert der geförderten Gebiete",
}


def effect_rows(chosen: Chosen) -> Iterator[Row]:
    """Yield one row an estimate: effect and trend before, with interval, p and power."""
    found, _ = _found(chosen)
    yield from estimate_rows(found)


def estimate_rows(found: Effect) -> Iterator[Row]:
    """Yield one row an estimate; only a head where nothing could be computed."""
    yield ("method", "what", "estimate", "low", "high", "p", "detectable", "placebos",
           "rank_p", "fit")  # fmt: skip
    if found.differences is not None:
        yield "differences", "effect", *_inference(found.differences.effect), "", ""
        yield "differences", "trend_before", *_inference(found.differences.trend), "", ""
    if found.synthetic is not None:
        told = numbers((found.synthetic.rank_p, found.synthetic.own.fit))
        yield "synthetic", "effect", *_inference(found.synthetic.effect), *told


def rule_rows(chosen: Chosen) -> Iterator[Row]:
    """Yield one row for each method and rule: what it needs, what there is."""
    yield "method", "rule", "least", "found", "met"
    found, _ = _found(chosen)
    for method, rules in (
        ("differences", found.for_differences),
        ("synthetic", found.for_synthetic),
    ):
        for one in rules:
            yield method, one.need, str(one.least), str(one.found), str(int(one.met))


def area_rows(chosen: Chosen) -> Iterator[Row]:
    """Yield one row an area: funded, never funded, or covered in part, and its weight."""
    yield from role_rows(*_found(chosen))


def role_rows(found: Effect, treated: Treatment) -> Iterator[Row]:
    """Yield one row an area: what it counts as and its weight in the mixture."""
    yield "area", "role", "share", "start", "elsewhere", "in_comparison", "weight"
    weights = dict(zip(found.donors, found.synthetic.own.weights, strict=True)) if (
        found.synthetic is not None
    ) else {}  # fmt: skip
    for place, area in enumerate(treated.areas):
        role = "funded" if treated.funded[place] else "never"
        if treated.partly[place]:
            role = "partly"
        start = treated.start[place]
        yield (area, role, number(treated.share[place]), "" if np.isnan(start) else f"{start:.0f}",
               str(int(treated.elsewhere[place])), str(int(area in found.panel.ids)),
               number(weights.get(area, np.nan)))  # fmt: skip


def gap_rows(chosen: Chosen) -> Iterator[Row]:
    """Yield the gap curve of each funded area, and the gap to the mixture where there is one."""
    yield "funded_area", "year", "period", "areas", "rest", "gap"
    found, _ = _found(chosen)
    city, indicator, level = chosen.city, chosen.indicator(), chosen.level().id
    for id_ in _asked(chosen):
        for one in before_after(city, city.funded_area(id_), indicator, level).points:
            yield (id_, str(one.year), one.period,
                   *numbers((one.districts, one.rest, one.gap_to_rest)))  # fmt: skip
    if found.synthetic is not None:
        rows = zip(found.panel.years, found.panel.unit, found.synthetic.own.path, strict=True)
        for year, own, path in rows:
            period = "before" if year < np.nanmin(found.panel.starts) else "during"
            yield "synthetic", str(year), period, *numbers((own, path, own - path))


TABLES: dict[str, Table] = {
    "effect": effect_rows,
    "rules": rule_rows,
    "areas": area_rows,
    "gaps": gap_rows,
}


def _inference(found: Inference) -> Iterator[str]:
    figures = found.estimate, found.low, found.high, found.p, found.detectable
    yield from numbers(figures)
    yield str(found.placebos)


def _found(chosen: Chosen) -> tuple[Effect, Treatment]:
    series, indicator = chosen.series(), chosen.indicator()
    if indicator.kind not in MEASURED:
        able = [one.id for one in chosen.city.indicators if one.kind in (Kind.SHARE, Kind.RATE)]
        raise refusal("--indicator", "eine Wirkung auf die Anzahl", indicator.id, able)
    if not 0 < chosen.options.covered <= 100:
        raise refusal("--covered", "den Anteil", f"{chosen.options.covered:g}", ["1 bis 100"])
    least, last = chosen.options.covered / 100, series.years[-1]
    treated = treatment(chosen.city, series.level, _asked(chosen), least, last)
    if chosen.options.controls not in CONTROLS:
        raise refusal("--controls", "den Vergleich", chosen.options.controls, CONTROLS)
    alike = chosen.options.controls == CONTROLS[1]
    found = effect(chosen.city, indicator, treated, alike)
    if found.differences is None:
        chosen.warn(f"kein Vergleich der Veränderungen: {_missing(found.for_differences)}")
    if found.synthetic is None:
        chosen.warn(f"keine Mischung nie geförderter Gebiete: {_missing(found.for_synthetic)}")
    return found, treated


def _asked(chosen: Chosen) -> list[str]:
    known = [one.id for one in chosen.city.funded_areas]
    asked = chosen.options.funded_area
    if asked and asked not in known:
        raise refusal("--funded-area", "das Fördergebiet", asked, known)
    return [asked] if asked else known


def _missing(rules: Iterable[Rule]) -> str:
    return "; ".join(
        f"{RULES[one.need]}: {one.found}, gebraucht {one.least}" for one in rules if not one.met
    )
