"""What a view holds, and what its parts are called in addresses."""

from __future__ import annotations

from dataclasses import dataclass, field

from geodata.statistics.classify import Classes
from layers.texts import DEFAULT_LANGUAGE

PARAMETERS = {
    "city": "stadt",
    "indicator": "indikator",
    "year": "jahr",
    "level": "ebene",
    "classes": "klassen",
    "limits": "grenzen",
    "layers": "karte",
    "programmes": "programme",
    "symbols": "symbole",
    "area": "auswahl",
    "funded_area": "foerdergebiet",
    "need": "bedarf",
    "funded_by": "gebietsfarbe",
    "fields": "felder",
    "project_states": "projektstand",
    "underlay": "unterlage",
    "span": "zeit",
    "mode": "ansicht",
    "language": "sprache",
}
NOTHING = "ohne"
SPANS = (1800, 2100)
MODES = ("karte", "tabelle")
LIMITS = ("fest", "jahr")
FUNDED_BY = ("programm", "stand")
PROJECT_STATES = ("idea", "planned", "running", "done", "stopped", "unknown")
UNDERLAYS = ("", "ja")


@dataclass(frozen=True)
class View:
    """What is shown. Empty text means: none chosen.

    ``limits`` is ``fest`` (class limits pooled over all years) or ``jahr`` (of the year shown);
    ``need`` is the limit from which an area counts as one of need, in the unit of the indicator, or
    None. ``funded_by`` says what colours funded areas; ``fields`` and ``project_states`` filter the
    projects; ``underlay`` lays the indicator under the timeline of the chosen funded area. ``span``
    holds the first and last year of the timeline, or is empty for its own choice.
    """

    city: str
    indicator: str
    year: int
    level: str
    classes: Classes = field(default_factory=Classes)
    limits: str = "fest"
    layers: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()
    symbols: str = ""
    area: str = ""
    funded_area: str = ""
    need: float | None = None
    funded_by: str = FUNDED_BY[0]
    fields: tuple[str, ...] = ()
    project_states: tuple[str, ...] = PROJECT_STATES
    underlay: str = ""
    span: tuple[int, ...] = ()
    mode: str = "karte"
    language: str = DEFAULT_LANGUAGE


@dataclass(frozen=True)
class Notice:
    """Why something else is shown than the address asks for; ``key`` is a text of view.yaml."""

    key: str
    asked: str = ""
    shown: str = ""
