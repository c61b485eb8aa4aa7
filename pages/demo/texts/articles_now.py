"""Articles around the day of loading, and the quiz that waits for its day."""

from __future__ import annotations

from pages.demo import places
from pages.demo.kinds import ArticleText

MOBILITY = ArticleText(
    slug="mobilite-une-question-huit-sections",
    title="Mobilité : une question, huit sections",
    lead="""Brye n'a pas les mêmes trajets que Lambusart. La consultation « Quelle mobilité à
        Fleurus ? » cherche ce qui se ressemble et ce qui diffère.""",
    picture="districts",
    published=-9,
    service=places.MOBILITY,
    themes=("mobilite", "environnement"),
    consultation="quelle-mobilite-a-fleurus",
    body=(
        (
            "text",
            """
            Brye, Fleurus, Heppignies, Lambusart, Saint-Amand, Wagnelée, Wanfercée-Baulet,
            Wangenies : huit sections, huit manières de se déplacer. Ici, l'arrêt de bus est au coin
            de la rue ; là, il faut marcher le long d'une route sans trottoir pour l'atteindre.

            Les comptages de véhicules disent combien. Ils ne disent pas pourquoi. Pourquoi cette
            élève ne vient-elle pas à vélo alors que l'école est à dix minutes ? Pourquoi ce couple
            prend-il la voiture pour aller chercher le pain ? Les raisons sont souvent précises, et
            parfois faciles à lever.

            Voilà ce que cherche la consultation « Quelle mobilité à Fleurus ? » : des raisons et
            des lieux. Vous pouvez proposer une idée, soutenir celle d'une autre personne, ou
            simplement raconter un trajet.

            Toutes les solutions ne sont pas dans les mains de la Ville. Elle ne fixe ni les
            horaires des bus ni l'aménagement des routes régionales. Mais elle connaît les
            interlocutrices et les interlocuteurs, et un dossier porté par des habitantes et des
            habitants pèse plus lourd.
            """,
        ),
        (
            "quote",
            {
                "quote": "Une bonne idée de mobilité commence souvent par « au coin de… ».",
                "source": "Le service Mobilité",
            },
        ),
    ),
)

AMBASSADORS = ArticleText(
    slug="faites-passer-le-mot",
    title="Faites passer le mot : devenez ambassadrice ou ambassadeur",
    lead="""Une consultation vaut ce que vaut la diversité de celles et ceux qui y répondent. Vous
        pouvez nous aider à toucher les autres.""",
    picture="loudspeaker",
    published=-4,
    service=places.COMMUNICATION,
    themes=("participation", "information"),
    body=(
        (
            "text",
            """
            Les mêmes personnes répondent souvent aux mêmes questions. Elles ont raison de le
            faire ; mais une ville compte aussi une majorité silencieuse, qui n'a pas le temps, n'a
            pas l'habitude, ou pense que son avis ne changera rien.

            Les affiches, Fleurus Mag' et les réseaux sociaux font une partie du chemin. L'autre
            partie, c'est une conversation : un voisin qui en parle à la sortie de l'école, un club
            qui transmet l'information à ses membres, une commerçante qui pose quelques formulaires
            près de sa caisse.

            ## Trois gestes qui comptent

            - Parlez d'une consultation à une personne qui n'habite pas votre section.
            - Proposez de remplir ensemble un [formulaire papier](page:participer-sur-papier).
            - Associations et commerces : demandez quelques affiches au service Communication.

            Et si quelqu'un vous répond que « cela ne sert à rien », montrez-lui les
            [bilans](page:bilans). Ils disent ce qui a été retenu, et aussi ce qui ne l'a pas été.
            """,
        ),
    ),
)

QUIZ = ArticleText(
    slug="runnnin-city-le-saviez-vous",
    title="Runnnin' City : le saviez-vous ?",
    lead="""Un quiz de cinq questions pour découvrir la ville que la course traverse, et courir sans
        se blesser.""",
    picture="race",
    service=places.EVENTS,
    themes=("vie-locale",),
    published=-4,
    body=(
        (
            "text",
            """
            Courir dans sa ville, c'est la voir autrement : une ruelle que l'on ne prend jamais, une
            façade que l'on ne regardait plus, des encouragements lancés d'une fenêtre.

            Ce quiz accompagne la Runnnin' City. Aucun compte n'est nécessaire, rien de vos réponses
            n'est gardé, et elles ne sont pas comptées comme des contributions.
            """,
        ),
    ),
)

ARTICLES_NOW = (MOBILITY, AMBASSADORS, QUIZ)
