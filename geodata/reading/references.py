"""Ids in one file that must exist in another."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from geodata.errors import Fault
from geodata.reading.columns import unique_where
from geodata.reading.contents import Contents
from geodata.reading.findings import Message, fault, listed, nearest, quoted
from geodata.reading.schemas import RECORD_TABLES, REQUIRED_TABLES
from geodata.reading.tables import Table
from geodata.renewal import CONCEPT_PARTS

MOST_SUGGESTIONS = 20  # comparing every unknown word with every known one would take minutes
CHOOSE = "eines dieser Wörter eintragen"
WEB_ADDRESS = re.compile(r"https?://[^\s/]+\S*", re.IGNORECASE)
LOOKS_LIKE_ID = re.compile(r"[a-z0-9][a-z0-9_-]*")
OTHER_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*:\S", re.IGNORECASE)
SOURCE_COLUMNS = (
    ("programmes", "source"),
    ("funded-areas", "source"),
    ("phases", "source"),
    ("disagreements", "source"),
    ("milestones", "source"),
    *((resource, "source") for resource in RECORD_TABLES),
    ("projects", "place_source"),
)
LISTS = {("funded-areas", "areas"), ("funded-areas", "programmes"), ("projects", "fields"),
         ("concepts", "parts")}  # fmt: skip
TABLE_LINKS = (
    ("indicators", "source", "die Quelle", "sources"),
    ("indicators", "related", "den Indikator", "indicators"),
    ("values", "indicator", "den Indikator", "indicators"),
    ("funded-areas", "programmes", "das Programm", "programmes"),
    *(
        (resource, "funded_area", "das Fördergebiet", "funded-areas")
        for resource in ("phases", "disagreements", *RECORD_TABLES)
    ),
    ("concepts", "predecessor", "die Fassung", "concepts"),
    ("concepts", "resolution", "den Beschluss", "resolutions"),
    ("funding", "project", "das Projekt", "projects"),
    ("funding", "programme", "das Programm", "programmes"),
    ("funding", "part_of", "den Betrag", "funding"),
)
ADDRESS_COLUMNS = (("sources", "url"), ("sources", "licence_url"))


@dataclass(frozen=True)
class Link:
    """A column of ids: in German what it names, which ids there are, and where they stand."""

    resource: str
    field: str
    noun: str
    known: Collection[str]
    home: str
    remedy: str = "Kennung berichtigen oder dort ergänzen"


def cells(cell: str) -> tuple[str, ...]:
    """Return the statements of one cell, which ``|`` separates.

    >>> cells("a | b"), cells("")
    (('a', 'b'), ())
    """
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def reference_faults(contents: Contents) -> Iterator[Fault]:
    """Yield a fault for each id that names nothing, and for sources that are none."""
    for link in _links(contents):
        table = contents.tables.get(link.resource)
        if table is not None:
            yield from _unknown_ids(table, link)
    known = set(contents.column("sources", "id"))
    if "sources" in contents.tables:
        yield from _source_faults(contents, SOURCE_COLUMNS, lambda word: is_source(word, known))
    yield from _source_faults(contents, ADDRESS_COLUMNS, _is_web_address)


def is_source(word: str, known: Collection[str]) -> bool:
    """Return whether *word* is a web address, an id in *known* or a title to cite."""
    if word in known or WEB_ADDRESS.fullmatch(word):
        return True
    return not LOOKS_LIKE_ID.fullmatch(word) and not OTHER_ADDRESS.match(word)


def _is_web_address(word: str) -> bool:
    return WEB_ADDRESS.fullmatch(word) is not None


def _links(contents: Contents) -> Iterator[Link]:
    descriptor = contents.descriptor
    if contents.all_areas_read:
        areas = contents.area_ids
        yield Link("values", "area", "das Gebiet", areas, "areas-*")
        yield Link("funded-areas", "areas", "das Gebiet", areas, "areas-*")
    themes = [theme.id for theme in descriptor.themes]
    yield Link("indicators", "theme", "das Thema", themes, "atlas.themes")
    lanes = [lane_id for lane_id, _ in descriptor.lanes]
    yield Link("milestones", "lane", "die Spur", lanes, "atlas.lanes")
    fields = [field.id for field in descriptor.fields_of_action]
    yield Link("projects", "fields", "das Handlungsfeld", fields, "atlas.fields_of_action")
    yield Link("concepts", "parts", "den Teil", CONCEPT_PARTS, "der Liste der Teile", CHOOSE)
    yield from _table_links(contents)


def _table_links(contents: Contents) -> Iterator[Link]:
    for resource, field, noun, target in TABLE_LINKS:
        expected = target in contents.descriptor.paths or target in REQUIRED_TABLES
        if target in contents.tables or not expected:
            known = dict.fromkeys(contents.column(target, "id"))
            yield Link(resource, field, noun, known, target)


def _unknown_ids(table: Table, link: Link) -> Iterator[Fault]:
    column = table.text[link.field]
    many = (link.resource, link.field) in LISTS
    split: Callable[[str], tuple[str, ...]] = cells if many else _single
    wrong = unique_where(column, lambda cell: any(part not in link.known for part in split(cell)))
    hints: dict[str, str] = {}
    for row in column.index[wrong]:
        for word in (part for part in split(column.at[row]) if part not in link.known):
            if word not in hints:
                hints[word] = nearest(word, link.known) if len(hints) < MOST_SUGGESTIONS else ""
            message = Message(
                f"{link.noun} {quoted(word)} gibt es nicht{hints[word]}",
                f"eine Kennung aus {link.home}: {listed(link.known) or 'keine'}",
                link.remedy,
            )
            yield fault(table.place(int(row), link.field), message)


def _single(cell: str) -> tuple[str, ...]:
    return (cell,) if cell else ()


def _source_faults(
    contents: Contents,
    columns: tuple[tuple[str, str], ...],
    fits: Callable[[str], bool],
) -> Iterator[Fault]:
    for resource, field in columns:
        table = contents.tables.get(resource)
        if table is None:
            continue
        for row, cell in table.text[field].items():
            for word in (part for part in cells(cell) if not fits(part)):
                message = Message(
                    f"{quoted(word)} ist keine Quelle",
                    "Kennung aus sources, Adresse mit https:// oder Titel",
                    "Quelle in sources ergänzen oder Adresse ausschreiben",
                )
                yield fault(table.place(int(row), field), message)
