"""``python -m geodata disclosure``: hidden counts that published ones give away almost."""

from __future__ import annotations

from collections.abc import Iterator

from geodata.statistics.disclosure_audit import narrow_counts
from geodata.table_command import Chosen, Row, refusal


def rows(chosen: Chosen) -> Iterator[Row]:
    """Yield one row for each hidden count that lies within fewer than ``--narrow`` values.

    Say how many there are, and what was not looked at. The rows hold what is to stay hidden: they
    are for those who put the data together, not for publication.
    """
    threshold = chosen.options.narrow
    if not threshold > 0:
        raise refusal("--narrow", "die Spanne", str(threshold), ["eine Zahl über 0"])
    found = list(narrow_counts(chosen.city, threshold))
    exact = sum(one.exact for one in found)
    chosen.warn(
        f"{len(found)} verdeckte Zahlen lassen sich auf weniger als {threshold:g} eingrenzen, "
        f"{exact} davon genau"
    )
    chosen.warn("nicht geprüft: Summen über mehrere Indikatoren, frühere Veröffentlichungen")
    if found:
        chosen.warn("diese Tabelle enthält, was verdeckt bleiben soll: nicht veröffentlichen")
    yield "indicator", "level", "area", "year", "status", "low", "high"
    for one in found:
        yield (one.indicator, one.level, one.area, str(one.year), one.status,
               f"{one.low:.0f}", f"{one.high:.0f}")  # fmt: skip


TABLES = {"disclosure": rows}
