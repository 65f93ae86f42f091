"""The map of target accuracy: need or none, funded now, earlier or never."""

from __future__ import annotations

import numpy as np

from geodata.derived import Classed
from geodata.model import ClassName, ClassScale, Indicator, Source, Status
from geodata.statistics.targeting import Targeting
from layers.analysis.maps import class_map
from layers.analysis.model import Question
from layers.analysis.targeting_asked import Asked
from layers.report.model import Map

ID = "zielgenauigkeit-stand"
NEEDY = ("inside", "formerly", "unclear", "outside")  # classes 1 to 4 of areas in need
WITHOUT = len(NEEDY) + 1  # no need, but funded now; one more: neither


def targeting_map(question: Question, asked: Asked, found: Targeting) -> Map:
    """Return the map; an area without a figure has no class but its status."""
    words, row = question.texts["targeting"], asked.row(found.year)
    needy, known = asked.need.mask[row], asked.need.known[row]
    states = np.array([NEEDY.index(state) + 1 for state in found.states])
    calm = np.where(states == 1, WITHOUT, WITHOUT + 1)
    names = [words[f"map_{state}"] for state in NEEDY]
    named = [ClassName(f"{place}", name) for place, name in enumerate(names, start=1)]
    classed = Classed(
        id=ID,
        name=words["map_name"],
        sentence=words["map_sentence"],
        definition=words["areas_limit"].format(need=asked.told),
        level=asked.need.level,
        years=(found.year,),
        classes=np.where(known, np.where(needy, states, calm), 0)[np.newaxis],
        names=(
            *named,
            ClassName(str(WITHOUT), words["map_funded_only"]),
            ClassName(str(WITHOUT + 1), words["map_neither"], quiet=True),
        ),
        status=np.where(known, str(Status.OK), _reasons(question, asked))[np.newaxis],
        sources=(_source(question, asked.indicator),),
        scale=ClassScale.NAMED,
        method=words["map_method"].format(need=asked.told),
    )
    return class_map(question, classed)


def _reasons(question: Question, asked: Asked) -> np.ndarray:
    """Return the status of each figure; for an index only that there is none."""
    if asked.indicator is None:
        return np.full(len(asked.values), str(Status.MISSING))
    series = question.series
    return series.status[series.years.index(question.view.year)]


def _source(question: Question, indicator: Indicator | None) -> Source:
    return (indicator or question.indicator).source
