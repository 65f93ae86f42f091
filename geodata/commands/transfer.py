"""``python -m geodata transfer``: figures of before a reform on the areas of after it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from geodata.errors import Fault
from geodata.model import EMPTY_STATES
from geodata.statistics.crosswalk import Land, Weighting, crosswalk, reforms, shared_land
from geodata.statistics.transfer import Treatment, transferred, treatment
from geodata.statistics.transfer_error import known_on_both, share_errors, transfer_errors
from geodata.table_command import Chosen, Refused, Row, Table, number, numbers, refusal

MEANS = ("no", "yes")


def land_of(chosen: Chosen) -> Land:
    """Return what the levels of ``--from`` and ``--level`` share; the first reform if not asked."""
    pairs = [(old.id, new.id) for old, new in reforms(chosen.city)]
    old, new = getattr(chosen.options, "from"), chosen.options.level
    levels = {one.id for one in chosen.city.levels}
    if old and old not in levels:
        raise refusal("--from", "die Ebene", old, sorted(levels))
    if not old:
        able = [pair for pair in pairs if not new or pair[1] == new]
        if not able:
            raise refusal("--from", "einen früheren Zuschnitt für", new or "diese Stadt", [])
        old, new = able[0]
    new = new or chosen.level().id
    if new not in levels or new == old:
        raise refusal("--level", "als neuen Zuschnitt die Ebene", new, sorted(levels - {old}))
    return shared_land(chosen.city, old, new)


def weighting_of(chosen: Chosen) -> Weighting:
    """Return what ``--weighting`` says."""
    asked = chosen.options.weighting
    if asked not in list(Weighting):
        raise refusal("--weighting", "das Gewicht", asked, list(Weighting))
    return Weighting(asked)


def value_rows(chosen: Chosen) -> Iterator[Row]:
    """Yield one row for each new area and year: the transferred figure and its status."""
    land, indicator = land_of(chosen), chosen.indicator()
    series = chosen.city.series.get((land.old, indicator.id))
    if series is None:
        able = [name for level, name in chosen.city.series if level == land.old]
        raise refusal("--indicator", f"auf „{land.old}“ den Indikator", indicator.id, able)
    if chosen.options.means not in MEANS:
        raise refusal("--means", "die Angabe", chosen.options.means, MEANS)
    means = chosen.options.means == "yes"
    if treatment(indicator, series, means) is Treatment.REFUSED:
        found = f"„{indicator.id}“ ist als fertige Zahl veröffentlicht, ohne Zähler und Nenner"
        wanted = "ein Indikator, der sich zusammenzählen lässt"
        raise Refused(Fault("--indicator", 0, "", found, wanted, "--means yes nimmt ein Mittel"))
    walk = crosswalk(chosen.city, land, weighting_of(chosen))
    moved = transferred(chosen.city, series, walk, means=means)
    assert moved is not None, "what is refused was refused above"
    if means:
        chosen.warn("Mittel veröffentlichter Zahlen sind nur ungefähr die Zahl des neuen Gebiets")
    yield ["area", "year", "value", "numerator", "denominator", "status", "unchanged"]
    for row, year in enumerate(moved.years):
        for place, area in enumerate(chosen.city.level(land.new).area_ids):
            figures = (one[row, place] for one in (moved.value, moved.numerator, moved.denominator))
            same = "1" if walk.exact[place] else "0"
            yield [area, str(year), *numbers(figures), str(moved.status[row, place]), same]
    if np.isin(moved.status, EMPTY_STATES).any():
        chosen.warn("Gebiete ohne Wert nehmen von einem früheren Gebiet, das keinen hat")


def weight_rows(chosen: Chosen) -> Iterator[Row]:
    """Yield one row for each old and new area that share land: the share that goes there."""
    land = land_of(chosen)
    walk = crosswalk(chosen.city, land, weighting_of(chosen))
    old, new = (chosen.city.level(level).area_ids for level in (land.old, land.new))
    yield ["old", "new", "weight", "by"]
    for one, other in np.argwhere(walk.touched).tolist():
        by = Weighting.RESIDENTS if walk.by_residents[one] else Weighting.SURFACE
        yield [old[one], new[other], number(walk.weights[one, other]), str(by)]


def error_rows(chosen: Chosen) -> Iterator[Row]:
    """Yield one row for each count known on both divisions and each weighting: how far off."""
    land = land_of(chosen)
    known = known_on_both(chosen.city, land.old, land.new)
    if not known:
        chosen.warn("kein Jahr ist auf beiden Zuschnitten veröffentlicht: kein Fehler messbar")
    yield ["indicator", "year", "published_as", "published_year", "weighting", "weights_year",
           "areas", "unchanged", "rmse", "mape", "within_5_percent", "largest"]  # fmt: skip
    for one in known:
        for error in transfer_errors(chosen.city, land, one):
            yield [
                one.old, str(one.old_year), one.new, str(one.new_year), str(error.weighting),
                str(error.weights_year or ""), str(error.areas), str(error.unchanged),
                *numbers((error.rmse, error.mape, error.close, error.largest)),
            ]  # fmt: skip


def share_rows(chosen: Chosen) -> Iterator[Row]:
    """Yield one row for each share known on both divisions and each weighting, in points."""
    land = land_of(chosen)
    walks = [crosswalk(chosen.city, land, one) for one in Weighting]
    yield ["indicator", "year", "published_as", "published_year", "weighting", "areas",
           "mean_difference", "rmse", "standard_deviation"]  # fmt: skip
    for error in share_errors(chosen.city, walks):
        known = error.known
        yield [
            known.old, str(known.old_year), known.new, str(known.new_year), str(error.weighting),
            str(error.areas), *numbers((error.mean, error.rmse, error.spread)),
        ]  # fmt: skip


TABLES: Mapping[str, Table] = {
    "values": value_rows,
    "weights": weight_rows,
    "errors": error_rows,
    "shares": share_rows,
}
