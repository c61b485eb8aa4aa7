"""Consultations to come: one announced, one scheduled, two whose subject is to be defined.

The deck's calendar shows six boxes: a quiz (articles_now.py), one subject to be defined, mobility,
the Christmas market, the week of waste reduction, the day of persons with disabilities. The first
subject to be defined has since become the workshops of the library.
"""

from __future__ import annotations

from pages.demo import places
from pages.demo.kinds import ConsultationText

WORKSHOPS = ConsultationText(
    slug="ateliers-bibliotheque",
    concerned="Les lectrices et lecteurs, et tous ceux qui cherchent un coup de main numérique",
    elected="Échevinat de la Culture",
    contact="bibliotheque@example.be",
    title="Quels ateliers à la bibliothèque « La Bonne Source » ?",
    lead="""Pour participer, il ne faut ni ordinateur ni diplôme : la bibliothèque ouvre des
        ateliers accompagnés. Un court sondage vous demandera bientôt quand et comment les
        organiser.""",
    picture="shelves",
    kind="poll",
    opens=5,
    days=28,
    answer=62,
    contract=(
        "Des ateliers accompagnés et gratuits auront lieu à la bibliothèque.",
        "Les jours, les heures, la durée et les sujets des ateliers.",
        "La bibliothèque et le service Communication, avec l'accord du Collège communal.",
        "Le programme et les résultats du sondage paraissent ensemble, au plus tard le {+62}.",
        "Le sondage est anonyme. Aucune donnée personnelle n'est conservée.",
    ),
    service=places.LIBRARY,
    themes=("accessibilite", "numerique", "participation"),
    published=-2,
    body=(
        (
            "text",
            """
            ## Personne ne doit rester à la porte

            Une plateforme en ligne est pratique pour les unes, intimidante pour les autres. Dès le
            départ, le comité de pilotage a voulu d'autres portes d'entrée : le formulaire papier,
            le guichet, et des ateliers à la bibliothèque « La Bonne Source » pour les personnes qui
            n'ont pas d'accès à internet ou qui ne s'y sentent pas à l'aise.

            Pendant un atelier, une animatrice ou un animateur de la bibliothèque vous accompagne :
            lire une consultation, formuler une idée, l'envoyer. Vous repartez sans compte oublié
            sur un ordinateur public : ce que vous avez proposé est encodé pour vous, avec votre
            accord.

            ## Le sondage, en trois questions

            - Quel jour et à quelle heure pourriez-vous venir ?
            - Seul, à deux, en petit groupe ?
            - Quel coup de main vous serait utile en premier ?
            """,
        ),
        (
            "related_pages",
            {"title": "À lire aussi", "pages": ["ateliers-a-la-bonne-source"]},
        ),
    ),
)

CHRISTMAS = ConsultationText(
    slug="quel-marche-de-noel-pour-fleurus",
    concerned="Les habitants, les commerçants et les artisans",
    elected="Échevinat du Commerce",
    contact="commerce@example.be",
    title="Quel marché de Noël pour Fleurus ?",
    lead="""Le lieu, l'ambiance, les artisans, les heures : dites-nous, dans cette enquête en ligne,
        à quoi devrait ressembler le prochain marché de Noël.""",
    picture="market",
    kind="survey",
    opens=12,
    days=35,
    answer=80,
    contract=(
        "Un marché de Noël aura lieu. Son budget est celui de l'an dernier.",
        "Le lieu, la durée, les heures, les animations et la place faite aux artisans locaux.",
        "Le Collège communal, sur proposition du service Commerce et Festivités.",
        "Le bilan paraît avec le programme, au plus tard le {+80}.",
        "Les réponses à l'enquête sont anonymes ; seuls des résultats groupés sont publiés.",
    ),
    service=places.EVENTS,
    themes=("vie-locale",),
    goes="scheduled",
    body=(
        (
            "text",
            """
            ## Le marché de Noël, c'est vous

            Un marché de Noël réussi tient à peu de chose : un endroit où l'on se croise, des
            échoppes d'ici, une heure qui convient aux familles comme aux commerçantes et aux
            commerçants. Avant de dessiner le prochain, la Ville veut entendre celles et ceux qui y
            viennent, et celles et ceux qui n'y viennent pas.

            L'enquête comporte trois parties : vos habitudes, vos envies, et une question pour les
            forces vives (associations, artisans, commerces) qui souhaitent y tenir une échoppe.
            """,
        ),
        (
            "questions",
            {
                "title": "Vos questions",
                "questions": [
                    (
                        "Je suis commerçant ou commerçante. Est-ce ici que je réserve ?",
                        "Non. L'enquête prépare le marché ; les réservations s'ouvrent ensuite,"
                        " auprès du service Commerce et Festivités.",
                    ),
                    (
                        "Le marché pourrait-il avoir lieu dans plusieurs sections ?",
                        "C'est l'une des questions posées : votre réponse compte.",
                    ),
                ],
            },
        ),
    ),
)

_TO_DEFINE = """Le comité de pilotage choisira la question lors d'une prochaine réunion. Le
    calendrier éditorial est une proposition : il évolue avec l'actualité et les priorités."""

WASTE = ConsultationText(
    slug="sujet-a-definir-reduction-des-dechets",
    title="Sujet à définir (Semaine européenne de la réduction des déchets)",
    lead=_TO_DEFINE,
    picture="loop",
    kind="poll",
    opens=45,
    days=28,
    answer=110,
    contract=("", "", "", "", ""),
    service=places.ENVIRONMENT,
    themes=("environnement",),
    goes="nowhere",
)

DISABILITY = ConsultationText(
    slug="sujet-a-definir-personnes-handicapees",
    title="Sujet à définir (Journée internationale des personnes handicapées)",
    lead=_TO_DEFINE,
    picture="ramp",
    kind="call_for_ideas",
    opens=66,
    days=35,
    answer=140,
    contract=("", "", "", "", ""),
    service=places.COHESION,
    themes=("accessibilite",),
    goes="nowhere",
)
