"""How social spaces hold when their data change a little."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from geodata.model import Kind
from geodata.statistics.contiguity import Places
from geodata.statistics.partitions import adjusted_rand
from geodata.statistics.social_spaces import Spaces, divide, ground_of
from geodata.statistics.space_inputs import Figures, Inputs

SEED = 1  # same input, same result
TIMES = 50
JITTER = 0.1  # standard deviations of the city, where numerators are not published


@dataclass(frozen=True, eq=False)  # compared by identity: it holds arrays
class Stability:
    """How often areas stay with their companions when the data change a little.

    Attributes
    ----------
    together : array of float, shape (areas,)
        Mean share of the other areas of the space that are in the same space again; for a space of
        one area how often it stays alone; NaN: in no space.
    rand : float
        Mean adjusted Rand index of the repetitions against the spaces.
    times : int
        Number of repetitions.
    sampled : tuple of bool
        For each indicator whether cases were drawn anew (else a tenth of a standard deviation).
    """

    together: Figures
    rand: float
    times: int
    sampled: tuple[bool, ...]


@lru_cache(maxsize=8)
def stability(spaces: Spaces, times: int = TIMES) -> Stability:
    """Return how the spaces hold when their data are drawn anew *times* times.

    Where numerator and denominator are published the cases are drawn (binomial for shares, Poisson
    for rates); other figures are moved by normal noise of a tenth of a standard deviation. Method,
    number and least residents stay. The seed is fixed.
    """
    inputs, counted = spaces.inputs, spaces.inputs.counted
    base = spaces.space[counted]
    if not len(base):
        return Stability(np.full(len(counted), np.nan), float("nan"), 0, ())
    random = np.random.default_rng(SEED)
    kept, rand = np.zeros(len(base)), []
    for _ in range(times):
        labels = _again(spaces, random)
        kept += _kept(base, labels)
        rand.append(adjusted_rand(base, labels))
    together = np.full(len(counted), np.nan)
    together[counted] = kept / times
    return Stability(together, float(np.mean(rand)), times, _sampled(inputs))


def _again(spaces: Spaces, random: np.random.Generator) -> Places:
    inputs = spaces.inputs
    drawn = _drawn(inputs, random)[inputs.counted]
    spread = drawn.std(axis=0)
    z = np.zeros(inputs.figures.shape)
    z[inputs.counted] = (drawn - drawn.mean(axis=0)) / np.where(spread > 0, spread, 1.0)
    ground = ground_of(inputs, z, spaces.rule.least)
    labels: Places = divide(ground, spaces.rule.method, spaces.number).labels[-1]
    return labels


def _drawn(inputs: Inputs, random: np.random.Generator) -> Figures:
    figures = inputs.figures.copy()
    rows = inputs.counted
    for column, (one, sampled) in enumerate(zip(inputs.chosen, _sampled(inputs), strict=True)):
        cases, bases = inputs.cases[rows, column], inputs.bases[rows, column]
        if not sampled:
            spread = figures[rows, column].std()
            figures[rows, column] += random.normal(0.0, JITTER * spread, int(rows.sum()))
        elif one.indicator.kind is Kind.SHARE:
            share = np.clip(cases / bases, 0.0, 1.0)
            figures[rows, column] = 100 * random.binomial(np.rint(bases).astype(int), share) / bases
        else:
            figures[rows, column] = one.indicator.factor * random.poisson(cases) / bases
    return figures


def _sampled(inputs: Inputs) -> tuple[bool, ...]:
    cases, bases = inputs.cases[inputs.counted], inputs.bases[inputs.counted]
    known = np.isfinite(cases) & (cases >= 0) & (bases >= 0.5)
    return tuple(np.asarray(known.all(axis=0)).tolist())


def _kept(base: Places, again: Places) -> Figures:
    """Return for each area the share of its companions that it meets again."""
    together = (base[:, None] == base[None, :]) & (again[:, None] == again[None, :])
    _, place, size = np.unique(base, return_inverse=True, return_counts=True)
    _, now, now_size = np.unique(again, return_inverse=True, return_counts=True)
    others = size[place] - 1
    met = together.sum(axis=1) - 1
    alone = (now_size[now] == 1).astype(float)
    result: Figures = np.where(others > 0, met / np.maximum(others, 1), alone)
    return result
