"""What the browser's own trace says: when a picture was shown, what work it took."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

CATEGORIES = [
    "-*",
    "blink.user_timing",
    "disabled-by-default-devtools.timeline",
    "disabled-by-default-devtools.timeline.frame",
]
MARK = "bench:"  # set by drive.js at the start of a switch
WRITTEN = "bench-map"  # ... and whenever the look of an area has changed
SHOWN = "SwapEndToPresentationCompositorFrame"  # a picture has reached the screen
COMMIT = "Commit"  # the main thread hands a picture over
TASK = "RunTask"
RASTER = "RasterTask"
KEPT = frozenset({WRITTEN, SHOWN, COMMIT, TASK, RASTER})
Event = Mapping[str, Any]


def switches(raw: bytes) -> dict[str, list[dict[str, float]]]:
    """Return for each page the switches of a trace, in milliseconds.

    ``picture`` is the time from the switch to the first picture on the screen that has the new
    colours, ``shown`` to the last picture that differs from the one before; ``main`` is the work
    of the page's main thread, ``raster`` that of the threads that paint its pixels.
    """
    events = sorted(json.loads(raw)["traceEvents"], key=lambda one: one.get("ts", 0))
    marks = [one for one in events if one["name"].startswith(MARK)]
    ends = [one["ts"] for one in marks[1:]] + [events[-1]["ts"]]
    by_process: dict[int, list[Event]] = defaultdict(list)
    for one in events:
        if one["name"] in KEPT:
            by_process[one["pid"]].append(one)
    found: dict[str, list[dict[str, float]]] = defaultdict(list)
    for mark, end in zip(marks, ends, strict=True):
        own = [one for one in by_process[mark["pid"]] if mark["ts"] <= one["ts"] < end]
        found[mark["name"].removeprefix(MARK)].append(_times(mark, own))
    return found


def _times(mark: Event, events: list[Event]) -> dict[str, float]:
    begin, thread = mark["ts"], mark["tid"]
    main = [one for one in events if one["tid"] == thread]
    shown = [one["ts"] for one in events if one["name"] == SHOWN and one["ph"] == "e"]
    written = max((one["ts"] for one in main if one["name"] == WRITTEN), default=begin)
    handed = [one["ts"] for one in main if one["name"] == COMMIT and one["ts"] > written]
    picture = [moment for moment in shown if handed and moment > handed[0]]
    return {
        "picture": ((picture or shown or [begin])[0] - begin) / 1000,
        "shown": (max(shown, default=begin) - begin) / 1000,
        "main": _sum(main, TASK),
        "raster": _sum(events, RASTER),
    }


def _sum(events: Iterable[Event], name: str) -> float:
    return sum(float(one.get("dur", 0)) for one in events if one["name"] == name) / 1000
