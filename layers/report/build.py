"""A report from what was asked for: the one way to the same content in every format."""

from __future__ import annotations

from typing import cast

from geodata.model import City
from layers.report import sections
from layers.report.area import AreaProfile
from layers.report.asked import Asked
from layers.report.funded import FundedProfile
from layers.report.legible import legible
from layers.report.model import Report
from layers.report.references import References
from layers.report.views import ViewProfile
from layers.texts import texts
from layers.view import PARAMETERS, to_query

Head = tuple[str, str]  # title, kicker


def report(city: City, asked: Asked) -> Report:
    """Return the report; the same city, view, sections, address and day give the same."""
    view, words = asked.view, texts(asked.view.language)["report"]
    references = References(words)
    profile, (title, kicker) = _profile(city, asked, references)
    made = profile.sections(sections.chosen(asked.kind, asked.sections))
    query = to_query(view, city) or f"?{PARAMETERS['city']}={city.id}"
    found = Report(
        language=view.language,
        kicker=kicker,
        title=title,
        lead=profile.lead(),
        sections=made,
        sources_title=words["sources"],
        references=references.entries,
        address=f"{asked.place.host}{query}",
        today=asked.place.today,
        operator=city.operator.name,
        logo=city.operator.logo,
        funder_note=city.operator.funder_note,
    )
    return cast("Report", legible(found))


def _profile(
    city: City, asked: Asked, references: References
) -> tuple[AreaProfile | FundedProfile | ViewProfile, Head]:
    room, view = texts(asked.view.language), asked.view
    words, product = room["report"], room["page"]["product"]
    if asked.kind == sections.FUNDED_KIND:
        funded = FundedProfile(city, asked, references)
        title = words["title_funded"].format(name=funded.area.name)
        return funded, (title, words["kicker_funded"].format(product=product, city=city.name))
    level = city.level(view.level)
    if asked.kind == sections.AREA_KIND:
        area = AreaProfile(city, view, references)
        title = words["title_area"].format(name=area.area.name)
        kicker = words["kicker_area"].format(product=product, level=level.name, city=city.name)
        return area, (title, kicker)
    shown = ViewProfile(city, asked, references)
    kicker = words["kicker_view"].format(product=product, level=level.name_plural, city=city.name)
    return shown, (shown.title(), kicker)
