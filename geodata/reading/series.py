"""The rows of ``values`` to read-only arrays of shape (years, areas)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geodata.model import EMPTY_STATES, Level, Series, Status
from geodata.reading.contents import Contents
from geodata.reading.value_checks import with_indicators

LONGEST_STATUS = max(len(status) for status in Status)


def all_series(contents: Contents, levels: tuple[Level, ...]) -> Mapping[tuple[str, str], Series]:
    """Return the series of each level and indicator that have at least one row.

    The years of a series are those in which the indicator has a row on that level. A cell
    without a row is NaN with status ``missing``. Shares and rates are computed from numerator
    and denominator where both are there; otherwise the published value stands.
    """
    frame = with_indicators(contents)
    if frame is None:
        return MappingProxyType({})
    frame["figure"] = frame["computed"].fillna(frame["value"])
    frame["year"] = frame["year"].astype(int)
    found: dict[tuple[str, str], Series] = {}
    for level in levels:
        position = pd.Series(range(len(level.areas)), index=list(level.area_ids))
        rows = frame.assign(position=frame["area"].map(position)).dropna(subset=["position"])
        for indicator, group in rows.groupby("indicator", sort=False):
            found[level.id, str(indicator)] = _series(group, level, str(indicator))
    return MappingProxyType(found)


def _series(rows: pd.DataFrame, level: Level, indicator: str) -> Series:
    years, at_year = np.unique(rows["year"].to_numpy(), return_inverse=True)
    cells = at_year, rows["position"].to_numpy(dtype=np.intp)
    shape = len(years), len(level.areas)
    status = np.full(shape, str(Status.MISSING), dtype=f"<U{LONGEST_STATUS}")
    status[cells] = rows["status"].to_numpy(dtype=str)
    empty = np.isin(status, [str(state) for state in EMPTY_STATES])
    value = _filled(shape, cells, rows["figure"])
    numerator = _filled(shape, cells, rows["numerator"])
    value[empty] = numerator[empty] = np.nan
    status.setflags(write=False)
    value.setflags(write=False)
    noted = rows[rows["note"] != ""]
    keys = zip(noted["year"].tolist(), noted["area"].tolist(), strict=True)
    return Series(
        indicator=indicator,
        level=level.id,
        years=tuple(years.tolist()),
        value=value,
        numerator=_read_only(numerator),
        denominator=_read_only(_filled(shape, cells, rows["denominator"])),
        status=status,
        notes=MappingProxyType(dict(zip(keys, noted["note"].tolist(), strict=True))),
    )


def _filled(
    shape: tuple[int, int], cells: tuple[NDArray[np.intp], NDArray[np.intp]], column: Any
) -> NDArray[np.float64]:
    grid = np.full(shape, np.nan)
    grid[cells] = column.to_numpy(dtype=np.float64)
    return grid


def _read_only(grid: NDArray[np.float64]) -> NDArray[np.float64]:
    grid.setflags(write=False)
    return grid
