"""Home, the lists and the idea box, in French; and their Dutch and English versions."""

from __future__ import annotations

from dataclasses import dataclass

from pages.demo.kinds import Block, Text


@dataclass(frozen=True, kw_only=True)
class HomeText(Text):
    invitation_title: str
    invitation: str


HOME = HomeText(
    slug="fleurus",
    title="Devenez acteur de votre ville",
    lead="""Proposez vos idées, répondez aux consultations et suivez ce que la Ville de Fleurus en
        fait.""",
    invitation_title="Votre avis compte, même en deux minutes",
    invitation="""Toute personne qui habite, travaille ou étudie dans l'une des huit sections peut
        participer, en ligne ou [sur papier](page:participer-sur-papier). Commencez par une
        consultation en cours, ou déposez une idée dans la [boîte à idées](page:boite-a-idees).""",
    body=(
        (
            "steps",
            {
                "title": "Comment ça marche ?",
                "steps": [
                    ("D'abord", "Vous participez", "Une idée, un vote, une réponse.", False),
                    (
                        "Ensuite",
                        "Le comité de pilotage lit et transmet",
                        "Au moins toutes les deux semaines, puis chaque mois au Collège communal.",
                        False,
                    ),
                    (
                        "Puis",
                        "Le Collège communal se positionne",
                        "Il n'est pas obligé d'accepter ; il explique sa décision.",
                        False,
                    ),
                    (
                        "Enfin",
                        "Vous recevez une réponse",
                        "Et un bilan public dit ce que vos idées ont changé.",
                        False,
                    ),
                ],
            },
        ),
    ),
)

CONSULTATIONS = Text(
    slug="consultations",
    title="Consultations",
    lead="""Une question précise, quatre à six semaines pour y répondre, une date pour le bilan. Les
        consultations closes restent lisibles, avec ce qu'elles ont donné.""",
    in_menu=True,
)
ARTICLES = Text(
    slug="articles",
    title="Articles",
    lead="""Les projets, les coulisses et les suites : ce que la Ville raconte entre deux
        consultations.""",
    in_menu=True,
)
FEEDBACK = Text(
    slug="bilans",
    title="Bilans",
    lead="""Vous avez dit, nous avons fait : ce qui a été retenu, ce qui ne l'a pas été, et
        pourquoi.""",
    in_menu=True,
)
IDEA_BOX = Text(
    slug="boite-a-idees",
    title="Boîte à idées",
    lead="""Une idée pour votre rue, votre section ou toute la commune ? Elle n'a pas besoin
        d'attendre une consultation.""",
    picture="idea_box",
    in_menu=True,
    body=(
        (
            "text",
            """
            ## À quoi sert-elle ?

            La boîte à idées accueille les **idées spontanées** : celles que personne ne vous a
            demandées et qui, souvent, sont les plus utiles. Elle est ouverte toute l'année, à
            toutes les personnes qui vivent la commune au quotidien.

            ## Comment vos idées sont lues

            Le comité de pilotage lit chaque idée, au moins toutes les deux semaines. Il en fait une
            synthèse, transmise chaque mois au Collège communal. Le Collège en prend connaissance et
            se positionne ; il peut charger un service de l'étudier.

            ## Ce que nous ne promettons pas

            Le Collège communal n'est **pas obligé d'accepter** une idée. Certaines coûtent trop
            cher, d'autres ne dépendent pas de la commune, d'autres encore sont déjà prévues. Dans
            tous les cas, vous recevez une réponse motivée.
            """,
        ),
        (
            "steps",
            {
                "title": "Quand aurez-vous une réponse ?",
                "steps": [
                    ("Tout de suite", "Un accusé de réception", "Avec un numéro d'idée.", False),
                    ("Dans les deux semaines", "Votre idée est lue", "", False),
                    (
                        "Le mois suivant",
                        "Elle est transmise au Collège communal",
                        "Pour information, ou pour décision.",
                        False,
                    ),
                    (
                        "Après la séance",
                        "Vous êtes informé de la suite",
                        "Un message, puis le bilan trimestriel.",
                        False,
                    ),
                ],
            },
        ),
        (
            "notice",
            {
                "tone": "info",
                "text": """Vous préférez le papier ? Des formulaires vous attendent à
                    l'Administration communale et à la bibliothèque « La Bonne Source ».""",
            },
        ),
        (
            "related_pages",
            {"title": "À lire aussi", "pages": ["de-l-idee-a-la-decision", "regles-du-jeu"]},
        ),
    ),
)
SITE_MAP = Text(slug="plan-du-site", title="Plan du site")


@dataclass(frozen=True)
class Translated:
    """The same page in another language. The body is left out where the page has none."""

    title: str
    lead: str = ""
    alt: str = ""
    body: tuple[Block, ...] = ()
    invitation_title: str = ""
    invitation: str = ""
