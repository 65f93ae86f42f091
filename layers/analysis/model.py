"""An analysis: a question that readers choose, and its answer in the blocks of a report.

An answer is drawn as a page (:mod:`layers.analysis.page`) and written as PDF, Word, PowerPoint and
CSV from the same value: they cannot disagree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from geodata.model import City, Indicator, Level, Series
from layers.report.model import Section
from layers.report.references import References
from layers.texts import Texts, texts
from layers.view import View

Words = Mapping[str, str]
FORM = "was"  # field of a form of an editor: its kind
Rows = tuple[tuple[str, ...], ...]  # the first row is the head


class Field(StrEnum):
    """How a choice is shown in the form."""

    ONE = "one"  # one of the entries
    MANY = "many"  # any number of the entries; the address holds them with commas
    NUMBER = "number"
    TEXT = "text"


class Group(StrEnum):
    """Under which heading an analysis stands in the list."""

    AREA = "area"
    PATTERN = "pattern"
    FUNDING = "funding"
    AHEAD = "ahead"
    DATA = "data"


@dataclass(frozen=True)
class Entry:
    """One entry of a choice. Entries of the same ``group`` stand together."""

    value: str
    label: str
    group: str = ""


@dataclass(frozen=True)
class Choice:
    """A field of the form above an answer; ``name`` is the parameter of the address.

    ``value`` is what is chosen now, several with commas; ``hint`` is a short remark. What the
    other fields hang on is ``first``.
    """

    name: str
    label: str
    value: str
    entries: tuple[Entry, ...] = ()
    field: Field = Field.ONE
    hint: str = ""
    first: bool = False


@dataclass(frozen=True, eq=False)
class Question:
    """What is asked: the view that the map shows, and the own parameters of the analysis.

    ``own`` holds texts as they stand in the address, by parameter: they may be anything.
    """

    city: City
    view: View
    own: Mapping[str, str] = field(default_factory=dict)

    @property
    def texts(self) -> Texts:
        """All texts in the language of the view."""
        return texts(self.view.language)

    @property
    def level(self) -> Level:
        """The level of the view."""
        return self.city.level(self.view.level)

    @property
    def indicator(self) -> Indicator:
        """The indicator of the view."""
        return self.city.indicator(self.view.indicator)

    @property
    def series(self) -> Series:
        """The series of the view."""
        return self.city.series[self.view.level, self.view.indicator]

    @property
    def area(self) -> int | None:
        """The place of the chosen area in its level; None without one."""
        ids = self.level.area_ids
        return ids.index(self.view.area) if self.view.area in ids else None

    @cached_property
    def references(self) -> References:
        """Numbers of sources, in the order in which the answer mentions them."""
        return References(self.texts["report"])

    @cached_property
    def notices(self) -> list[str]:
        """What in ``own`` was not understood, in sentences; filled while it is read."""
        return []

    def one_of(self, name: str, values: tuple[str, ...], usual: str) -> str:
        """Return what *own* says for *name*; the usual with a notice where it is none of *values*.

        Missing and empty count as not asked.
        """
        asked = self.own.get(name, "")
        if not asked:
            return usual
        if asked in values:
            return asked
        self._notice(name, asked, usual)
        return usual

    def many_of(
        self, name: str, values: tuple[str, ...], usual: tuple[str, ...]
    ) -> tuple[str, ...]:
        """Return those of *values* that *own* names, in the order of *values*."""
        asked = tuple(part for part in self.own.get(name, "").split(",") if part)
        unknown = [part for part in asked if part not in values]
        if unknown:
            self._notice(name, ", ".join(unknown), "")
        return tuple(value for value in values if value in asked) or usual

    def number(self, name: str, low: float, high: float, usual: float) -> float:
        """Return the number that *own* says (German or English form); the usual if not in range."""
        asked = self.own.get(name, "").strip()
        if not asked:
            return usual
        plain = asked.replace(",", ".")
        try:
            found = float(plain)
        except ValueError:
            found = float("nan")
        if low <= found <= high:
            return found
        self._notice(name, asked, f"{usual:g}".replace(".", ","))
        return usual

    def _notice(self, name: str, asked: str, shown: str) -> None:
        words = self.texts["analysis"]
        key = "notice" if shown else "notice_left_out"
        self.notices.append(words[key].format(name=name, asked=asked[:60], shown=shown))


@dataclass(frozen=True)
class Item:
    """One thing that an address holds; ``without`` are the own parameters without it."""

    text: str
    without: Mapping[str, str]


@dataclass(frozen=True)
class Form:
    """Fields that add one thing; ``kind`` tells the analysis which form was sent."""

    kind: str
    title: str
    choices: tuple[Choice, ...]
    hint: str = ""


@dataclass(frozen=True)
class Editor:
    """What an address holds, to take away and to add to, without a script; on the page alone.

    It stands in the place of the section with the id :data:`layers.analysis.editor.SECTION`, which
    says the same in files. ``empty`` is said where there are no items, ``cleared`` are the own
    parameters without any; ``saved`` offers them as a small file.
    """

    title: str
    empty: str
    items: tuple[Item, ...]
    forms: tuple[Form, ...]
    cleared: Mapping[str, str] = field(default_factory=dict)
    saved: bool = False


@dataclass(frozen=True)
class Answer:
    """What is said to a question. ``lead`` answers it in one or two plain sentences.

    ``choices`` are the fields of the form beside those of the view that the analysis names.
    ``tables`` are for the CSV, by name; numbers with a decimal point, empty for none.
    """

    title: str
    lead: tuple[str, ...]
    choices: tuple[Choice, ...]
    sections: tuple[Section, ...]
    tables: Mapping[str, Rows] = field(default_factory=dict)
    editor: Editor | None = None

    @property
    def filled(self) -> dict[str, Rows]:
        """The tables that have a row below their head."""
        return {name: rows for name, rows in self.tables.items() if len(rows) > 1}


@dataclass(frozen=True)
class Analysis:
    """One analysis: its id in addresses, its room of texts, what of the view it asks for.

    ``asks`` are fields of :class:`layers.view.View` that the form offers: ``level``, ``indicator``,
    ``year``, ``area``. ``own`` are its further parameters. ``possible`` says whether the city has
    what the analysis needs, ``suits`` which indicators the form offers. The room has ``name`` and
    ``question`` (one plain sentence). ``mark`` stands before every title, file name and sheet that
    is no picture of the real city. ``add`` returns the own parameters after a form of the editor
    was sent, from its fields; the field :data:`FORM` holds its kind.
    """

    id: str
    room: str
    asks: tuple[str, ...]
    own: tuple[str, ...]
    answer: Callable[[Question], Answer]
    group: Group = Group.PATTERN
    possible: Callable[[City], bool] = lambda city: any(len(one.areas) > 1 for one in city.levels)
    suits: Callable[[Indicator], bool] = lambda _: True
    mark: str = ""
    add: Callable[[Question, Mapping[str, str]], Mapping[str, str]] | None = None


def table_rows(head: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> Rows:
    """Return a table for the CSV."""
    return (head, *rows)
