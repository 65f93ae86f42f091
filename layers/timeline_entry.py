"""One thing in the timeline, and the lanes that hold them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from layers import timeline_scale as scale
from layers.timeline_scale import Extent

# Stages that are a moment rather than a time when only their start is known.
MOMENTS = frozenset({"admission", "concept", "designation", "update", "closure"})
POINTS = MOMENTS | {"event", "plan", "version", "resolution"}


@dataclass(frozen=True)
class Entry:
    """One thing in the timeline. ``extent`` None means: listed, not drawn.

    ``mark`` is ``item`` or, for the whole term of a funded area, ``run`` (always on top).
    ``sources`` are pairs of text and address; the address is empty for a document without one.
    ``event`` is what choosing it does to the view. ``plan_of`` is the id of the entry that came
    of this plan.
    """

    id: str
    name: str
    stage: str
    when: str
    kind: str
    extent: Extent | None
    notes: tuple[str, ...] = ()
    sources: tuple[tuple[str, str], ...] = ()
    event: Mapping[str, str] | None = None
    planned: bool = False
    void: bool = False
    doubtful: bool = False
    mark: str = "item"
    plan_of: str = ""

    @property
    def is_point(self) -> bool:
        """Whether a sign without length stands for it, even if its date is unsure by a year."""
        if self.extent is None or self.mark == "run" or self.extent.open_end:
            return False
        length = self.extent.end - self.extent.begin
        return length < scale.SHORT or (self.stage in POINTS and length <= 1.0 + 1e-9)


@dataclass(frozen=True)
class Lane:
    """A row group of the timeline; ``funded_area`` is empty for policy and law.

    The lane of a funded area holds its procedure; ``parts`` are the lanes that unfold below it,
    ``place`` is what they belong to, ``districts`` are the areas that it lies in, by level.
    """

    id: str
    name: str
    entries: tuple[Entry, ...]
    funded_area: str = ""
    state: str = ""
    place: str = ""
    parts: tuple[Lane, ...] = ()
    districts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
