"""The consultation that is open on the day of loading."""

from __future__ import annotations

from pages.demo import places
from pages.demo.kinds import ConsultationText

_DATA = """Vos contributions servent à cette consultation seulement. Votre e-mail n'est ni publié ni
    transmis ; vous pouvez demander l'effacement de vos données à tout moment."""

MOBILITY = ConsultationText(
    slug="quelle-mobilite-a-fleurus",
    concerned="Les personnes qui habitent Fleurus, y travaillent ou la traversent",
    elected="Échevinat de la Mobilité",
    contact="mobilite@example.be",
    title="Quelle mobilité à Fleurus ?",
    lead="""À pied, à vélo, en bus, en voiture : comment vous déplacez-vous d'une section à l'autre,
        et qu'est-ce qui vous retient de faire autrement ? Proposez vos idées et soutenez celles des
        autres.""",
    picture="lanes",
    kind="call_for_ideas",
    opens=-10,
    days=35,
    answer=85,
    contract=(
        """La Ville veut rendre les déplacements plus sûrs entre les huit sections et vers les
        écoles. Les voiries régionales et les lignes de bus ne dépendent pas d'elle.""",
        """Les trajets à sécuriser en premier, le stationnement des vélos, les traversées, les
        trottoirs, l'information sur les alternatives à la voiture.""",
        """Le Collège communal, sur avis du service Mobilité. Pour ce qui dépend d'autres autorités,
        la Ville transmet votre idée et vous dit à qui.""",
        """Au plus tard le {+85}, un bilan public donne la suite réservée à chaque groupe d'idées.
        Chaque personne qui a proposé une idée reçoit une réponse.""",
        _DATA,
    ),
    service=places.MOBILITY,
    themes=("mobilite", "environnement", "accessibilite"),
    published=-10,
    body=(
        (
            "text",
            """
            ## De quoi parlons-nous ?

            Se déplacer à Fleurus, c'est aller à l'école à Lambusart, à la bibliothèque au centre,
            chez le médecin à Wanfercée-Baulet ou au travail hors de la commune. Chacun de ces
            trajets a ses obstacles : un trottoir trop étroit, une traversée qui fait peur, un
            vélo qu'on ne sait pas où attacher, un horaire qui ne colle pas.

            Cette consultation prolonge la Semaine de la mobilité. Elle ne demande pas si vous êtes
            pour ou contre la voiture : elle cherche les endroits et les moments où un autre choix
            deviendrait possible, ou simplement plus sûr.

            ## Trois questions pour vous aider

            1. Quel trajet faites-vous le plus souvent, et comment ?
            2. Qu'est-ce qui vous empêche de le faire autrement ?
            3. Qu'est-ce que la Ville pourrait changer, à cet endroit précis ?

            Plus une idée est située (une rue, un carrefour, une heure), plus le service Mobilité
            peut l'étudier vite. Une photo n'est pas nécessaire.
            """,
        ),
        (
            "steps",
            {
                "title": "Ce qui se passe, et quand",
                "steps": [
                    ("Depuis le {-10}", "Appel à idées", "En ligne et sur papier.", True),
                    (
                        "Chaque semaine",
                        "Lecture des idées",
                        "L'équipe Communication regroupe les idées proches, sans en effacer.",
                        False,
                    ),
                    (
                        "Après le {+24}",
                        "Analyse par le service Mobilité",
                        "Faisabilité, coût, autorité compétente.",
                        False,
                    ),
                    ("Ensuite", "Décision du Collège communal", "", False),
                    ("Au plus tard le {+85}", "Bilan public", "Publié sur cette page.", False),
                ],
            },
        ),
        (
            "quote",
            {
                "quote": """Nous connaissons les plans des rues. Vous connaissez les détours, les
                    raccourcis et les endroits où l'on retient son souffle. Il nous faut les
                    deux.""",
                "source": "Le service Mobilité",
            },
        ),
        (
            "documents",
            {"title": "Participer sur papier", "documents": ["formulaire-mobilite"]},
        ),
        (
            "questions",
            {
                "title": "Vos questions",
                "questions": [
                    (
                        "Qui peut participer ?",
                        "Toute personne qui habite, travaille, étudie ou se déplace à Fleurus, quel"
                        " que soit son âge à partir de 13 ans.",
                    ),
                    (
                        "Mon idée concerne une route régionale. Est-ce utile ?",
                        "Oui. La Ville n'y décide pas seule, mais elle transmet votre idée au"
                        " gestionnaire de la voirie et vous dit ce qu'il répond.",
                    ),
                    (
                        "Puis-je participer sans internet ?",
                        "Oui : le formulaire papier est disponible à l'Administration communale"
                        " et à la bibliothèque « La Bonne Source ». Il compte autant qu'en ligne.",
                    ),
                    (
                        "Que devient une idée qui n'est pas retenue ?",
                        "Elle reste visible, avec la raison de la décision. Lisez"
                        " [comment une idée devient une décision](page:de-l-idee-a-la-decision).",
                    ),
                ],
            },
        ),
        (
            "related_pages",
            {
                "title": "Pour aller plus loin",
                "pages": ["mobilite-une-question-huit-sections", "de-l-idee-a-la-decision"],
            },
        ),
    ),
)
