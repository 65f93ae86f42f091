"""Every layer of the map, in drawing order from below to above.

A new layer is one entry here and one painter of the same name in ``assets/``; signs that stand on
areas are painted with the names, which know where there is room.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Layer:
    """One layer: its id in addresses, its painter ``atlas.<painter>.draw`` and its switch.

    ``switch`` is False for a layer that another choice turns on (symbols: the second indicator).
    """

    id: str
    painter: str
    switch: bool = True


LAYERS = (
    Layer("indikator", "choropleth"),
    Layer("muster", "patterns"),
    Layer("sozialraeume", "patterns"),
    Layer("gebiete", "funded_areas"),
    Layer("projekte", "projects"),
    Layer("symbole", "symbols", switch=False),
    Layer("namen", "names"),
    Layer("zweifel", "doubts"),
    Layer("zufall", "names"),  # "≈" has to find a place among names and figures
)
SWITCHES = tuple(layer.id for layer in LAYERS if layer.switch)
