"""What the site says about itself: its purpose, its rules, how to reach it."""

from __future__ import annotations

from pages.demo.kinds import StandardText

ABOUT = StandardText(
    slug="a-propos",
    title="À propos de la plateforme",
    lead="""Une adresse pour proposer, voter, commenter et suivre : voici pourquoi la Ville de
        Fleurus l'a ouverte, et comment elle s'en occupe.""",
    picture="districts",
    body=(
        (
            "text",
            """
            ## Pourquoi cette plateforme ?

            Le Programme stratégique transversal de la Ville comporte un objectif, l'O.S.3 :
            « Développer un réel modèle de participation citoyenne ». La plateforme en est l'un des
            outils, avec le code de la participation, les comités de quartier, les budgets
            participatifs et les conseils consultatifs.

            Elle vise un citoyen et une citoyenne écoutés, consultés et acteurs de leur cadre de
            vie. Elle a été lancée le 15 décembre 2020.

            ## Huit sections, une plateforme

            Brye, Fleurus, Heppignies, Lambusart, Saint-Amand, Wagnelée, Wanfercée-Baulet et
            Wangenies : quelque 22 000 habitantes et habitants. La fleur à huit pétales qui sert
            d'emblème à ce site le rappelle.
            """,
        ),
        (
            "related_pages",
            {
                "title": "Comment ça marche",
                "pages": ["de-l-idee-a-la-decision", "le-comite-de-pilotage", "regles-du-jeu"],
            },
        ),
    ),
    in_footer=False,
)

RULES = StandardText(
    slug="regles-du-jeu",
    title="Règles du jeu",
    lead="""Qui peut participer, comment vos contributions sont lues et modérées, et ce que la Ville
        vous doit en retour.""",
    reviewed=-40,
    body=(
        (
            "text",
            """
            ## Qui peut participer ?

            Toute personne qui habite, travaille, étudie ou a un engagement à Fleurus, à partir de
            13 ans, quelle que soit sa nationalité. Lire ne demande pas de compte. Proposer une idée
            ou voter demande une adresse e-mail confirmée, ou un formulaire papier.

            ## Une personne, une voix

            Chaque personne compte une fois par question. Vous pouvez retirer votre soutien tant que
            la consultation est ouverte. Le papier, le guichet et les ateliers comptent autant que
            l'écran.

            ## Le contrat de consultation

            Chaque consultation commence par cinq lignes : ce qui est déjà décidé, ce sur quoi vous
            pouvez peser, qui décide, quand et comment nous vous répondons, ce que nous faisons de
            vos données. Une consultation dure en principe de quatre à six semaines.

            ## Ce qui n'est pas accepté

            - Les propos injurieux, racistes, sexistes ou discriminatoires.
            - Les attaques contre une personne, et tout ce qui permet de la reconnaître.
            - La publicité et les messages répétés.
            - Les plaintes urgentes : adressez-les au service concerné, elles y seront traitées.

            ## Modération

            Les contributions sont lues après leur publication. Un message contraire aux règles est
            masqué, jamais supprimé ni réécrit ; une mention en donne le motif et la date. La
            personne qui l'a écrit est avertie et peut demander un nouvel examen, auquel une autre
            personne répond dans les quinze jours.

            ## La réponse de la Ville

            Les idées sont transmises au Collège communal. Il n'est pas obligé de les retenir ; il
            motive sa réponse. Un bilan public paraît à la date promise. S'il est en retard, la page
            de la consultation le dit.
            """,
        ),
        ("related_pages", {"title": "En clair", "pages": ["ce-que-veut-dire-la-charte", "faq"]}),
    ),
)

CONTACT = StandardText(
    slug="contact",
    title="Contact",
    lead="Une question, un problème, un formulaire à rendre : voici comment nous joindre.",
    body=(
        ("contact", {"title": "Nos coordonnées"}),
        (
            "text",
            """
            ## Quel message, pour qui ?

            - **Une idée pour la Ville** : déposez-la dans la [boîte à idées](page:boite-a-idees).
            - **Un problème avec le site** : écrivez-nous, nous répondons dans les cinq jours
              ouvrables.
            - **Vos données personnelles** : lisez la page [Vie privée](page:vie-privee).
            - **Une difficulté d'accès** : voyez la
              [déclaration d'accessibilité](page:declaration-d-accessibilite).

            Vous préférez le papier ? Des formulaires vous attendent à l'Administration communale et
            à la bibliothèque « La Bonne Source ».
            """,
        ),
    ),
)
