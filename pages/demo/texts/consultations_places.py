"""The next two consultations of 2021: a town hall, the municipal magazine."""

from __future__ import annotations

from datetime import date

from pages.demo import places
from pages.demo.kinds import ConsultationText

_DATA = """Vos contributions servent à cette consultation seulement. Votre e-mail n'est ni publié
    ni transmis ; le bilan ne cite personne."""

TOWN_HALL = ConsultationText(
    slug="hotel-de-ville-wanfercee-baulet",
    concerned="Les habitants de Wanfercée-Baulet et des sections voisines",
    elected="Échevinat du Patrimoine",
    title="Quel projet pour l'Hôtel de Ville de Wanfercée-Baulet ?",
    lead="""Le bâtiment fait partie du paysage de la section. Que peut-il devenir, et pour qui ? Un
        appel à idées ouvert aux habitantes et habitants de Wanfercée-Baulet, et de toute la
        commune.""",
    picture="facade",
    kind="call_for_ideas",
    opens=date(2021, 5, 3),
    published=date(2021, 5, 3),
    days=35,
    answer=date(2021, 9, 15),
    contract=(
        "Le bâtiment reste propriété de la Ville et garde une fonction utile à la section.",
        """Les usages du bâtiment : services, associations, culture, rencontre. Les idées peuvent
        se combiner.""",
        "Le Collège communal, puis le Conseil communal pour les travaux et leur budget.",
        "Un bilan public paraît sur cette page au plus tard à la mi-septembre 2021.",
        _DATA,
    ),
    service=places.HERITAGE,
    themes=("patrimoine", "vie-locale"),
    districts=("wanfercee-baulet",),
    body=(
        (
            "text",
            """
            ## Un bâtiment, une section

            À Wanfercée-Baulet, l'Hôtel de Ville est un point de repère. Beaucoup y ont fait une
            démarche, assisté à une réunion ou retrouvé des voisines et des voisins. La question de
            son avenir concerne donc bien plus que ses murs.

            La Ville n'avait pas de projet tout fait. Elle a choisi de commencer par écouter :
            quels besoins ne trouvent pas de place aujourd'hui dans la section ? Quelles activités
            se gênent, faute de local ? Que faut-il garder à tout prix ?
            """,
        ),
        (
            "image",
            {
                "picture": "districts",
                "caption": "Wanfercée-Baulet est l'une des huit sections de Fleurus.",
            },
        ),
        (
            "steps",
            {
                "title": "Le calendrier",
                "steps": [
                    ("Mai et juin 2021", "Appel à idées", "", True),
                    ("Été 2021", "Analyse par le service Patrimoine et Bâtiments", "", True),
                    ("Septembre 2021", "Bilan public", "", True),
                    (
                        "Ensuite",
                        "Étude de faisabilité",
                        "Ses résultats seront communiqués aux personnes qui ont participé.",
                        False,
                    ),
                ],
            },
        ),
        ("related_pages", {"title": "À lire aussi", "pages": ["batiment-a-reinventer"]}),
    ),
)

MAGAZINE = ConsultationText(
    slug="ameliorons-votre-fleurus-mag",
    concerned="Toutes les personnes qui reçoivent le magazine",
    elected="Bourgmestre, en charge de la Communication",
    title="Ensemble, améliorons votre Fleurus Mag' !",
    lead="""Le magazine communal arrive dans toutes les boîtes aux lettres. Une enquête en ligne
        vous a demandé ce que vous y lisez, ce que vous sautez et ce que vous aimeriez y
        trouver.""",
    picture="magazine",
    kind="survey",
    opens=date(2021, 9, 1),
    published=date(2021, 9, 1),
    days=40,
    answer=21,
    contract=(
        "Fleurus Mag' reste un magazine papier, distribué gratuitement dans toute la commune.",
        """Les rubriques, la longueur des articles, la mise en page et la place laissée aux
        sections.""",
        "Le Collège communal, sur proposition du service Communication.",
        "Un bilan public paraît sur cette page ; la date promise est indiquée plus haut.",
        """Les réponses à l'enquête sont anonymes. Nous publions des résultats groupés, jamais une
        réponse isolée.""",
    ),
    service=places.COMMUNICATION,
    themes=("information", "vie-locale"),
    body=(
        (
            "notice",
            {
                "tone": "warning",
                "text": """**Le bilan est en retard.** Il devait paraître le 10 décembre 2021. Le
                    service Communication a voulu le publier avec la nouvelle formule du magazine,
                    et aurait dû vous le dire plus tôt. Nouvelle date : le {+21}.""",
            },
        ),
        (
            "text",
            """
            ## Un magazine pour tout le monde

            Fleurus Mag' arrive dans les boîtes aux lettres de la commune, chez les personnes
            connectées comme chez celles qui ne le sont pas. C'est aussi par lui que la plateforme
            de participation s'est fait connaître : une page entière lui a été consacrée.

            L'enquête en ligne portait sur vos habitudes de lecture, l'utilité des rubriques et
            l'équilibre entre l'information des services, la vie des associations et l'agenda. Un
            champ libre permettait de proposer un sujet.
            """,
        ),
        (
            "key_figure",
            {
                "figure": "11 200",
                "label": "exemplaires de Fleurus Mag' distribués dans la commune",
                "as_of": date(2021, 10, 22),
                "source": "Service Communication",
            },
        ),
        ("related_pages", {"title": "À lire aussi", "pages": ["fleurus-mag-et-vous"]}),
    ),
)
