"""The timeline as a table: the same entries for those who do not see or use the picture."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html

from layers.timeline_controls import attributes
from layers.timeline_entries import Entry, Lane
from layers.timeline_words import Room


def timeline_list(lanes: Sequence[Lane], room: Room) -> html.Details:
    """Return the table of all entries of *lanes*, with and without date, closed at first.

    The browser builds the card of an entry from its row (id ``tl-row-`` and the id of the entry).
    """
    rows = [row(entry, lane, room) for lane in lanes for entry in lane.entries]
    columns = ("event", "when", "lane", "kind", "source")
    head = html.Thead(html.Tr([html.Th(room[f"column_{name}"], scope="col") for name in columns]))
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


def row(entry: Entry, lane: Lane, room: Room) -> html.Tr:
    """Return the table row of an entry."""
    return html.Tr(
        [
            html.Th(_name_and_notes(entry, room), scope="row"),
            html.Td(entry.when),
            html.Td(lane.name),
            html.Td(entry.kind),
            html.Td(_sources(entry, room)),
        ],
        id=f"tl-row-{entry.id}",
    )


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
