"""Texts that every format can hold: XML knows no control characters."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any

UNKNOWN_TO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
INSTEAD = "\ufffd"


def legible(one: Any) -> Any:
    r"""Return a dataclass, tuple or text with every control character made visible.

    Examples
    --------
    >>> legible(("Alt\x01stadt", 3))
    ('Alt�stadt', 3)
    """
    if isinstance(one, str):
        return UNKNOWN_TO_XML.sub(INSTEAD, one)
    if isinstance(one, tuple):
        return tuple(map(legible, one))
    if is_dataclass(one) and not isinstance(one, type):
        held = {field.name: getattr(one, field.name) for field in fields(one)}
        return replace(one, **{name: legible(part) for name, part in held.items()})
    return one
