"""What a view holds, and what its parts are called in addresses."""

from __future__ import annotations

from dataclasses import dataclass, field

from geodata.model import City
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
    "compare": "vergleich",
    "other_city": "mit-stadt",
    "other_indicator": "mit-indikator",
    "other_level": "mit-ebene",
    "other_year": "mit-jahr",
    "mode": "ansicht",
    "language": "sprache",
    "talk": "vortrag",
}
NOTHING = "ohne"
SPANS = (1800, 2100)
MODES = ("karte", "tabelle")
LIMITS = ("fest", "jahr")
FUNDED_BY = ("programm", "stand")
PROJECT_STATES = ("idea", "planned", "running", "done", "stopped", "unknown")
UNDERLAYS = ("", "ja")
COMPARISONS = ("", "karten", "wischen", "jahre", "aenderung")
TWO_MAPS = ("karten", "wischen")
CHANGE = "aenderung"
EVERY_YEAR = "jahre"  # under one legend: the limits of all years
EXPLORING = "-frei"


@dataclass(frozen=True)
class View:
    """What is shown. Empty text means: none chosen.

    ``limits`` is ``fest`` (class limits pooled over all years) or ``jahr`` (of the year shown);
    ``need`` is the limit from which an area counts as one of need, in the unit of the indicator, or
    None. ``funded_by`` says what colours funded areas; ``fields`` and ``project_states`` filter the
    projects; ``underlay`` lays the indicator under the timeline of the chosen funded area. ``span``
    holds the first and last year of the timeline, or is empty for its own choice. ``talk`` is the
    slide of a presentation that is shown (``rat-3``) or that exploring began from (``rat-3-frei``).

    ``compare`` shows two maps side by side or one under the other (``karten``, ``wischen``), every
    year (``jahre``) or the change since a year (``aenderung``). ``other_*`` say what the second map
    shows; empty means: the same as the first. For ``aenderung`` ``other_year`` is the year that the
    change is measured from, and there is no limit of need. :func:`layers.beside.beside` resolves
    them.
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
    compare: str = ""
    other_city: str = ""
    other_indicator: str = ""
    other_level: str = ""
    other_year: int | None = None
    mode: str = "karte"
    language: str = DEFAULT_LANGUAGE
    talk: str = ""


@dataclass(frozen=True)
class Notice:
    """Why something else is shown than the address asks for; ``key`` is a text of view.yaml."""

    key: str
    asked: str = ""
    shown: str = ""


def talks(city: City) -> tuple[str, ...]:
    """Return every value of ``talk``: no slide, each slide, and exploring from each."""
    slides = (
        f"{one.id}-{number}"
        for one in city.presentations
        for number, _ in enumerate(one.slides, start=1)
    )
    return ("", *(slide + state for slide in slides for state in ("", EXPLORING)))
