"""The data behind the map of a view: typed rows that every data file is written from.

Rows and words come from :mod:`layers.table`; a file can say nothing that the map does not say.
What is hidden stays hidden: no numerator and denominator of a hidden figure, and neither a total
nor parts from which a single hidden figure follows as a difference.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geodata.model import City, Kind, Status
from layers.export.data_beside import Aside, asides, second_areas
from layers.scene import Scene, scene
from layers.scene_words import DOUBTS
from layers.table import NUMBERS, headings, people_rows
from layers.table import columns as table_columns
from layers.table import rows as table_rows
from layers.texts import Texts, texts
from layers.view import PARAMETERS, View, to_query

Cell = str | int | float | None
Row = dict[str, Cell]

HIDDEN = (Status.SUPPRESSED, Status.WITHHELD)
PARTS = ("numerator", "denominator", "low", "high")  # of two of them the others follow
ENDS = ("before", "after")
WHOLES = ("year", "class", "symbols_year", "other_year")


@dataclass(frozen=True)
class Column:
    """One column: key, German heading, decimals of its numbers (None: text)."""

    key: str
    heading: str
    decimals: int | None = None


@dataclass(frozen=True)
class DataTable:
    """What the map of a view says. Rows are keyed by the columns; None where nothing is said.

    ``areas`` are in the order of the level. ``city`` is the row of the whole city. ``people`` says
    where the people of the areas of need live; empty without a limit of need. Figures are rounded
    as on the map. ``second`` is the table of a second map that shows other areas.
    """

    columns: tuple[Column, ...]
    areas: tuple[Row, ...]
    city: Row
    people: tuple[Row, ...]
    address: str
    second: DataTable | None = None

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows in the order of the table."""
        return (*self.areas, self.city, *self.people, *self.beyond)

    @property
    def beyond(self) -> tuple[Row, ...]:
        """The rows of the second map in the columns of the first."""
        if self.second is None:
            return ()
        keys = [column.key for column in self.columns]
        rows = (*self.second.areas, self.second.city)
        return tuple({key: row.get(key) for key in keys} for row in rows)


def data_table(city: City, view: View, host: str = "") -> DataTable:
    """Return the table of *view*; *host* is the address of the atlas: ``https://atlas.example/``."""
    words, shown = texts(view.language), scene(city, view)
    plain, people = table_rows(city, view, words), people_rows(city, view, words)
    address = f"{host}{to_query(view, city)}" or f"?{PARAMETERS['city']}={city.id}"
    columns = _columns(city, view, shown, words)
    statuses = (*shown.statuses, shown.city_status)
    whole = [row | {"code": str(code)} for row, code in zip(plain, statuses, strict=True)]
    for aside in asides(city, view):
        beside = _beside(city, aside, words)
        whole = [row | more for row, more in zip(whole, beside, strict=True)]
    filled = [_typed(columns, row) for row in whole]
    guarded = _guarded(shown, filled, words)
    at: Row = {"address": address}
    other = second_areas(city, view)
    return DataTable(
        columns=columns,
        areas=tuple(row | at for row in guarded[:-1]),
        city=guarded[-1] | at,
        people=tuple(_typed(columns, row | {"code": "estimated"}) | at for row in people),
        address=address,
        second=None if other is None else data_table(*other, host),
    )


def lone_hidden(shown: Scene) -> bool:
    """Return whether one hidden figure is the only gap: then it follows from total and others.

    Of a change: whether that is so in one of both years.
    """
    found = shown.change
    years = [shown.statuses] if found is None else [found.first.statuses, found.last.statuses]
    return any(_lone(statuses) for statuses in years)


def _lone(statuses: Sequence[Status]) -> bool:
    gaps = [status for status in statuses if status not in (Status.OK, *DOUBTS)]
    unknown = [status for status in gaps if status is not Status.NOT_APPLICABLE]
    return len(unknown) == 1 and unknown[0] in HIDDEN


def protection(shown: Scene, words: Texts) -> str:
    """Return what is left out to keep hidden figures hidden; empty where none is hidden."""
    if not any(status in HIDDEN for status in shown.statuses):
        return ""
    said = [words["data"]["hidden_row"]] if shown.change is None else []
    if lone_hidden(shown):
        said.append(words["data"][f"hidden_{left_out(shown)}"])
    return " ".join(said)


def left_out(shown: Scene) -> str:
    """Return what gives a lone hidden figure away: ``total`` of counts, ``parts`` of shares."""
    return "total" if shown.indicator.kind is Kind.COUNT else "parts"


def _guarded(shown: Scene, rows: list[Row], words: Texts) -> list[Row]:
    """Empty the cells of *rows* (areas, then the city) from which a hidden figure follows."""
    hidden: Row = {} if shown.change is not None else dict.fromkeys(PARTS)
    lone = lone_hidden(shown)
    parts = lone and left_out(shown) == "parts"
    areas = [
        row | hidden if parts or status in HIDDEN else row
        for row, status in zip(rows[:-1], shown.statuses, strict=True)
    ]
    city = rows[-1]
    if lone and not parts:
        status = Status.WITHHELD
        city |= {key: None for key in ENDS if key in city}
        city |= {
            "value": None,
            "status": words["csv"][f"status_{status}"],
            "code": str(status),
            "sign": words["legend"][f"sign_{status}"],
            "note": words["data"]["hidden_total"],
        }
    return [*areas, city]


def _columns(city: City, view: View, shown: Scene, words: Texts) -> tuple[Column, ...]:
    keys = list(table_columns(view))
    keys.insert(keys.index("status") + 1, "code")
    named = {**headings(shown, words), **words["data"]}
    own = [Column(key, named[key], _decimals(key, shown)) for key in keys]
    for aside in asides(city, view):
        decimals = {"year": 0, "value": city.indicator(aside.view.indicator).decimals}
        own += [
            Column(aside.column(key), aside.heading(key, words), decimals.get(key))
            for key in aside.keys
        ]
    return (*own, Column("address", named["address"]))


def _decimals(key: str, shown: Scene) -> int | None:
    if key in WHOLES:
        return 0
    if key not in NUMBERS:
        return None
    own = dict.fromkeys(("value", "low", "high", "before", "after"), shown.indicator.decimals)
    return {**own, "numerator": 0, "denominator": 0}.get(key, 1)


def _beside(city: City, aside: Aside, words: Texts) -> list[dict[str, str]]:
    """Return for each row what *aside* says, by the keys of its columns."""
    table = data_table(city, aside.view)
    said = words["data"]["source_words"]
    source = city.indicator(aside.view.indicator).source
    named = said.format(publisher=source.publisher, title=source.title, licence=source.licence)
    return [
        {aside.column(key): named if key == "source" else _text(row.get(key)) for key in aside.keys}
        for row in (*table.areas, table.city)
    ]


def _text(cell: Cell) -> str:
    return "" if cell is None else str(cell)


def _typed(columns: tuple[Column, ...], row: dict[str, str]) -> Row:
    return {column.key: _cell(column, row.get(column.key, "")) for column in columns}


def _cell(column: Column, text: str) -> Cell:
    if not text:
        return None
    if column.key in WHOLES:
        return int(text)
    return text if column.decimals is None else float(text)
