"""Cities as an opponent would send them: tiny, torn, hidden, empty, oddly named.

Every one of them is a valid package: nothing of what it holds is refused when it is read.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import shapely
import shapely.geometry

from tests.cities import collection, feature, square

SPOKEN = (
    "<script>alert(1)</script>", '"Anführung" & \'Strich\'', "=1+2", "+49 461", "-Minus", "@cmd",
    "🏘️ Dorf 🌳", "שכונה ישנה", "Ein sehr langer Name " * 9 + "Ende", "{value} {name} {0}",
    "100 % Süd/Ost", "Straße der Ärzte und Öko-Übermüt", "$(x) `y` #z *w* _v_ [u](t)",
)  # fmt: skip
COLUMNS = "area,indicator,year,value,numerator,denominator,status,note"
CATALOGUE = """\
id,theme,name,short_name,sentence,definition,unit,kind,numerator,denominator,factor,decimals,direction,related,source,data_date,note
einwohner,leute,Bevölkerung,Bevölkerung,Hier leben {value} Menschen.,Gemeldete,Personen,count,,,1,0,neutral,,q,31.12.,
kinder,leute,Kinder,Kinder,Hier leben {value} Kinder.,Unter 18,Personen,count,,,1,0,neutral,kinderanteil,q,31.12.,
kinderanteil,leute,Anteil der Kinder,Kinder in %,Von 100 sind {value} Kinder.,Je 100,%,share,Kinder,Personen,100,1,worse,,q,31.12.,
miete,wohnen,Mittlere Miete,Miete,Ein Meter kostet {value}.,Median,Euro,number,,,1,2,worse,,q,31.12.,
umzuege,wohnen,Umzüge je 1000,Umzüge,Von 1000 zogen {value} um.,Je 1000,je 1000,rate,Umzüge,Personen,1000,1,better,,q,31.12.,
"""  # noqa: E501
SOURCES = """\
id,publisher,title,year,url,licence,licence_url,retrieved,changes
q,Amt,Heft,2022,https://amt.example/heft,CC0-1.0,,2023-01-05,
"""
PART = {
    "indicators": [
        {"id": "kinderanteil", "weight": 1, "direction": "worse"},
        {"id": "miete", "weight": 1, "direction": "worse"},
    ],
}  # fmt: skip
INDEX = {
    "id": "lage", "name": "Lage", "note": "Probe.", "levels": ["feld"],
    "status": PART | {"limits": [-1, 1, 1.5], "classes": ["hoch", "mittel", "niedrig", "unten"]},
}  # fmt: skip
DYNAMICS = PART | {
    "change": "difference", "years": 2, "limits": [-1, 1],
    "classes": ["positiv", "stabil", "negativ"],
}  # fmt: skip
WARNING = {
    "id": "zeichen", "name": "Zeichen", "least": 1, "levels": ["feld"],
    "conditions": [
        {"topic": "level", "indicator": "miete", "name": "Teuer", "above": 8},
        {"topic": "level", "indicator": "kinderanteil", "name": "Viele", "against": "rank",
         "above": 50},
    ],
}  # fmt: skip
FUNDED = (
    "id,name,programmes,legal_basis,start,planned_end,actual_end,statute_state,"
    "statute_state_date,statute_dates,hectares,hectares_date,residents,residents_date,dwellings,"
    "dwellings_date,area_type,problems,potentials,areas,boundary,summary,source,source_date,note,"
    "confidence,role_in_city,what_stays,carried_by"
)
MONEY = (
    "id,funded_area,project,year,end_year,open_end,giver,programme,investive,stage,amount_eur,"
    "amount_high_eur,part_of,source,note"
)
PROGRAMMES = """\
id,name,short_name,start,end,legal_basis,description,source
hilfe,Hilfe,Hilfe,1999,,,Hilft.,https://bund.example/hilfe
"""


@dataclass(frozen=True)
class Odd:
    """What is odd about a city; the usual is six areas, three years, everything declared.

    ``state`` says what became of a figure (indicator, place, year): a status, or "" for no row.
    ``gone`` are indicators without any row; ``halves`` cuts the fields in two on a later level.
    """

    areas: int = 6
    years: tuple[int, ...] = (2018, 2020, 2022)
    step: int = 1
    state: Callable[[str, int, int], str] = lambda *_: "ok"
    equal: bool = False
    gone: tuple[str, ...] = ()
    parts: bool = True
    spoken: bool = False
    residents: bool = True
    index: bool = True
    funded: str = "outline"
    money: bool = True
    halves: bool = False
    total: bool = True
    more: int = 0  # people and cases of hidden areas, on top of the total of the city


def write(folder: Path, odd: Odd) -> Path:
    """Write the package to *folder* and return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in _files(odd).items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
    return folder


def ids(odd: Odd) -> list[str]:
    """Return the ids of the areas; odd ones are letters of other scripts."""
    odd_ones = ["Ä.1", "-1", "1e999", "NaN", "..", "null", "٣", "ohne"]
    known = [f"{place + 1:04d}" for place in range(odd.areas)]
    return [*odd_ones, *known][: odd.areas] if odd.spoken else known


def _files(odd: Odd) -> dict[str, str]:
    files = {
        "datapackage.yaml": "", "sources.csv": SOURCES, "values.csv": _values(odd),
        "indicators.csv": _catalogue(odd), **_outlines(odd),
    }  # fmt: skip
    if odd.funded:
        files |= _funded(odd)
    files["datapackage.yaml"] = json.dumps(_package(odd, files), ensure_ascii=False, indent=1)
    return files


def _catalogue(odd: Odd) -> str:
    return "".join(
        line for line in CATALOGUE.splitlines(keepends=True) if line.split(",")[0] not in odd.gone
    ).replace(",kinderanteil,q", ",,q" if "kinderanteil" in odd.gone else ",kinderanteil,q")


def _package(odd: Odd, files: Mapping[str, str]) -> dict[str, Any]:
    resources = [
        {"name": name.rsplit(".", 1)[0], "path": name}
        for name in files
        if name != "datapackage.yaml"
    ]
    levels: list[dict[str, str]] = [
        {"id": "stadt", "name": "Stadt", "name_plural": "Gesamtstadt", "parent": ""},
        {"id": "feld", "name": "Feld", "name_plural": "Felder", "parent": "stadt"},
    ]
    if odd.halves:
        levels[1] |= {"valid_until": "2021-12-31"}
        levels.append({"id": "halb", "name": "Hälfte", "name_plural": "Hälften",
                       "parent": "stadt", "valid_from": "2020-01-01"})  # fmt: skip
    first = next(one for one in ("kinderanteil", "miete", "einwohner") if one not in odd.gone)
    start = {"indicator": first, "year": odd.years[-1], "level": "feld", "layers": ["indikator"]}
    atlas: dict[str, Any] = {
        "crs": "EPSG:25832", "region": [5, 47, 16, 56], "years": [1990, 2030],
        "city_level": "stadt", "levels": levels, "start": start,
        "themes": [{"id": "leute", "name": "Leute"}, {"id": "wohnen", "name": "Wohnen"}],
    }  # fmt: skip
    if odd.residents:
        atlas["residents"] = "einwohner"
    if odd.index:
        more = {"dynamics": DYNAMICS} if 2020 in odd.years and 2022 in odd.years else {}
        atlas |= {"indices": [INDEX | more], "warnings": [WARNING]}
    return {"name": "sonderstadt", "title": "Sonderstadt", "licenses": [{"name": "CC0-1.0"}],
            "resources": resources, "atlas": atlas}  # fmt: skip


def _outlines(odd: Odd) -> dict[str, str]:
    columns = min(odd.areas, 50)
    shapes = [
        square((place % columns) * odd.step, -(place // columns) * odd.step)
        for place in range(odd.areas)
    ]
    names = [
        SPOKEN[place % len(SPOKEN)] if odd.spoken else f"Feld {place + 1}"
        for place in range(odd.areas)
    ]
    made = zip(ids(odd), names, shapes, strict=True)
    whole = shapely.union_all([shapely.from_geojson(json.dumps(one)) for one in shapes])
    city = feature(shapely.geometry.mapping(whole), id="rs", name="Sonderstadt", parent="")
    found = {
        "areas-stadt.geojson": collection([city]),
        "areas-feld.geojson": collection(
            feature(shape, id=one, name=name, parent="rs") for one, name, shape in made
        ),
    }
    if odd.halves:
        found["areas-halb.geojson"] = collection(
            feature(square((place % columns) + half / 2, -(place // columns), 0.5),
                    id=f"h{place + 1}{'ab'[half]}", name=f"Hälfte {place + 1}{'ab'[half]}",
                    parent="rs")
            for place in range(odd.areas) for half in (0, 1)
        )  # fmt: skip
    return found


def figures(place: int, year: int, equal: bool) -> dict[str, tuple[int | float, int, int]]:
    """Return (value, numerator, denominator) of every indicator; never the same twice."""
    place, year = (0, 2018) if equal else (place, year)
    people = 400 + 37 * place + 3 * (year - 2018)
    children = 40 + (place * 7919 + year * 31) % 97
    moves = 20 + (place * 104729 + year * 17) % 53
    return {
        "einwohner": (people, 0, 0),
        "kinder": (children, 0, 0),
        "kinderanteil": (0, children, people),
        "miete": (round(6 + (place * 611953 + year * 7) % 61 / 10, 2), 0, 0),
        "umzuege": (0, moves, people),
    }


def _values(odd: Odd) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS.split(","))
    levels = [(ids(odd), 1, "ok")]
    if odd.halves:
        levels.append(
            ([f"h{place + 1}{half}" for place in range(odd.areas) for half in "ab"], 2, "ok")
        )
    for year in odd.years:
        for names, share, _ in levels:
            for place, area in enumerate(names):
                for name, found in figures(place // share, year, odd.equal).items():
                    if name not in odd.gone:
                        state = odd.state(name, place, year)
                        writer.writerows(_row(odd, (area, name, year), found, state))
        if odd.total:
            writer.writerows(_whole(odd, year))
    return text.getvalue()


def _row(odd: Odd, key: tuple[str, str, int], found: Any, state: str) -> Iterator[tuple[Any, ...]]:
    value, over, under = found
    if not state:
        return
    note = "Zweifel" if state == "doubtful" else ""
    if state in ("suppressed", "withheld", "missing", "not_applicable"):
        yield (*key, "", "", "", state, note)
    elif under and odd.parts:
        yield (*key, "", over, under, state, note)
    elif under:
        factor = 100 if key[1] == "kinderanteil" else 1000
        yield (*key, round(factor * over / under, 4), "", "", state, note)
    else:
        yield (*key, value, "", "", state, note)


def _whole(odd: Odd, year: int) -> Iterator[tuple[Any, ...]]:
    each = [figures(place, year, odd.equal) for place in range(odd.areas)]
    people = sum(one["einwohner"][0] for one in each) + odd.more
    for name in each[0]:
        if name in odd.gone:
            continue
        over, under = sum(one[name][1] for one in each) + odd.more, people
        value = people if name == "einwohner" else sum(one[name][0] for one in each) + odd.more
        found = (value, over, under if each[0][name][2] else 0)
        if name != "miete":
            yield from _row(odd, ("rs", name, year), found, "ok")


def _funded(odd: Odd) -> dict[str, str]:
    first, name = ids(odd)[0], SPOKEN[0] if odd.spoken else "Gebiet"
    rows = [
        ["fg", name, "hilfe", "", "2019", "", "", "in_force", *[""] * 11,
         first, "", "Hilfe.", "q", "", "", "high", "", "", ""],
        ["fg2", "Früher", "hilfe", "", "2000", "", "2005", "repealed", *[""] * 11,
         ids(odd)[-1], "", "Hilfe.", "q", "", "", "high", "", "", ""],
    ]  # fmt: skip
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(FUNDED.split(","))
    writer.writerows(rows)
    found = {"funded-areas.csv": text.getvalue(), "programmes.csv": PROGRAMMES}
    if odd.funded == "outline":
        made = feature(square(0.2, 0.2, 0.6, 0.6), id="fg", quality="schematic", note="", source="")
        found["funded-areas-outlines.geojson"] = collection([made])
    if odd.money:
        found["funding.csv"] = f"{MONEY}\nm,fg,,2019,,no,municipality,,,granted,426000,,,q,\n"
    return found
