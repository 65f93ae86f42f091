"""Which odd cities every output is tried on, by name."""

from __future__ import annotations

from collections.abc import Callable

from tests.odd_cities import Odd


def hidden(
    indicators: tuple[str, ...], *places: int, state: str = "suppressed"
) -> Callable[..., str]:
    """Return a ``state`` that hides *indicators* in *places*, in all of them without any."""

    def told(name: str, place: int, _: int) -> str:
        return state if name in indicators and (not places or place in places) else "ok"

    return told


def torn(name: str, place: int, year: int) -> str:
    """Every state there is, side by side."""
    states = ("ok", "suppressed", "doubtful", "missing", "", "withheld", "not_applicable",
              "interpolated", "ok")  # fmt: skip
    return states[(place * 5 + year + len(name)) % len(states)]


ALL = ("einwohner", "kinder", "kinderanteil", "miete", "umzuege")
MEASURED = ALL[1:]
CITIES: dict[str, Odd] = {
    "usual": Odd(),
    "one area": Odd(areas=1),
    "two areas": Odd(areas=2),
    "three areas": Odd(areas=3),
    "without neighbours": Odd(step=3),
    "one year": Odd(years=(2022,)),
    "missing years": Odd(years=(1991, 2007, 2022)),
    "all equal": Odd(equal=True),
    "all missing": Odd(state=hidden(MEASURED, state="missing")),
    "nothing at all": Odd(state=hidden(ALL, state="missing"), total=False),
    "all suppressed": Odd(state=hidden(MEASURED)),
    "one suppressed": Odd(areas=12, state=hidden(MEASURED, 1)),
    "two suppressed": Odd(areas=12, state=hidden(MEASURED, 1, 5)),
    "torn": Odd(areas=24, state=torn),
    "no parts": Odd(parts=False),
    "no residents": Odd(residents=False, gone=("einwohner",)),
    "no index": Odd(index=False),
    "index without ingredients": Odd(state=hidden(("miete", "kinderanteil"), state="missing")),
    "no funded areas": Odd(funded="", money=False),
    "funded without outline": Odd(funded="areas", money=False),
    "odd names": Odd(areas=24, spoken=True),
    "levels in turn": Odd(halves=True),
    "only a count": Odd(gone=("kinder", "kinderanteil", "miete", "umzuege"), index=False),
    "many areas": Odd(areas=60, years=(2016, 2018, 2020, 2022)),
}  # fmt: skip
