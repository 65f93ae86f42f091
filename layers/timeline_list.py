"""The timeline as a table: the same entries for those who do not see or use the picture.

The table is also what the picture is made of: each row carries lane, place in time and look of
its entry, and ``assets/timeline_items.js`` builds the marks from the rows. So every word travels
once, and what is folded in is not built.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from dash import html

from layers.timeline_controls import attributes
from layers.timeline_entry import Entry, Lane
from layers.timeline_rows import Place, places
from layers.timeline_words import Room

LABEL_YEARS = {"policy": 4.0, "area": 6.0}  # width that a mark keeps free for its label
COLUMNS = ("event", "when", "lane", "kind", "source")
UNDATED = math.inf


def timeline_list(lanes: Sequence[Lane], room: Room) -> html.Details:
    """Return the table of all entries of *lanes* by date, closed at first; parts come later.

    Entries without a date come last. The browser builds the card of an entry from its row (id
    ``tl-row-`` and the id of the entry).
    """
    rows = _rows(lanes, room)
    head = html.Thead(html.Tr([html.Th(room[f"column_{name}"], scope="col") for name in COLUMNS]))
    table = html.Table([html.Caption(room["list_caption"]), head, html.Tbody(rows)])
    return html.Details(
        [
            html.Summary(room["list"]),
            html.Div(
                table,
                className="tl-list-frame",
                role="region",
                tabIndex=0,
                **attributes(aria_label=room["list_caption"]),
            ),
        ],
        className="tl-list",
        id="timeline-list",
    )


def record_rows(lanes: Sequence[Lane], room: Room) -> list[html.Tr]:
    """Return the rows of the parts of *lanes* by date: the browser asks for them when needed."""
    return _rows([part for lane in lanes for part in lane.parts], room)


def _rows(lanes: Sequence[Lane], room: Room) -> list[html.Tr]:
    found = sorted(_all(lanes), key=lambda one: _begin(one[1]))
    return [row(entry, lane, place, room) for lane, entry, place in found]


def _begin(entry: Entry) -> tuple[float, float]:
    if entry.extent is None:
        return UNDATED, UNDATED
    return entry.extent.begin, entry.extent.end


def _all(lanes: Sequence[Lane]) -> Iterator[tuple[Lane, Entry, Place | None]]:
    """Yield lane, entry, place (None: not drawn) of all entries of *lanes*, not of their parts."""
    for lane in lanes:
        drawn = [entry for entry in lane.entries if entry.extent]
        label_years = LABEL_YEARS["area" if lane.funded_area else "policy"]
        found = dict(zip((one.id for one in drawn), places(drawn, label_years), strict=True))
        for entry in lane.entries:
            yield lane, entry, found.get(entry.id)


def row(entry: Entry, lane: Lane, place: Place | None, room: Room) -> html.Tr:
    """Return the table row of an entry."""
    return html.Tr(
        [
            html.Th(_name_and_notes(entry, room), scope="row"),
            html.Td(entry.when),
            html.Td(lane.place or lane.name),
            html.Td(entry.kind),
            html.Td(_sources(entry, room)),
        ],
        id=f"tl-row-{entry.id}",
        **attributes(**(_drawing(entry, lane, place) if place else {})),
    )


def _drawing(entry: Entry, lane: Lane, place: Place) -> Mapping[str, str]:
    """Return what the mark of an entry is made from.

    ``data-at``: begin, end, row and, if not endless, room, in decimal years; ``data-fade``: per
    cent of its length that are uncertain at begin and end; ``data-year``: the year it selects.
    """
    extent = entry.extent
    assert extent is not None
    numbers = [extent.begin, extent.end, place.row, place.room]
    length = extent.end - extent.begin
    fades = [extent.fade_in, extent.fade_out] if length > 0 else [0.0, 0.0]
    found = {
        "data_lane": lane.id,
        "data_look": " ".join(looks(entry)),
        "data_at": " ".join(_short(one) for one in numbers if math.isfinite(one)),
    }
    if any(fades):
        found["data_fade"] = " ".join(f"{min(one / length, 0.45) * 100:.0f}" for one in fades)
    if entry.event and "year" in entry.event:
        found["data_year"] = entry.event["year"]
    return found


def _short(number: float) -> str:
    return f"{number:.3f}".rstrip("0").rstrip(".")


def looks(entry: Entry) -> list[str]:
    """Return the classes of a mark, without their prefix."""
    assert entry.extent is not None
    flags = {
        "planned": entry.planned,
        "open": entry.extent.open_end,
        "void": entry.void,
        "run": entry.mark == "run",
        "plan-of": bool(entry.plan_of),
    }
    shape = "point" if entry.is_point else "bar"
    return list(dict.fromkeys([shape, entry.stage, *(name for name, on in flags.items() if on)]))


def _name_and_notes(entry: Entry, room: Room) -> list[str | html.Span]:
    notes = (*entry.notes, *((f"{room['low_confidence']}.",) if entry.doubtful else ()))
    struck = entry.void and entry.mark != "run"  # the words of a void term say it themselves
    name = html.Span(entry.name, className="tl-is-void") if struck else entry.name
    return [name, *([html.Span(" ".join(notes), className="tl-note")] if notes else [])]


def _sources(entry: Entry, room: Room) -> list[str | html.A]:
    """Return the sources, parted by semicolons; a visible word where there is none."""
    parts: list[str | html.A] = []
    for text, address in entry.sources:
        parts += ["; "] if parts else []
        parts += [html.A(text, href=address, rel="noopener noreferrer") if address else text]
    return parts or [room["no_source"]]
