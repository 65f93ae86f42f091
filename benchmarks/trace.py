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
MARK = "bench:"
SHOWN = "SwapEndToPresentationCompositorFrame"
TASK = "RunTask"
RASTER = "RasterTask"
Event = Mapping[str, Any]


def switches(raw: bytes) -> dict[str, list[dict[str, float]]]:
    """Return for each page the switches of a trace, in milliseconds.

    ``shown`` is the time from the switch to the last new picture on the screen, ``main`` the
    work of the page's main thread, ``raster`` that of the threads that paint its pixels.
    """
    events = json.loads(raw)["traceEvents"]
    marks = sorted((one for one in events if _is_mark(one)), key=lambda one: one["ts"])
    ends = [one["ts"] for one in marks[1:]] + [max(one.get("ts", 0) for one in events)]
    by_process: dict[int, list[Event]] = defaultdict(list)
    for one in events:
        if one["name"] in {SHOWN, TASK, RASTER}:
            by_process[one["pid"]].append(one)
    found: dict[str, list[dict[str, float]]] = defaultdict(list)
    for mark, end in zip(marks, ends, strict=True):
        own = [one for one in by_process[mark["pid"]] if mark["ts"] <= one["ts"] < end]
        found[mark["name"].removeprefix(MARK)].append(_sums(mark, own))
    return found


def _is_mark(event: Event) -> bool:
    return bool(event["name"].startswith(MARK))


def _sums(mark: Event, events: Iterable[Event]) -> dict[str, float]:
    shown, main, raster = [0], 0, 0
    for one in events:
        if one["name"] == SHOWN and one["ph"] == "e":
            shown.append(one["ts"] - mark["ts"])
        elif one["name"] == TASK and one["tid"] == mark["tid"]:
            main += one.get("dur", 0)
        elif one["name"] == RASTER:
            raster += one.get("dur", 0)
    return {"shown": max(shown) / 1000, "main": main / 1000, "raster": raster / 1000}
