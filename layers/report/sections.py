"""The sections of each kind of report: their ids in requests, their order, what is on by itself."""

from __future__ import annotations

from collections.abc import Iterable

OVERVIEW, MAP, PROFILE, FIGURES, TRENDS = "ueberblick", "karte", "profil", "kennzahlen", "verlauf"
AREA = (OVERVIEW, MAP, PROFILE, FIGURES, TRENDS, "foerderung", "anhang")
FUNDED = (
    OVERVIEW, MAP, PROFILE, FIGURES, TRENDS, "steckbrief", "phasen", "projekte", "geld", "konzept",
    "beschluesse", "management", "beteiligung", "ende", "widersprueche",
)  # fmt: skip
VIEWS = (MAP, "tabelle")
AREA_KIND, FUNDED_KIND, VIEW_KIND = "area", "funded", "view"
OF_KIND = {AREA_KIND: AREA, FUNDED_KIND: FUNDED, VIEW_KIND: VIEWS}
ALL = tuple(dict.fromkeys((*AREA, *FUNDED, *VIEWS)))
USUALLY_OFF = frozenset({"anhang"})


def chosen(kind: str, asked: Iterable[str]) -> tuple[str, ...]:
    """Return the sections of a report in their order: those *asked* for, or the usual ones.

    What a kind of report does not have is left out.

    Examples
    --------
    >>> chosen("area", ["verlauf", "geld", "karte"]), "anhang" in chosen("area", [])
    (('karte', 'verlauf'), False)
    """
    wanted = set(asked) or set(ALL) - USUALLY_OFF
    return tuple(one for one in OF_KIND[kind] if one in wanted)
