"""The three reports that answer a consultation."""

from __future__ import annotations

from datetime import date

from pages.demo.kinds import Block, ReportText, Said

_ILLUSTRATION: Block = (
    "notice",
    {
        "tone": "info",
        "text": """Site de démonstration : le sujet de la consultation est réel, les décisions
            présentées ici montrent à quoi ressemble un bilan. Lisez
            [l'avertissement](page:mentions-legales).""",
    },
)

WELCOME = ReportText(
    slug="bilan",
    title="Bilan : l'accueil dans nos services communaux",
    lead="""Ce que vous avez proposé pour mieux être accueillis, ce que le Collège communal a décidé
        et où nous en sommes.""",
    picture="counter",
    consultation="accueil-services-communaux",
    published=date(2021, 4, 12),
    decisions=(
        Said(
            said="Pouvoir fixer un rendez-vous, par téléphone ou en ligne, pour éviter l'attente.",
            decided="""Les démarches de population et d'état civil se font sur rendez-vous ; une
                plage sans rendez-vous est maintenue chaque jour pour les situations urgentes.""",
            outcome="retained",
            on=date(2021, 3, 29),
            stands="Le système de rendez-vous est à l'essai au service Population.",
        ),
        Said(
            said="Ouvrir un guichet en soirée ou le samedi, pour les personnes qui travaillent.",
            decided="""Une permanence en fin de journée est prévue une fois par semaine. L'ouverture
                du samedi matin sera examinée après six mois.""",
            outcome="retained_in_part",
            on=date(2021, 3, 29),
        ),
        Said(
            said="Des panneaux plus clairs et des documents rédigés en langage simple.",
            decided="La signalétique fait partie de la rénovation déjà inscrite au budget.",
            outcome="already_planned",
            on=date(2021, 3, 29),
        ),
        Said(
            said="Supprimer le répondeur et répondre à chaque appel en direct.",
            decided="""Le Collège ne peut pas garantir une réponse directe à toute heure avec le
                personnel disponible. Le message d'accueil sera raccourci et un rappel proposé.""",
            outcome="not_retained",
            on=date(2021, 3, 29),
        ),
    ),
    body=(
        (
            "text",
            """
            ## Ce que nous avons appris

            Deux mots reviennent dans vos idées : **attente** et **clarté**. L'attente n'est pas
            seulement une question de minutes ; c'est de ne pas savoir combien de temps elle va
            durer, ni si l'on est au bon endroit. Plusieurs idées simples y répondent.

            Vous avez aussi dit ce qui fonctionne : la patience des agentes et agents au guichet, et
            les explications données de vive voix. Nous l'avons transmis aux équipes.

            ## Et maintenant ?

            Le service Accueil et Population suit la réalisation des décisions. Leur état sera
            repris dans les bilans trimestriels.
            """,
        ),
        _ILLUSTRATION,
    ),
)

WEBSITE = ReportText(
    slug="bilan",
    title="Bilan : le nouveau site internet de la Ville",
    lead="""Vos réponses à l'enquête en ligne ont servi à écrire le cahier des charges. Voici ce que
        nous en avons retenu.""",
    picture="windows",
    consultation="nouveau-site-internet",
    published=date(2021, 6, 10),
    decisions=(
        Said(
            said="Mettre les démarches les plus demandées dès la page d'accueil.",
            decided="""La page d'accueil commencera par les démarches, avant les actualités. Leur
                ordre sera revu d'après l'usage.""",
            outcome="retained",
            on=date(2021, 5, 31),
            stands="Inscrit au cahier des charges.",
        ),
        Said(
            said="Un site lisible sur téléphone et accessible aux personnes malvoyantes.",
            decided="L'accessibilité est une obligation légale : elle figure parmi les exigences.",
            outcome="already_planned",
            on=date(2021, 5, 31),
        ),
        Said(
            said="Un forum de discussion sur le site de la Ville.",
            decided="""Les échanges ont leur place sur la plateforme de participation, où ils sont
                suivis. Un second espace disperserait les réponses.""",
            outcome="not_retained",
            on=date(2021, 5, 31),
        ),
    ),
    body=(
        (
            "text",
            """
            ## Ce que nous avons appris

            Vous venez sur le site avec une question précise, souvent depuis un téléphone, et vous
            repartez quand la réponse tarde. Les mots de l'administration ne sont pas toujours les
            vôtres : c'est le moteur de recherche qui le montre le mieux.

            Ces réponses viennent de personnes qui ont choisi de participer. Elles ne forment pas un
            échantillon représentatif de la population ; elles complètent les statistiques de
            visite, que le service Informatique a analysées en parallèle.
            """,
        ),
        _ILLUSTRATION,
    ),
)

TOWN_HALL = ReportText(
    slug="bilan",
    title="Bilan : l'Hôtel de Ville de Wanfercée-Baulet",
    lead="""Garder le bâtiment vivant, et le garder pour tout le monde : vos idées tracent une ligne
        claire. Voici la suite que leur donne le Collège communal.""",
    picture="facade",
    consultation="hotel-de-ville-wanfercee-baulet",
    published=date(2021, 9, 9),
    decisions=(
        Said(
            said="Un lieu de rencontre pour les associations, avec des salles à partager.",
            decided="""Cette idée sera la base de l'étude de faisabilité, avec un règlement de
                partage des locaux.""",
            outcome="retained",
            on=date(2021, 8, 30),
            stands="L'étude doit encore être attribuée.",
        ),
        Said(
            said="Garder un guichet communal dans la section.",
            decided="Une permanence sera étudiée ; un guichet ouvert en continu ne l'est pas.",
            outcome="retained_in_part",
            on=date(2021, 8, 30),
        ),
        Said(
            said="Y installer des logements.",
            decided="""La question du logement dans la section sera traitée à part ; la décision sur
                ce bâtiment est reportée après l'étude.""",
            outcome="postponed",
            on=date(2021, 8, 30),
        ),
    ),
    body=(
        (
            "text",
            """
            ## Ce que nous avons appris

            Presque toutes les idées parlent d'usage avant de parler de murs. Le bâtiment est
            apprécié parce qu'on s'y croise ; c'est cela qu'il faut garder, quelle que soit la forme
            du projet.

            L'étude de faisabilité examinera l'état du bâtiment, les coûts et l'accès des personnes
            à mobilité réduite. Ses résultats seront publiés ici et envoyés aux personnes qui ont
            participé.
            """,
        ),
        _ILLUSTRATION,
    ),
)

ANSWERS = (WELCOME, WEBSITE, TOWN_HALL)
