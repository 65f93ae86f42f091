"""Which functions of the page cost what: the browser's sampling profiler over some switches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from benchmarks.browser import Opened, switch_atlas
from benchmarks.plan import Switch

INTERVAL_US = 200
OWN = "/assets/"


def costs(atlas: Opened, switches: list[Switch]) -> dict[str, float]:
    """Return milliseconds a switch by function (``name file:line``), callees included.

    Only the atlas's own functions are named; work inside of libraries and of the browser
    counts for the function that asked for it. ``style`` and ``layout`` stand beside them.
    """
    atlas.session.send("Profiler.enable")
    atlas.session.send("Profiler.setSamplingInterval", {"interval": INTERVAL_US})
    before = atlas.counters()
    atlas.session.send("Profiler.start")
    for one in switches:
        switch_atlas(atlas, one.event)
    profile = atlas.session.send("Profiler.stop")["profile"]
    after = atlas.counters()
    atlas.session.send("Profiler.disable")
    totals = {f"({name})": after[name] - before[name] for name in after}
    totals |= {name: time / 1000 for name, time in by_function(profile).items()}
    return {name: time / len(switches) for name, time in totals.items()}


def by_function(profile: Mapping[str, Any]) -> Counter[str]:
    """Return the microseconds of *profile* by own function, callees included."""
    nodes = {node["id"]: node for node in profile["nodes"]}
    parents = {child: node["id"] for node in profile["nodes"] for child in node.get("children", ())}
    own = {place: _name(node["callFrame"]) for place, node in nodes.items()}
    totals: Counter[str] = Counter()
    for sample, passed in zip(profile["samples"], profile["timeDeltas"], strict=True):
        for name in _callers(sample, own, parents):
            totals[name] += passed
    return totals


def _callers(sample: int, own: Mapping[int, str], parents: Mapping[int, int]) -> set[str]:
    found = set()
    place: int | None = sample
    while place is not None:
        found.add(own[place])
        place = parents.get(place)
    return found - {""}


def _name(frame: Mapping[str, Any]) -> str:
    """Return ``name file:line`` of an own function, nothing for others."""
    if OWN not in frame["url"]:
        return ""
    file = frame["url"].rsplit("/", 1)[-1].split("?")[0]
    return f"{frame['functionName'] or '=>'} {file}:{frame['lineNumber'] + 1}"
