"""The texts of the timeline that its scripts say; they travel as ``data-words``."""

from __future__ import annotations

import json

from layers.timeline_words import Room

SAID = (
    "close",
    "more_sources",
    "outside_before",
    "outside_after",
    "months_short",
    "axis_value",
    "brush",
    "lane_events",
    "no_part",
    "part_name",
    "part_concepts",
    "part_money",
    "part_resolutions",
    "underlay_before",
    "underlay_during",
    "underlay_after",
    "underlay_gap",
    "underlay_points",
    "underlay_above",
    "underlay_below",
    "underlay_same",
    "underlay_year",
    "underlay_years",
    "underlay_no_figures",
    "underlay_runs",
    "underlay_not_begun",
    "underlay_unknown",
    "underlay_void",
    "underlay_hindered",
    "underlay_hindered_all",
    "underlay_city_level",
    "underlay_no_district",
    "underlay_count",
    "underlay_number",
    "underlay_no_basis",
    "underlay_doubtful",
    "underlay_coincidence",
    "underlay_table",
    "underlay_year_head",
    "underlay_period",
)


def said(room: Room) -> str:
    """Return the texts that scripts say, as JSON."""
    return json.dumps({key: room[key] for key in SAID}, ensure_ascii=False)
