"""The first articles: the launch, the press, and what becomes of an idea."""

from __future__ import annotations

from datetime import date

from pages.demo import places
from pages.demo.kinds import ArticleText

LAUNCH = ArticleText(
    slug="la-plateforme-est-lancee",
    title="La plateforme est lancée : devenez acteur de votre ville",
    lead="""Depuis ce 15 décembre 2020, Fleurus dispose d'une plateforme de participation citoyenne.
        Vous pouvez y proposer, voter, commenter et suivre ce que la Ville fait de vos idées.""",
    picture="square",
    published=date(2020, 12, 15),
    service=places.COMMUNICATION,
    themes=("participation",),
    body=(
        (
            "text",
            """
            Donner son avis ne devrait pas demander de connaître quelqu'un, ni d'être libre un mardi
            soir. C'est l'idée de départ de cette plateforme : une adresse unique, ouverte jour et
            nuit, où chaque habitante et chaque habitant des huit sections peut prendre part à la
            vie de la commune.

            Elle poursuit trois buts. La **transparence** d'abord : une information personnalisée,
            et un regard sur le travail de l'administration. La **collaboration** ensuite : donner
            la parole à celles et ceux que l'on entend peu, et permettre aux citoyennes et aux
            citoyens d'échanger entre eux. La **co-construction** enfin : partir de vos opinions et
            de vos idées pour améliorer le quotidien.

            ## Concrètement

            - Des consultations de quatre à six semaines, sur un sujet précis.
            - Une [boîte à idées](page:boite-a-idees) permanente, pour tout le reste.
            - Des articles qui expliquent les projets de la Ville.
            - Des [bilans](page:bilans) qui disent ce que vos contributions ont changé.

            La plateforme est l'un des outils du Programme stratégique transversal de la Ville, dont
            l'objectif O.S.3 est de développer un réel modèle de participation citoyenne. Elle ne
            remplace ni les comités de quartier, ni les conseils consultatifs, ni la porte ouverte
            d'un service : elle s'y ajoute.
            """,
        ),
        (
            "quote",
            {"quote": "Devenez acteur de votre ville.", "source": "Le slogan de la plateforme"},
        ),
        (
            "related_pages",
            {"title": "Pour commencer", "pages": ["boite-a-idees", "regles-du-jeu", "faq"]},
        ),
    ),
)

PRESS = ArticleText(
    slug="revue-de-presse-du-lancement",
    title="Ils en parlent : la revue de presse du lancement",
    lead="""Quatre médias ont présenté la plateforme à sa naissance. Petit tour des titres.""",
    picture="newspapers",
    published=date(2020, 12, 22),
    service=places.COMMUNICATION,
    themes=("participation", "information"),
    body=(
        (
            "text",
            """
            Le communiqué envoyé par le service Communication a été bien relayé. Dès le lancement,
            télévision locale et journaux ont expliqué la démarche, chacun à sa manière.

            - **Télésambre** : « La ville de Fleurus lance son appli citoyenne »
            - **La DH** : « Envie de participer à construire Fleurus ? … »
            - **La Nouvelle Gazette** : « Fleurus adhère à la plateforme de participation
              citoyenne »
            - **L'Avenir** : « Un nouveau média citoyen à Fleurus »

            Une précision, puisque deux mots reviennent dans ces titres : la plateforme n'est pas
            une application à installer. C'est un site, qui s'ouvre sur un téléphone comme sur un
            ordinateur. Et si elle informe, elle n'est pas un média comme les autres : vous en
            écrivez une bonne partie.

            Nous ne reproduisons pas les articles, qui appartiennent à leurs rédactions. Vous les
            retrouverez dans leurs archives, à la mi-décembre 2020.
            """,
        ),
    ),
)

DECISION = ArticleText(
    slug="de-l-idee-a-la-decision",
    title="Comment une idée devient une décision",
    lead="""Vous avez proposé une idée. Qui la lit, qui décide, et quand aurez-vous une réponse ?
        Suivez le chemin, étape par étape.""",
    picture="path",
    published=date(2021, 1, 12),
    service=places.COMMUNICATION,
    themes=("participation",),
    body=(
        (
            "text",
            """
            Une idée déposée sur la plateforme ne tombe pas dans un tiroir. Elle suit un chemin qui
            est le même pour toutes, qu'elle tienne en une ligne ou en trois pages, qu'elle arrive
            en ligne ou sur papier.
            """,
        ),
        (
            "steps",
            {
                "title": "Le chemin d'une idée",
                "steps": [
                    (
                        "Au moins toutes les deux semaines",
                        "Le comité de pilotage lit",
                        "Il analyse les idées et les commentaires, et regroupe ceux qui se"
                        " ressemblent.",
                        False,
                    ),
                    (
                        "Chaque mois",
                        "Un rapport part au Collège communal",
                        "Il contient les chiffres, la synthèse des idées spontanées et les actions"
                        " à venir.",
                        False,
                    ),
                    (
                        "En séance",
                        "Le Collège communal se positionne",
                        "Il peut charger un service d'étudier l'idée ou de la réaliser.",
                        False,
                    ),
                    (
                        "Ensuite",
                        "La décision est communiquée",
                        "À l'auteur ou l'autrice d'abord, puis dans un bilan public.",
                        False,
                    ),
                ],
            },
        ),
        (
            "text",
            """
            ## Le Collège n'est pas obligé d'accepter

            Participer n'est pas décider à la place des élues et des élus. Le Collège communal reste
            libre de sa réponse : il tient compte du budget, de la loi et des autres projets. En
            échange de cette liberté, il s'engage à expliquer. Une idée non retenue reçoit une
            raison, pas un silence.

            ## Et si mon idée dépasse la commune ?

            Les routes régionales, les bus, les trains ou l'enseignement ne dépendent pas (ou pas
            seulement) de la Ville. Votre idée est alors transmise à l'autorité compétente, et vous
            savez laquelle.

            Ce qui compte le plus, c'est le retour. Les décisions et les discussions sont
            communiquées régulièrement : dans les [bilans](page:bilans), dans Fleurus Mag', sur les
            réseaux sociaux et, pour les sujets importants, par un communiqué de presse.
            """,
        ),
    ),
)

LAUNCH_ARTICLES = (LAUNCH, PRESS, DECISION)
