"""The first two consultations of 2021: the welcome of the services, the web site."""

from __future__ import annotations

from datetime import date

from pages.demo import places
from pages.demo.kinds import ConsultationText

_DATA = """Vos contributions servent à cette consultation seulement. Votre e-mail n'est ni publié
    ni transmis ; le bilan ne cite personne."""

WELCOME = ConsultationText(
    slug="accueil-services-communaux",
    concerned="Les personnes qui s'adressent aux services communaux",
    elected="Bourgmestre, en charge de l'Accueil",
    title="Comment améliorer l'accueil du citoyen dans nos services communaux ?",
    lead="""Au guichet, au téléphone, par e-mail : qu'est-ce qui fonctionne bien, et que
        pouvons-nous faire mieux ? La Ville a lancé un appel à idées auprès de toutes les personnes
        qui s'adressent à ses services.""",
    picture="counter",
    kind="call_for_ideas",
    opens=date(2021, 1, 11),
    published=date(2021, 1, 11),
    days=35,
    answer=date(2021, 4, 15),
    contract=(
        """L'accueil de l'Administration communale sera revu : c'est une priorité, les guichets
        restent ouverts à tout le monde.""",
        """Les heures d'ouverture, la prise de rendez-vous, la signalétique, l'attente, la manière
        de vous répondre par téléphone et par e-mail.""",
        """Le Collège communal, sur proposition des services. Il n'est pas obligé de retenir chaque
        idée ; il explique ses choix.""",
        """Dans les deux mois qui suivent la clôture, un bilan public reprend les idées et la suite
        donnée à chacune.""",
        _DATA,
    ),
    service=places.WELCOME,
    themes=("services-communaux", "accessibilite"),
    body=(
        (
            "text",
            """
            ## Pourquoi cette question ?

            Chaque jour, des citoyennes et des citoyens poussent la porte de l'Administration
            communale pour une carte d'identité, un déménagement, un permis ou une simple question.
            Pour beaucoup, c'est le seul contact direct avec leur commune. Cet accueil mérite donc
            d'être pensé avec les personnes qui l'utilisent.

            Les membres du personnel connaissent les difficultés du guichet ; vous connaissez celles
            de la salle d'attente. Cet appel à idées a voulu réunir les deux points de vue avant de
            chercher des solutions.

            ## Ce que nous vous avons demandé

            - Racontez une visite qui s'est bien passée, ou moins bien. Qu'est-ce qui a compté ?
            - Que changeriez-vous en premier : l'attente, les heures, les explications, les locaux ?
            - Comment préférez-vous être informé : sur place, par téléphone, par e-mail, sur
              papier ?
            """,
        ),
        (
            "quote",
            {
                "quote": """Comprendre les besoins avant de parler des solutions : c'est la règle
                    que nous nous sommes donnée pour cette première consultation.""",
                "source": "Le comité de pilotage",
            },
        ),
        (
            "steps",
            {
                "title": "Les étapes",
                "steps": [
                    ("Janvier et février 2021", "Appel à idées", "", True),
                    ("Mars 2021", "Analyse", "Chaque idée est lue et classée.", True),
                    ("Mars 2021", "Point au Collège communal", "", True),
                    ("Avril 2021", "Bilan public", "Il est publié sur cette page.", True),
                ],
            },
        ),
    ),
)

WEBSITE = ConsultationText(
    slug="nouveau-site-internet",
    concerned="Les personnes qui utilisent le site de la Ville",
    elected="Bourgmestre, en charge de la Communication",
    title="Quel nouveau site internet pour la Ville de Fleurus ?",
    lead="""Le site de la Ville va changer. Avant de le dessiner, nous vous avons demandé, par une
        enquête en ligne, ce que vous y cherchez et ce que vous n'y trouvez pas.""",
    picture="windows",
    kind="survey",
    opens=date(2021, 3, 1),
    published=date(2021, 3, 1),
    days=42,
    answer=date(2021, 6, 15),
    contract=(
        """La Ville remplacera son site internet. Le choix technique revient au service
        Informatique.""",
        """Les contenus à mettre en avant, les démarches à proposer en ligne, le vocabulaire, la
        présentation et l'accessibilité.""",
        "Le Collège communal, après avis des services Informatique et Communication.",
        "Un bilan public paraît sur cette page dans les deux mois qui suivent la clôture.",
        """Les réponses à l'enquête sont anonymes. Nous publions des résultats groupés, jamais une
        réponse isolée.""",
    ),
    service=places.DIGITAL,
    themes=("numerique", "information", "accessibilite"),
    body=(
        (
            "text",
            """
            ## Un site pour trouver, pas pour chercher

            Le site de la Ville sert d'abord à trouver une réponse : un horaire, un formulaire, une
            personne à contacter. Plutôt que de décider seule de ce qui compte, l'Administration
            communale a voulu savoir comment vous utilisez le site actuel.

            L'enquête en ligne comptait quatre parties : vos visites, vos démarches, ce qui manque,
            et votre manière de naviguer. Il fallait une dizaine de minutes pour y répondre ; aucune
            question n'était obligatoire.
            """,
        ),
        (
            "questions",
            {
                "title": "Vos questions",
                "questions": [
                    (
                        "Fallait-il un compte pour répondre ?",
                        "Oui, afin que chaque personne réponde une fois. Les réponses elles-mêmes"
                        " sont séparées des comptes.",
                    ),
                    (
                        "Et sans internet ?",
                        "Les questions étaient disponibles sur papier. Lisez"
                        " [comment participer sur papier](page:participer-sur-papier).",
                    ),
                    (
                        "Les résultats sont-ils représentatifs ?",
                        "Non. Ces réponses viennent de personnes qui ont choisi de participer."
                        " Elles ne forment pas un échantillon représentatif de la population.",
                    ),
                ],
            },
        ),
        (
            "notice",
            {
                "tone": "info",
                "text": """Le site de la Ville reste [www.fleurus.be](https://www.fleurus.be). La
                    plateforme de participation le complète, elle ne le remplace pas.""",
            },
        ),
    ),
)
