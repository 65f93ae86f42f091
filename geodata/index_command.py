"""``python -m geodata index``: a declared social index as a table, one row an area.

Numbers have a decimal point and six decimals; empty cells have their reason in ``status_state``
and ``dynamics_state``.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator

from geodata.command_output import (
    file_faults,
    refuse,
    saved,
    with_city,
    write_whole,
)
from geodata.errors import Fault
from geodata.indices import Change, Part
from geodata.model import City, Status
from geodata.package import read_city
from geodata.statistics.index_inputs import index_years
from geodata.statistics.index_sensitivity import parts, sensitivity
from geodata.statistics.social_index import IndexResult, PartResult, social_index
from geodata.table_command import number, to_csv

Row = list[str]
FORMATS = ("csv",)


def run_index(chosen: argparse.Namespace) -> int:
    """Write the table; return 0 fine, 1 broken city, 2 wrong usage or not writable.

    Nothing but the table goes to standard output; warnings go to standard error.
    """
    wrong = [*_format_faults(chosen.format), *file_faults(chosen.out)]
    if wrong:
        return refuse(*wrong)
    return with_city(lambda: read_city(chosen.city), lambda city: _tabulate(chosen, city))


def _tabulate(chosen: argparse.Namespace, city: City) -> int:
    found = _computed(city, chosen)
    if isinstance(found, Fault):
        return refuse(found)
    for warning in warnings(found):
        print(f"Hinweis {warning}", file=sys.stderr)
    content = to_csv(SHOWN[chosen.show](city, found)).encode("utf-8")
    return saved(lambda: write_whole(content, chosen.out), chosen.out)


def _format_faults(name: str) -> list[Fault]:
    if name in FORMATS:
        return []
    found = f"unbekanntes Format „{name}“"
    return [Fault("--format", 0, "", found, ", ".join(FORMATS), "ein bekanntes Format angeben")]


def _computed(city: City, chosen: argparse.Namespace) -> IndexResult | Fault:
    names = [index.id for index in city.indices]
    if chosen.index not in names:
        found = f"den Index „{chosen.index}“ gibt es in „{city.id}“ nicht"
        known = ", ".join(names) or "keiner; atlas.indices in datapackage.yaml ergänzen"
        return Fault("--index", 0, "", found, known, "einen Index der Stadt angeben")
    index = city.index(chosen.index)
    levels = index.meant_for([level.id for level in city.levels], city.city_level)
    if chosen.level and chosen.level not in levels:
        found = f"die Ebene „{chosen.level}“ gehört nicht zum Index"
        return Fault("--level", 0, "", found, ", ".join(levels), "eine dieser Ebenen angeben")
    asked = [chosen.level] if chosen.level else levels
    able = [level for level in asked if chosen.year in index_years(city, index, level)]
    if not able:
        years = sorted({year for level in asked for year in index_years(city, index, level)})
        expected = ", ".join(map(str, years)) or "keines: es fehlen Werte"
        found = f"für {chosen.year} fehlen Indikatoren des Index „{index.id}“"
        return Fault("--year", 0, "", found, expected, "eines dieser Jahre angeben")
    return social_index(city, index, able[-1], chosen.year)


def warnings(found: IndexResult) -> Iterator[str]:
    """Yield what a reader must know before using the table, in German sentences."""
    index, counted = found.index, found.status.counted
    where = f"Index „{index.id}“, {found.year}, Ebene „{found.level}“"
    yield f"{where}: {counted} von {len(found.areas)} Gebieten zählen"
    if found.too_few:
        yield (
            f"{where}: aus {counted} Gebieten lassen sich z-Werte und Klassen nicht verlässlich "
            "bestimmen; ein einzelnes Gebiet verschiebt Mittelwert und Streuung aller"
        )
    if index.dynamics is not None and found.dynamics is None:
        yield f"{where}: keine Dynamik; es fehlen die Veränderungen oder das frühere Jahr"
    for part in (found.status, found.dynamics):
        for name in part.alike if part else ():
            yield f"{where}: „{name}“ ist überall gleich und unterscheidet kein Gebiet"


def class_rows(_: City, found: IndexResult) -> Iterator[Row]:
    """Yield one row an area: z-values, index, class and state of status and dynamics."""
    declared = parts(found.index)
    z_columns = [_z_name(part, one.indicator) for _, part in declared for one in part.ingredients]
    yield ["area", *z_columns, "status_index", "status_class", "dynamics_index",
           "dynamics_class", "combined_class", "status_state", "dynamics_state"]  # fmt: skip
    computed = dict(_parts(found))
    for place, area in enumerate(found.areas):
        z, index, state = [], {}, {}
        for name, part in declared:
            one = computed.get(name)
            z += [number(value) for value in one.z[place]] if one else [""] * len(part.ingredients)
            index[name] = number(one.index[place]) if one else ""
            state[name] = str(one.state[place] if one else Status.MISSING)
        status, dynamics = found.codes(place)
        yield [
            area, *z, index["status"], status, index.get("dynamics", ""), dynamics,
            found.combined(place), state["status"], state.get("dynamics", ""),
        ]  # fmt: skip


def composition_rows(_: City, found: IndexResult) -> Iterator[Row]:
    """Yield one row for each area, part and indicator: what it adds to the index."""
    yield ["area", "part", "indicator", "value", "z", "weight", "contribution", "index"]
    for place, area in enumerate(found.areas):
        for part, one in _parts(found):
            if not one.classes[place]:
                continue
            for column, ingredient in enumerate(one.part.ingredients):
                figures = (
                    one.values[place, column], one.z[place, column],
                    ingredient.weight, one.contributions[place, column], one.index[place],
                )  # fmt: skip
                yield [area, part, ingredient.indicator, *map(number, figures)]


def sensitivity_rows(city: City, found: IndexResult) -> Iterator[Row]:
    """Yield one row for each other rule and part: how many areas would change class."""
    yield ["varied", "what", "to", "part", "compared", "changed", "areas"]
    for one in sensitivity(city, found):
        counts = str(one.compared), str(one.changed)
        what = one.variant.varied, one.variant.what, one.variant.to, one.part
        yield [*map(str, what), *counts, " ".join(one.areas)]


SHOWN: dict[str, Callable[[City, IndexResult], Iterator[Row]]] = {
    "classes": class_rows,
    "composition": composition_rows,
    "sensitivity": sensitivity_rows,
}


def _parts(found: IndexResult) -> list[tuple[str, PartResult]]:
    both = {"status": found.status, "dynamics": found.dynamics}
    return [(name, one) for name, _ in parts(found.index) if (one := both[name]) is not None]


def _z_name(part: Part, indicator: str) -> str:
    return f"z_change_{indicator}" if part.change is Change.DIFFERENCE else f"z_{indicator}"
