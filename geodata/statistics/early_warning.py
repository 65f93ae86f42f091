"""Signs of a downward spiral by a declared rule: which conditions hold in which area.

Level, change and selective migration are looked at together, because each alone says little: a
high level can be stable, a change can be chance, and people move for many reasons. The result says
where it is worth looking, never what will happen or why.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from geodata.early_warning import Against, Condition, EarlyWarning, Measure
from geodata.model import City, Series, Status
from geodata.statistics.index_inputs import GRAVEST_FIRST

Figures = NDArray[np.float64]
States = NDArray[np.str_]
DECIMALS = 9  # a limit is met in spite of the last digits of a float


class Held(IntEnum):
    """Whether a condition holds in an area."""

    UNKNOWN = -1  # a figure is missing or hidden: never counted as not met
    UNMET = 0
    MET = 1


class Notice(IntEnum):
    """What the rule says of an area."""

    UNDECIDED = 0  # too few hold, but with the unknown ones it could be enough
    QUIET = 1  # too few hold, whatever the unknown ones are
    NOTICED = 2  # at least as many hold as the rule asks for


@dataclass(frozen=True, eq=False)  # compared by identity: it holds arrays
class Signs:
    """A rule in one year; arrays in the order of the areas and conditions.

    Attributes
    ----------
    warning : EarlyWarning
    level : str
    year : int
    areas : tuple of str
    figures : array of float, shape (areas, conditions)
        What is held against the limits, in their unit; NaN: unknown.
    measured : array of float, shape (areas, conditions)
        The same in the unit of the measure: value, change, change in percent.
    held : array of int, shape (areas, conditions)
        :class:`Held`.
    state : array of text, shape (areas, conditions)
        :class:`geodata.model.Status` of the figures that were needed, the gravest one.
    """

    warning: EarlyWarning
    level: str
    year: int
    areas: tuple[str, ...]
    figures: Figures
    measured: Figures
    held: NDArray[np.int_]
    state: States

    @property
    def met(self) -> NDArray[np.int_]:
        """How many conditions hold, shape (areas,)."""
        result: NDArray[np.int_] = (self.held == Held.MET).sum(axis=1)
        return result

    @property
    def unknown(self) -> NDArray[np.int_]:
        """How many conditions are unknown, shape (areas,)."""
        result: NDArray[np.int_] = (self.held == Held.UNKNOWN).sum(axis=1)
        return result

    @property
    def notice(self) -> NDArray[np.int_]:
        """What the rule says, shape (areas,): :class:`Notice`."""
        enough = self.met >= self.warning.least
        possible = self.met + self.unknown >= self.warning.least
        result: NDArray[np.int_] = np.select(
            [enough, possible], [Notice.NOTICED, Notice.UNDECIDED], Notice.QUIET
        )
        return result


def early_warning(city: City, warning: EarlyWarning, level_id: str, year: int) -> Signs:
    """Return which conditions of a rule hold in which area of a level in one year.

    Parameters
    ----------
    city
        KeyError if it has no level *level_id*.
    warning
        The declared rule.
    level_id, year
        What is asked for. A condition whose figures of that year (or of the earlier one) do not
        exist is unknown in every area.

    Returns
    -------
    Signs

    Notes
    -----
    The three groups of signs follow the theory that areas decline where disadvantage is high, grows
    and families who can leave do; the sum of signs is a plain count, so that everybody can
    recompute it. Mean, standard deviation and rank are those of the areas whose figure is known.

    References
    ----------
    J. Friedrichs, J. Blasius: Leben in benachteiligten Wohngebieten. Opladen 2000.

    G. Galster, R. Quercia, A. Cortes: Identifying Neighborhood Thresholds. Housing Policy Debate 11
    (2000) 701-732.

    Senatsverwaltung für Stadtentwicklung Berlin: Monitoring Soziale Stadtentwicklung 2021, context
    indicators K 11 to K 13.

    Examples
    --------
    >>> from pathlib import Path
    >>> import geodata
    >>> from geodata.early_warning import Topic
    >>> from geodata.package import read_city
    >>> city = read_city(Path(geodata.__path__[0]) / "cities" / "flensburg")
    >>> many = "many", Topic.LEVEL, "sgb-ii-anteil", Measure.VALUE, Against.RANK
    >>> sign = Condition(*many, above=True, limit=80.0)
    >>> rule = EarlyWarning("a", "A", "", "", (), 1, (sign,))
    >>> early_warning(city, rule, "stadtteil", 2022).met.tolist().count(1)
    3
    """
    columns = [condition_figures(city, one, level_id, year) for one in warning.conditions]
    figures = np.column_stack([figures for figures, _, _ in columns])
    held = [holds(one, column[0]) for one, column in zip(warning.conditions, columns, strict=True)]
    return Signs(
        warning=warning,
        level=level_id,
        year=year,
        areas=city.level(level_id).area_ids,
        figures=figures,
        measured=np.column_stack([measured for _, measured, _ in columns]),
        held=np.column_stack(held),
        state=np.column_stack([state for _, _, state in columns]),
    )


def holds(condition: Condition, figures: Figures) -> NDArray[np.int_]:
    """Return :class:`Held` for each figure; a figure on the limit does not meet it.

    Examples
    --------
    >>> from geodata.early_warning import Topic
    >>> sign = Condition("", Topic.CHANGE, "x", Measure.VALUE, Against.UNIT, True, limit=0.3)
    >>> holds(sign, np.array([0.1 + 0.2, 0.31, np.nan])).tolist()
    [0, 1, -1]
    """
    apart = np.round(figures - condition.limit, DECIMALS)
    met = apart > 0 if condition.above else apart < 0
    result: NDArray[np.int_] = np.where(np.isnan(figures), Held.UNKNOWN, met.astype(int))
    return result


def condition_figures(
    city: City, condition: Condition, level_id: str, year: int
) -> tuple[Figures, Figures, States]:
    """Return what is held against the limit, what is measured, and the status; shape (areas,)."""
    series = city.series.get((level_id, condition.indicator))
    needed = [year] if condition.measure is Measure.VALUE else [year, year - condition.years]
    if series is None or not set(needed) <= set(series.years):
        size = len(city.level(level_id).areas)
        nothing = np.full(size, np.nan)
        return nothing, nothing, np.full(size, str(Status.MISSING), dtype=series_text())
    rows = [series.years.index(one) for one in needed]
    measured = _measured(series, condition, rows)
    state = _gravest(series.status[rows])
    state = np.where(np.isnan(measured) & (state == Status.OK), str(Status.MISSING), state)
    return _against(measured, condition.against), measured, state


def series_text() -> str:
    """Return the dtype of an array that holds any status."""
    return f"<U{max(len(one) for one in Status)}"


def warning_years(city: City, warning: EarlyWarning, level_id: str) -> tuple[int, ...]:
    """Return the years, ascending, in which enough conditions are known in some area."""
    years = {
        year
        for one in warning.conditions
        if (series := city.series.get((level_id, one.indicator))) is not None
        for year in series.years
    }
    return tuple(
        year
        for year in sorted(years)
        if (_known(city, warning, level_id, year) >= warning.least).any()
    )


def _known(city: City, warning: EarlyWarning, level_id: str, year: int) -> NDArray[np.int_]:
    columns = [condition_figures(city, one, level_id, year)[0] for one in warning.conditions]
    result: NDArray[np.int_] = np.isfinite(np.column_stack(columns)).sum(axis=1)
    return result


def _measured(series: Series, condition: Condition, rows: list[int]) -> Figures:
    now: Figures = series.value[rows[0]]
    if condition.measure is Measure.VALUE:
        return now
    before: Figures = series.value[rows[1]]
    change: Figures = now - before
    if condition.measure is Measure.CHANGE:
        return change
    with np.errstate(divide="ignore", invalid="ignore"):
        percent = 100.0 * change / before
    return np.where(np.isfinite(percent), percent, np.nan)


def _against(measured: Figures, against: Against) -> Figures:
    if against is Against.UNIT:
        return measured
    known = np.isfinite(measured)
    found = np.full(measured.shape, np.nan)
    own = measured[known]
    if not len(own):
        return found
    if against is Against.DEVIATIONS:
        spread = float(own.std())
        same = spread <= 1e-12 * max(float(np.abs(own).max()), 1e-300)
        found[known] = 0.0 if same else (own - own.mean()) / spread
        return found
    ordered = np.sort(own)
    lower, upto = (np.searchsorted(ordered, own, side) for side in ("left", "right"))
    found[known] = 100.0 * (lower + upto) / 2 / len(own)
    return found


def _gravest(states: States) -> States:
    """Return the gravest status of each column."""
    result: States = states[0].astype(series_text())
    for one in reversed(GRAVEST_FIRST):
        result = np.where((states == one).any(axis=0), str(one), result)
    return result
