"""Words for the state of a funded area; the rules are in :mod:`geodata.statistics.activity`."""

from __future__ import annotations

from geodata.renewal import FundedArea
from geodata.statistics.activity import ACTIVE, FIRST_YEAR, LAST_YEAR, active_in, activity

__all__ = ["ACTIVE", "FIRST_YEAR", "LAST_YEAR", "active_in", "activity", "state_text_key"]


def state_text_key(funded_area: FundedArea, year: int) -> str:
    """Return the key of the interface text (room ``timeline``) for the state in that year.

    The key is ``state_`` and the answer of :func:`active_in`; for a void statute it is
    ``state_void_held_in_force`` up to and including the year of the judgement, because until
    then the city acted on it.
    """
    state = active_in(funded_area, year)
    judgement = funded_area.statute_state_date
    if state == "void" and judgement is not None and year <= judgement.year:
        return "state_void_held_in_force"
    return f"state_{state}"
