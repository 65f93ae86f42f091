"""Presentations of a city: views of the atlas in an order, each with a headline and a sentence."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Slide:
    """One view of a presentation; its number is its place, counted from 1.

    ``view`` is the query of an address of the atlas, without ``?``; empty text is the start view.
    """

    view: str
    headline: str
    sentence: str


@dataclass(frozen=True)
class Presentation:
    """A named list of views. ``id`` stands in addresses."""

    id: str
    title: str
    slides: tuple[Slide, ...]
