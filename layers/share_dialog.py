"""The dialog to take a view away: picture, data, address, embedding.

It is sent as one text and set in when it is opened first; ``assets/share.js`` fills in what
depends on the view.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dash import html
from dash.development.base_component import Component

from layers.export.formats import FORMATS, path
from layers.markup import markup
from layers.report.addresses import view_path
from layers.report.formats import FORMATS as FORMATS_OF_REPORTS
from layers.texts import Texts

# parameter of the picture's address: text of the field, texts of its options, ending in its value
PICTURE = {
    "art": ("kind", ("kind_pdf", "kind_png", "kind_svg")),
    "papier": ("paper", ("paper_a4", "paper_a3", "paper_screen")),
    "format": ("shape", ("shape_quer", "shape_hoch")),
    "grau": ("colour", ("colour_nein", "colour_ja")),
}


def dialog(texts: Texts) -> Component:
    """Return the place of the dialog, closed and empty."""
    words = texts["share"]
    content = [
        _head(words),
        _picture(words),
        _report(words),
        _data(words, texts["data"]),
        _share(words),
    ]
    said = {key: words[key] for key in ("drawing", "drawn", "not_drawn", "preview", "embed_text")}
    return html.Dialog(
        id="share-dialog",
        **{"aria-labelledby": "share-title", "data-html": markup(content)},
        **{f"data-{key.replace('_', '-')}": text for key, text in said.items()},
    )


def _head(words: Mapping[str, str]) -> Component:
    close = html.Button("×", type="button", className="close", **{"aria-label": words["close"]})
    return html.Div([html.H2(words["title"], id="share-title"), close], className="panel-head")


def _picture(words: Mapping[str, str]) -> Component:
    fields = [_choice(name, *PICTURE[name], words) for name in PICTURE]
    return html.Section(
        [
            html.H3(words["picture"]),
            html.P(words["picture_why"], className="quiet"),
            html.Div(fields, className="fields"),
            html.Img(className="preview", alt=""),
            html.P(role="status", className="quiet state"),
            html.A(words["download"], className="download", download="", href=""),
        ]
    )


def _choice(name: str, key: str, options: tuple[str, ...], words: Mapping[str, str]) -> Component:
    made: list[Any] = [html.Option(words[one], value=one.rsplit("_")[-1]) for one in options]
    return html.Label([words[key], html.Select(made, **{"data-picture": name})])


def _data(words: Mapping[str, str], labels: Mapping[str, str]) -> Component:
    links = [
        html.Li(html.A(labels[made.label], download="", href="", **{"data-file": path(name)}))
        for name, made in FORMATS.items()
    ]
    return html.Section(
        [
            html.H3(words["data"]),
            html.P(words["data_why"], className="quiet"),
            html.Ul(links, className="files"),
        ]
    )


def _report(words: Mapping[str, str]) -> Component:
    links = [
        html.Li(
            html.A(
                words[f"report_{ending}"],
                download="",
                href="",
                **{"data-file": view_path(ending)},
            )
        )
        for ending in reversed(FORMATS_OF_REPORTS)
    ]
    return html.Section(
        [
            html.H3(words["report"]),
            html.P(words["report_why"], className="quiet"),
            html.Ul(links, className="files"),
        ]
    )


def _share(words: Mapping[str, str]) -> Component:
    kinds: list[Any] = [
        html.Option(words["embed_live"], value="live"),
        html.Option(words["embed_still"], value="still"),
    ]
    return html.Section(
        [
            html.H3(words["share"]),
            html.Div(
                [
                    html.Img(className="qr", alt=words["qr"], width="132", height="132"),
                    html.Div(
                        [
                            html.P(words["address"], className="quiet"),
                            html.P(className="address"),
                            html.Button(words["copy"], type="button", **{"data-copy": "address"}),
                        ]
                    ),
                ],
                className="address-row",
            ),
            html.H3(words["embed"]),
            html.P(words["embed_why"], className="quiet"),
            html.Label([words["embed_kind"], html.Select(kinds, **{"data-embed": ""})]),
            html.Pre(html.Code(className="embed"), tabIndex=0, role="region"),
            html.Button(words["copy_embed"], type="button", **{"data-copy": "embed"}),
            html.Details(
                [html.Summary(words["embed_preview"]), html.Div(className="embed-preview")],
                className="embedded-look",
            ),
            html.P(role="status", className="copied"),
            html.H3(words["own_talk"]),
            html.P(words["own_talk_why"], className="quiet"),
            html.Button(words["own_talk_open"], type="button", **{"data-talk": "own"}),
        ]
    )
