"""Checks of the figures: each on its own, and numerator, denominator and value together."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from geodata.errors import Fault
from geodata.model import EMPTY_STATES, Kind, Status
from geodata.reading.contents import Contents
from geodata.reading.findings import Message
from geodata.reading.tables import Table

COMPUTED = (Kind.SHARE, Kind.RATE)
FIGURE_STATES = tuple(set(Status) - set(EMPTY_STATES))
ROUNDING_SLACK = 1e-9
OUT_OF_BOUNDS = Message("Anteil {value}", "0 bis 100", "Zahl oder Art des Indikators prüfen")
NEGATIVE = "keine negative Zahl"
LARGER = Message(
    "Zähler {numerator} größer als Nenner {denominator}",
    "Zähler höchstens so groß wie der Nenner",
    "Zähler und Nenner prüfen",
)
NO_DENOMINATOR = Message(
    "Nenner {denominator}: der Wert lässt sich nicht berechnen",
    "Nenner größer als 0",
    "Zähler leeren und Status not_applicable eintragen",
)
WITHOUT_FIGURE = Message(
    "Status {status} ohne Wert",
    "ein Wert, oder Zähler und Nenner bei Anteilen und Raten",
    "Wert ergänzen oder Status missing eintragen",
)
FIGURE_IN_SPITE = "leere Zelle, denn der Status sagt, dass es keinen Wert gibt"
UNEXPLAINED = Message("zweifelhaft ohne Grund", "Grund als Satz", "note ausfüllen")
BROKEN_COUNT = Message(
    "Anzahl {value} ist keine ganze Zahl",
    "ganze Zahl ohne Tausenderpunkt",
    "Zahl oder Art des Indikators prüfen",
)


def with_indicators(contents: Contents) -> pd.DataFrame | None:
    """Return the typed values with ``kind`` and ``factor`` (100 for shares) of their indicator.

    ``computed`` is factor * numerator / denominator for shares and rates, NaN elsewhere and
    where a part is missing or the denominator is not positive.
    """
    values, indicators = contents.tables.get("values"), contents.tables.get("indicators")
    if values is None or indicators is None:
        return None
    catalogue = indicators.data.drop_duplicates("id").set_index("id")
    frame = values.data.copy(deep=False)
    frame["kind"] = frame["indicator"].map(catalogue["kind"])
    factor = frame["indicator"].map(catalogue["factor"]).astype(float)
    frame["factor"] = factor.where(frame["kind"] != Kind.SHARE, 100.0)
    denominator = frame["denominator"].where(frame["denominator"] > 0)
    computed = frame["factor"] * frame["numerator"] / denominator
    frame["computed"] = computed.where(frame["kind"].isin(COMPUTED))
    return frame


def value_faults(contents: Contents) -> Iterator[Fault]:
    """Yield everything wrong with single figures."""
    frame = with_indicators(contents)
    if frame is None:
        return
    table = contents.tables["values"]
    yield from _year_faults(table, frame, contents.descriptor.years)
    yield from _status_faults(table, frame)
    yield from _bound_faults(table, frame)
    yield from _part_faults(table, frame)
    yield from _rounding_faults(table, frame)


def _year_faults(table: Table, frame: pd.DataFrame, years: tuple[int, int]) -> Iterator[Fault]:
    message = Message(
        "Jahr {year}",
        f"{years[0]} bis {years[1]} (atlas.years)",
        "Jahr oder atlas.years berichtigen",
    )
    outside = (frame["year"] < years[0]) | (frame["year"] > years[1])
    impossible = (frame["year"] < 1800) | (frame["year"] > 2100)  # the schema says so
    yield from table.faults("year", outside & ~impossible, message)


def _status_faults(table: Table, frame: pd.DataFrame) -> Iterator[Fault]:
    empty_state = frame["status"].isin(EMPTY_STATES)
    for field in ("value", "numerator"):
        message = Message(f"{{{field}}} bei Status {{status}}", FIGURE_IN_SPITE, "Zelle leeren")
        yield from table.faults(field, empty_state & frame[field].notna(), message)
    nothing = ~table.filled["value"] & frame["computed"].isna()
    explained = frame["kind"].isin(COMPUTED) & (frame["denominator"] <= 0)
    figure_state = frame["status"].isin(FIGURE_STATES) & frame["kind"].isin(tuple(Kind))
    readable = ~table.filled["numerator"] | frame["numerator"].notna()
    yield from table.faults("value", figure_state & nothing & ~explained & readable, WITHOUT_FIGURE)
    doubtful = frame["status"] == Status.DOUBTFUL
    yield from table.faults("note", doubtful & ~table.filled["note"], UNEXPLAINED)


def _bound_faults(table: Table, frame: pd.DataFrame) -> Iterator[Fault]:
    share, count = frame["kind"] == Kind.SHARE, frame["kind"] == Kind.COUNT
    outside = (frame["value"] < 0) | (frame["value"] > 100)
    yield from table.faults("value", share & outside, OUT_OF_BOUNDS)
    message = Message("Anzahl {value}", NEGATIVE, "Zahl berichtigen")
    yield from table.faults("value", count & (frame["value"] < 0), message)
    broken = count & (frame["value"] % 1 > 0) & (frame["status"] != Status.INTERPOLATED)
    yield from table.faults("value", broken, BROKEN_COUNT)


def _part_faults(table: Table, frame: pd.DataFrame) -> Iterator[Fault]:
    for field in ("numerator", "denominator"):
        message = Message(f"{{{field}}}", NEGATIVE, "Zahl berichtigen")
        yield from table.faults(field, frame[field] < 0, message)
    larger = (frame["numerator"] > frame["denominator"]) & (frame["denominator"] > 0)
    yield from table.faults("numerator", (frame["kind"] == Kind.SHARE) & larger, LARGER)
    zero = frame["kind"].isin(COMPUTED) & (frame["denominator"] == 0) & frame["numerator"].notna()
    yield from table.faults("denominator", zero, NO_DENOMINATOR)


def _rounding_faults(table: Table, frame: pd.DataFrame) -> Iterator[Fault]:
    both = frame[frame["value"].notna() & frame["computed"].notna()]
    both = both[both["status"] != Status.DOUBTFUL]  # its note tells what is wrong
    difference = (both["value"] - both["computed"]).abs()
    allowed = 0.5 * 10.0 ** -_decimals(table.text["value"][both.index])
    slack = ROUNDING_SLACK * np.maximum(1.0, both["computed"].abs())
    wrong = both[difference > allowed + slack]
    for row, computed in wrong["computed"].items():
        message = Message(
            f"{{value}} statt {computed:.6g} aus Zähler {{numerator}} und Nenner {{denominator}}",
            "Faktor * Zähler / Nenner, gerundet",
            "Zahlen prüfen; value darf leer bleiben",
        )
        one = pd.Series([True], index=[row])
        yield from table.faults("value", one, message)


def _decimals(text: pd.Series) -> pd.Series:
    lengths = [len(cell.replace(",", ".").partition(".")[2]) for cell in text]
    return pd.Series(lengths, index=text.index, dtype=float)


def valueless_indicators(contents: Contents) -> Iterator[Fault]:
    """Yield a note for each indicator without a single figure."""
    values, indicators = contents.tables.get("values"), contents.tables.get("indicators")
    if values is None or indicators is None:
        return
    filled = values.filled["value"] | values.filled["numerator"]
    counted = set(values.text["indicator"][filled])
    column = indicators.text["id"]
    message = Message(
        "{id} ohne einen einzigen Wert", "Zeilen in values", "Zeilen ergänzen oder streichen"
    )
    yield from indicators.notes("id", ~column.isin(counted) & indicators.filled["id"], message)
