"""The commands of all analyses. A further one is one entry here and one module with its tables."""

from __future__ import annotations

from collections.abc import Mapping

from geodata.table_command import Command, Option, Table


def _targeting() -> Mapping[str, Table]:
    from geodata.commands import targeting

    return targeting.TABLES


def _clusters() -> Mapping[str, Table]:
    from geodata.commands import clusters

    return clusters.TABLES


def _segregation() -> Mapping[str, Table]:
    from geodata.commands import segregation

    return segregation.TABLES


def _scenario() -> Mapping[str, Table]:
    from geodata.commands import scenario

    return scenario.tables()


def _spaces() -> Mapping[str, Table]:
    from geodata.commands import spaces

    return spaces.TABLES


def _effect() -> Mapping[str, Table]:
    from geodata.commands import effect

    return effect.TABLES


def _question() -> Mapping[str, Table]:
    from geodata.commands import question

    return question.TABLES


def _warning() -> Mapping[str, Table]:
    from geodata.commands import warning

    return warning.TABLES


def _transfer() -> Mapping[str, Table]:
    from geodata.commands import transfer

    return transfer.TABLES


def _intervals() -> Mapping[str, Table]:
    from geodata.commands import intervals

    return intervals.TABLES


def _comparable() -> Mapping[str, Table]:
    from geodata.commands import areas

    return areas.COMPARABLE


def _profile() -> Mapping[str, Table]:
    from geodata.commands import areas

    return areas.PROFILE


def _disclosure() -> Mapping[str, Table]:
    from geodata.commands import disclosure

    return disclosure.TABLES


ONE_AREA = (
    Option("--area", "ID", "das Gebiet"),
    Option("--indicators", "NAMEN", "mit Komma; leer: die des ersten Index der Stadt"),
    Option(
        "--tolerance", "ZAHL", "je Indikator höchstens so viele Standardabweichungen", 1.0, float
    ),
    Option("--most", "ZAHL", "höchstens so viele vergleichbare Gebiete", 3, int),
)
COMMANDS: tuple[Command, ...] = (
    Command(
        "disclosure",
        "verdeckte Zahlen, die sich aus veröffentlichten eingrenzen lassen",
        _disclosure,
        ("disclosure",),
        (Option("--narrow", "ZAHL", "enger als so viele Personen oder Fälle", 3.0, float),),
    ),
    Command(
        "intervals",
        "wie sicher Werte und Plätze der Gebiete sind",
        _intervals,
        ("intervals",),
    ),
    Command(
        "comparable",
        "Gebiete, die einem Gebiet in gewählten Indikatoren ähnlich sind",
        _comparable,
        ("comparable",),
        ONE_AREA,
    ),
    Command(
        "profile",
        "Stärken und Schwächen eines Gebiets gegen die Stadt und vergleichbare Gebiete",
        _profile,
        ("profile",),
        ONE_AREA,
    ),
    Command(
        "targeting",
        "ob die Förderung dort ankommt, wo der Bedarf ist",
        _targeting,
        ("curve", "index", "areas", "limits"),
        (
            Option("--limit", "ZAHL", "ab diesem Wert Bedarf; leer: Wert der Stadt", None, float),
            Option("--index", "NAME", "Bedarf nach den Klassen dieses Index"),
            Option("--from-class", "ZAHL", "Bedarf ab dieser Klasse des Index", 3, int),
            Option("--measure", "MASS", "menschen oder geld", "menschen"),
            Option("--stage", "STAND", "Geld: granted (bewilligt) oder spent", "granted"),
        ),
    ),
    Command(
        "segregation",
        "wie getrennt Gruppen in der Stadt wohnen und wie weit ihre Gebiete auseinanderliegen",
        _segregation,
        ("years", "areas", "levels", "groups", "polarisation", "trend"),
        (Option("--groups", "NAMEN", "mehrere Gruppen mit Komma, zusammen höchstens alle"),),
    ),
    Command(
        "clusters",
        "wo ähnliche Werte beieinander liegen und welche Gebiete sich von ringsum abheben",
        _clusters,
        ("areas", "city"),
        (
            Option(
                "--values", "ART", "published oder smoothed (nach Größe der Gebiete)", "published"
            ),
        ),
    ),
    Command(
        "scenario",
        "ein Planspiel: was wäre, wenn; neben dem wirklichen Stand",
        _scenario,
        ("effects", "areas", "classes"),
        (
            Option("--scenario", "TEXT", "die Änderungen, mit ~ dazwischen, siehe README"),
            Option("--need", "ZAHL", "ab diesem Wert Bedarf; leer: ohne", None, float),
            Option("--index", "NAME", "Index für die Klassen; leer: der erste"),
        ),
    ),
    Command(
        "spaces",
        "Sozialräume: Nachbargebiete, die einander ähnlich sind",
        _spaces,
        ("areas", "spaces", "borders", "numbers", "comparison"),
        (
            Option("--indicators", "NAMEN", "mit Komma; leer: die des ersten Index der Stadt"),
            Option("--method", "VERFAHREN", "ward (verbinden) oder tree (Baum teilen)", "ward"),
            Option("--number", "ZAHL", "Zahl der Räume; 0: der Vorschlag", 0, int),
            Option("--least", "ZAHL", "Einwohner je Raum; leer: bis zu 10000", None, float),
        ),
    ),
    Command(
        "effect",
        "was die Förderung verändert haben kann, gegen nie geförderte Gebiete",
        _effect,
        ("effect", "rules", "areas", "gaps"),
        (
            Option("--funded-area", "ID", "nur dieses Fördergebiet; leer: alle"),
            Option(
                "--covered", "PROZENT", "ab dieser Deckung gefördert (Vorgabe: 50)", 50.0, float
            ),
            Option("--controls", "WER", "alle nie geförderten oder nur vergleichbare", "alle"),
        ),
    ),
    Command(
        "question",
        "eigene Fragen: Gebiete nach Bedingungen, Verhältnis und Zusammenhang zweier Indikatoren",
        _question,
        ("filter", "ratio", "scatter", "line"),
        (
            Option("--conditions", "TEXT", "Bedingungen mit ~ dazwischen, siehe README"),
            Option("--other", "NAME", "zweiter Indikator für ratio, scatter und line"),
            Option("--weight", "ART", "none oder residents (nach Einwohnern)", "none"),
        ),
    ),
    Command(
        "warning",
        "Frühwarnung: wo nach der Regel der Stadt mehrere Zeichen zusammenkommen",
        _warning,
        ("areas", "conditions", "past"),
        (Option("--rule", "NAME", "Regel der Stadt; leer: die erste"),),
    ),
    Command(
        "transfer",
        "Zahlen aus der Zeit vor einer Gebietsreform auf den neuen Gebieten",
        _transfer,
        ("values", "weights", "errors", "shares"),
        (
            Option("--from", "EBENE", "früherer Zuschnitt; leer: nach den Daten der Ebenen"),
            Option("--weighting", "GEWICHT", "residents oder surface (Fläche)", "residents"),
            Option("--means", "JA", "yes: veröffentlichte Zahlen mitteln", "no"),
        ),
    ),
)
