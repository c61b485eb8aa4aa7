"""The editorial calendar: the deck's six boxes of 2021, and a year around the day of loading.

The boxes name no kind; where the title does not settle it, it is to be decided, and three of the
six have no subject either.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pages.demo import places
from pages.demo.kinds import When

MOBILITY_WEEK = "Semaine européenne de la mobilité"
WASTE_WEEK = "Semaine européenne de la réduction des déchets"
DISABILITY_DAY = "Journée internationale des personnes handicapées"


@dataclass(frozen=True, kw_only=True)
class Planned:
    """One entry: its days are fixed, or counted from the day of loading."""

    subject: str = ""
    kind: str = "undefined"
    state: str = "to_define"
    precision: str = "none"
    first: When | None = None
    last: When | None = None
    observance: str = ""
    page: str = ""  # the key of the page that it plans
    service: str = ""
    theme: str = ""
    in_charge: str = "mise-en-oeuvre@example.be"


DECK = (
    Planned(
        subject="Runnnin' City : le saviez-vous ?",
        kind="quiz",
        state="planned",
        precision="month",
        first=date(2021, 6, 1),
    ),
    Planned(precision="range", first=date(2021, 7, 1), last=date(2021, 8, 31)),
    Planned(
        subject="Quelle mobilité à Fleurus ?",
        state="planned",
        precision="month",
        first=date(2021, 9, 1),
        observance=MOBILITY_WEEK,
    ),
    Planned(
        subject="Quel marché de Noël pour Fleurus ?",
        state="planned",
        precision="month",
        first=date(2021, 10, 1),
    ),
    Planned(precision="month", first=date(2021, 11, 1), observance=WASTE_WEEK),
    Planned(precision="month", first=date(2021, 12, 1), observance=DISABILITY_DAY),
)

# What these announced, asked and reported has its own dates: those of the pages.
PAST = (
    Planned(page="accueil-services-communaux", kind="call_for_ideas", service=places.WELCOME),
    Planned(page="nouveau-site-internet", kind="survey", service=places.DIGITAL),
    Planned(page="hotel-de-ville-wanfercee-baulet", kind="call_for_ideas", service=places.HERITAGE),
    Planned(page="ameliorons-votre-fleurus-mag", kind="survey", service=places.COMMUNICATION),
)

NOW = (
    Planned(page="mobilite-une-question-huit-sections", kind="article", theme="mobilite"),
    Planned(
        page="quelle-mobilite-a-fleurus",
        kind="call_for_ideas",
        theme="mobilite",
        service=places.MOBILITY,
    ),
    Planned(page="faites-passer-le-mot", kind="article"),
    Planned(page="runnnin-city-le-saviez-vous", kind="quiz", service=places.EVENTS),
    Planned(page="ateliers-bibliotheque", kind="poll", service=places.LIBRARY),
    Planned(page="quel-marche-de-noel-pour-fleurus", kind="survey", theme="vie-locale"),
    Planned(
        subject="Ce que vous avez dit du Fleurus Mag'",
        kind="report",
        state="to_approve",
        precision="day",
        first=9,
        service=places.COMMUNICATION,
        in_charge="strategie@example.be",
    ),
    Planned(
        subject="Atelier d'écriture d'idées à la bibliothèque",
        kind="workshop",
        state="ready",
        precision="day",
        first=9,
        service=places.LIBRARY,
    ),
    Planned(
        subject="Trois idées déjà réalisées",
        kind="article",
        state="writing",
        precision="week",
        first=17,
    ),
    Planned(
        subject="Ce qui change à l'accueil de l'Hôtel de Ville",
        kind="article",
        state="planned",
        precision="week",
        first=-20,
        service=places.WELCOME,
    ),
    Planned(
        kind="poll",
        state="writing",
        precision="range",
        first=45,
        last=72,
        page="sujet-a-definir-reduction-des-dechets",
        service=places.ENVIRONMENT,
        theme="environnement",
        observance=WASTE_WEEK,
    ),
    Planned(
        kind="call_for_ideas",
        precision="range",
        first=66,
        last=100,
        page="sujet-a-definir-personnes-handicapees",
        service=places.COHESION,
        theme="accessibilite",
        observance=DISABILITY_DAY,
    ),
    Planned(
        subject="Bilan trimestriel de la plateforme",
        kind="report",
        state="planned",
        precision="month",
        first=95,
        in_charge="strategie@example.be",
    ),
    Planned(
        subject="La nuit, la rue et vous",
        kind="survey",
        state="planned",
        precision="month",
        first=130,
        theme="mobilite",
        service=places.MOBILITY,
    ),
    Planned(precision="month", first=-125),
    Planned(
        subject="Où planter cent arbres ?",
        kind="vote",
        state="planned",
        precision="month",
        first=190,
        theme="environnement",
        service=places.ENVIRONMENT,
    ),
    Planned(subject="Un nom pour la nouvelle salle de quartier", kind="vote"),
    Planned(),
)
