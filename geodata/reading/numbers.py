"""Numbers as people write them: decimal point, decimal comma, thousands marks.

The format says decimal point. A decimal comma is read where the column leaves no doubt. A cell
such as ``1,234`` may mean 1.234 or 1234; the other cells of the column decide.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

POINT_ONLY = r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?"
COMMA_DECIMAL = (  # "12,5", "1,2345", "0,125", "1234,567", "1.234,5", "1.234.567"
    r"[+-]?(?:\d+,(?:\d{1,2}|\d{4,})|0+,\d+|\d{4,},\d+"
    r"|\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,})"
)
POINT_DECIMAL = (  # the same with point and comma exchanged
    r"[+-]?(?:\d+\.(?:\d{1,2}|\d{4,})|0+\.\d+|\d{4,}\.\d+"
    r"|\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:,\d{3}){2,})"
)
EITHER = r"[+-]?[1-9]\d{0,2}[.,]\d{3}"
LARGEST_EXACT = 2.0**53  # beyond this, float64 leaves out whole numbers


@dataclass(frozen=True)
class Numbers:
    """A column of numbers; masks have the index of the column.

    ``value`` is NaN for empty cells and for those in ``unreadable`` or ``ambiguous``.
    ``german`` marks cells read with a decimal comma or with thousands marks.
    """

    value: pd.Series
    unreadable: pd.Series
    ambiguous: pd.Series
    german: pd.Series


def parse_numbers(text: pd.Series, separator: str) -> Numbers:
    """Return the numbers that the trimmed cells *text* hold.

    Parameters
    ----------
    text
        Cells as text; empty text means no number.
    separator
        Column separator of the file; a semicolon speaks for German spreadsheets.
    """
    value = pd.to_numeric(text, errors="coerce").astype(float)
    value = value.where(value.abs() <= LARGEST_EXACT)
    strange = text.astype(bool) & value.isna()
    nothing = pd.Series(False, index=text.index)
    doubtful_points = separator == ";" and bool(text.str.fullmatch(EITHER).any())
    if not strange.any() and not doubtful_points:
        return Numbers(value, strange, nothing, nothing)
    return _decided(text, value, separator)


def _decided(text: pd.Series, value: pd.Series, separator: str) -> Numbers:
    either = text.str.fullmatch(EITHER)
    comma = text.str.fullmatch(COMMA_DECIMAL)
    point = text.str.fullmatch(POINT_DECIMAL)
    has_comma = bool(text.str.contains(",", regex=False).any())
    comma_proven = bool(comma.any()) or (separator == ";" and has_comma)
    point_proven = bool(point.any()) or (separator != ";" and not has_comma and not comma.any())
    german = comma | (either & comma_proven & (not point_proven))
    english = point | (either & point_proven & (not comma_proven))
    plain = text.str.fullmatch(POINT_ONLY) & ~either
    swapped = text.str.replace(".", "", regex=False).str.replace(",", ".", regex=False)
    cleaned = text.str.replace(",", "", regex=False)
    number = value.where(plain)
    number = number.where(~german, pd.to_numeric(swapped.where(german), errors="coerce"))
    number = number.where(~english, pd.to_numeric(cleaned.where(english), errors="coerce"))
    number = number.where(np.isfinite(number) & (number.abs() <= LARGEST_EXACT))
    ambiguous = either & ~german & ~english
    unreadable = (text != "") & number.isna() & ~ambiguous
    marked = (german | (english & text.str.contains(",", regex=False))) & ~unreadable
    return Numbers(number, unreadable, ambiguous, marked)
