"""Every analysis, in the order of the list. A further one is one module and one line here."""

from __future__ import annotations

from layers.analysis import (
    clusters,
    comparable,
    effect,
    index,
    profile,
    question,
    reform,
    scenario,
    segregation,
    spaces,
    targeting,
    warning,
)
from layers.analysis.model import Analysis

ANALYSES: tuple[Analysis, ...] = (
    profile.ANALYSIS,
    comparable.ANALYSIS,
    index.ANALYSIS,
    question.ANALYSIS,
    segregation.ANALYSIS,
    clusters.ANALYSIS,
    spaces.ANALYSIS,
    scenario.ANALYSIS,
    targeting.ANALYSIS,
    effect.ANALYSIS,
    warning.ANALYSIS,
    reform.ANALYSIS,
)


def analysis(name: str) -> Analysis | None:
    """Return the analysis of that id; None if there is none."""
    return next((one for one in ANALYSES if one.id == name), None)
