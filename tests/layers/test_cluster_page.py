"""The page about neighbours: plain words, a map of classes, what few areas cannot show."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from geodata.model import City, Status
from geodata.statistics.clusters import clusters
from layers.analysis.clusters import answer
from layers.analysis.model import Answer, Question
from layers.report.model import Bullets, Map, Plot, Section, Table
from layers.view import from_query
from tests.geodata import squares as sq
from tests.geodata.test_clusters import SIDE, board, shares


def asked(city: City, query: str = "", **own: str) -> tuple[Question, Answer]:
    question = Question(city, from_query(f"?{query}", city)[0], own)
    return question, answer(question)


def section(found: Answer, name: str) -> Section:
    return next(one for one in found.sections if one.id == name)


def chessboard(states: list[Status] | None = None) -> City:
    city = board(sq.counts(shares(), states or ()))
    start = replace(city.start, indicator="x", level="square", year=sq.YEAR)
    named = replace(city.indicators[0], name="Anteil", unit="%")
    return replace(city, indicators=(named,), start=start)


def test_lead_and_table_say_the_classes_of_the_statistics(flensburg: City) -> None:
    name = "migrationshintergrund-anteil"
    _, found = asked(flensburg, f"indikator={name}&jahr=2022")
    one = clusters(flensburg, "stadtteil", name, 2022)
    table = next(b for b in section(found, "gebiete").blocks if isinstance(b, Table))
    assert one.city is not None

    assert "Moran" not in " ".join(found.lead)  # the answer comes without statistics
    assert f"{one.city.i:.2f}".replace(".", ",") in str(section(found, "jahre"))
    assert len(table.rows) == 13
    assert sum("nicht auffällig" in row.cells[-1] for row in table.rows) == (one.classes == 5).sum()


def test_thirteen_areas_are_told_what_they_cannot_show(flensburg: City) -> None:
    _, found = asked(flensburg, "indikator=sgb-ii-anteil")
    limits = section(found, "grenzen")

    assert "13" in limits.title
    assert isinstance(limits.blocks[0], Bullets)
    assert "zu wenige Gebiete" in limits.blocks[0].items[0]


def test_a_clear_pattern_has_a_map_of_classes_with_their_words() -> None:
    _, found = asked(chessboard(), "indikator=x&ebene=square")
    drawn = section(found, "gebiete").blocks[0]
    assert isinstance(drawn, Map)
    told = " ".join(row.text for block in drawn.legend for row in block.rows)

    assert "beieinander" in found.lead[0]
    assert "hohe Werte, auch ringsum" in told
    assert "nicht auffällig" in told


def test_the_scatter_plot_holds_every_counted_area_once() -> None:
    _, found = asked(chessboard(), "indikator=x&ebene=square")
    plot = next(b for b in section(found, "streubild").blocks if isinstance(b, Plot))
    names = [name for curve in plot.curves for name in curve.names]

    assert len(names) == len(set(names)) == SIDE**2
    slope = plot.curves[-1]
    assert slope.ys[1] / slope.xs[1] == pytest.approx(slope.ys[0] / slope.xs[0])


def test_hidden_areas_are_in_no_figure_and_told_in_words() -> None:
    states = [Status.OK] * SIDE**2
    states[1] = states[SIDE] = Status.SUPPRESSED
    _, found = asked(chessboard(states), "indikator=x&ebene=square")
    plot = next(b for b in section(found, "streubild").blocks if isinstance(b, Plot))
    limits = section(found, "grenzen").blocks[0]
    assert isinstance(limits, Bullets)
    said = " ".join(limits.items)

    assert sum(len(curve.names) for curve in plot.curves) == SIDE**2 - 3
    assert "2 von der Quelle geheim gehalten" in said
    assert "keinen Nachbarn mit Wert" in said
    hidden = [row for row in found.tables["gebiete"] if row[-1] == "suppressed"]
    assert len(hidden) == 2
    assert all(row[3:8] == ("", "", "", "", "") for row in hidden)


def test_smoothing_is_offered_only_where_people_are_known(flensburg: City) -> None:
    _, share = asked(flensburg, "indikator=sgb-ii-anteil", werte="geglaettet")
    question, number = asked(flensburg, "indikator=altenquotient", werte="geglaettet")

    assert share.choices[0].value == "geglaettet"
    assert any("Reis" in item for item in section(share, "methode").blocks[0].items)  # type: ignore[union-attr]
    assert number.choices == ()
    assert question.notices


def test_equal_values_everywhere_have_no_pattern_and_the_page_says_so() -> None:
    city = chessboard()
    series = city.series["square", "x"]
    flat = replace(series, value=np.full_like(series.value, 7.0))
    _, found = asked(sq.with_series(city, square__x=flat), "indikator=x&ebene=square")

    assert "kein Muster" in found.lead[0]
    assert "streubild" not in {one.id for one in found.sections}


def test_every_indicator_of_flensburg_is_answered(flensburg: City) -> None:
    for indicator in flensburg.indicators:
        if ("stadtteil", indicator.id) in flensburg.series:
            _, found = asked(flensburg, f"indikator={indicator.id}")
            assert found.lead
            assert " nan" not in " ".join(found.lead)


def test_the_city_as_a_whole_is_answered_on_its_areas(flensburg: City) -> None:
    _, found = asked(flensburg, "indikator=sgb-ii-anteil&ebene=stadt")

    assert "Stadtteile" in " ".join(found.lead)
