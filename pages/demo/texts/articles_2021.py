"""Articles tied to the consultations of 2021, and to the library."""

from __future__ import annotations

from datetime import date

from pages.demo import places
from pages.demo.kinds import ArticleText

BUILDING = ArticleText(
    slug="batiment-a-reinventer",
    title="Wanfercée-Baulet : un bâtiment à réinventer ensemble",
    lead="""Avant de parler de briques, parlons d'usages. Pourquoi la Ville a choisi un appel à
        idées pour l'Hôtel de Ville de Wanfercée-Baulet.""",
    picture="facade",
    published=date(2021, 5, 4),
    service=places.HERITAGE,
    themes=("patrimoine", "vie-locale"),
    consultation="hotel-de-ville-wanfercee-baulet",
    body=(
        (
            "text",
            """
            Un bâtiment public vide coûte cher et attriste une rue. Un bâtiment mal employé aussi.
            Entre les deux, il y a une question que les plans ne posent jamais : à quoi
            servira-t-il, un jeudi à 16 heures ?

            C'est pour répondre à cette question que la Ville a commencé par vous. Un appel à idées
            n'est pas un concours d'architecture. Il ne demande ni dessin ni budget, seulement des
            besoins : une salle pour répéter, un endroit où attendre le bus au sec, un guichet plus
            proche, un lieu où les générations se croisent.

            Les idées ont été regroupées par usage, puis confrontées à ce que le bâtiment permet. Le
            service Patrimoine et Bâtiments a noté pour chacune ce qui la rend possible, et ce qui
            l'empêche.

            L'appel s'adressait d'abord à la section, sans se fermer au reste de la commune. On peut
            habiter Brye ou Heppignies et avoir une bonne idée pour Wanfercée-Baulet.
            """,
        ),
    ),
)

LIBRARY = ArticleText(
    slug="ateliers-a-la-bonne-source",
    title="À « La Bonne Source », des ateliers pour participer sans stress",
    lead="""La bibliothèque accompagne les personnes qui n'ont pas d'accès à internet, ou qui ne s'y
        sentent pas à l'aise. Sans jargon, sans hâte, sans frais.""",
    picture="shelves",
    published=date(2021, 6, 15),
    service=places.LIBRARY,
    themes=("accessibilite", "numerique"),
    consultation="ateliers-bibliotheque",
    body=(
        (
            "text",
            """
            On parle souvent de la « fracture numérique » comme d'un manque de matériel. À la
            bibliothèque, on voit autre chose : des personnes qui ont un téléphone, mais qui
            craignent de se tromper de bouton ; d'autres qui écrivent très bien, mais pas sur un
            écran.

            Les ateliers de « La Bonne Source » partent de là. On s'assoit à deux ou trois autour
            d'une table, on lit ensemble une consultation, on en discute. Puis chacune et chacun
            formule sa contribution, à voix haute s'il le faut, et l'animatrice ou l'animateur
            l'encode avec son accord.

            Rien ne reste sur l'ordinateur de la salle : ni compte ouvert, ni mot de passe. La
            contribution est marquée « atelier », pour que l'on sache d'où elle vient et que
            personne ne soit oublié dans les chiffres.

            Ces ateliers se tiennent quand les circonstances sanitaires le permettent. Si vous
            souhaitez être averti de la prochaine date, laissez vos coordonnées à l'accueil de la
            bibliothèque.
            """,
        ),
    ),
)

MAGAZINE = ArticleText(
    slug="fleurus-mag-et-vous",
    title="Fleurus Mag' et vous : pourquoi cette enquête ?",
    lead="""Onze mille deux cents exemplaires, une même question : le lisez-vous ? Le service
        Communication explique ce qu'il cherche à savoir.""",
    picture="magazine",
    published=date(2021, 9, 2),
    service=places.COMMUNICATION,
    themes=("information",),
    consultation="ameliorons-votre-fleurus-mag",
    body=(
        (
            "text",
            """
            Un magazine communal est un objet étrange : tout le monde le reçoit, personne ne l'a
            choisi. Il peut finir sur la table de la cuisine ou directement au tri. Ce qui fait la
            différence tient souvent à peu de chose : une rubrique utile, un agenda complet, une
            photo où l'on reconnaît sa rue.

            L'enquête en ligne « Ensemble, améliorons votre Fleurus Mag' ! » pose donc des questions
            simples. Que lisez-vous en premier ? Que sautez-vous ? Qu'est-ce qui manque pour votre
            section ? Préférez-vous des articles courts ou des dossiers ?

            Le magazine est aussi un pont entre le papier et l'écran. Chaque numéro peut annoncer
            une consultation, en donner le bilan ou contenir un formulaire à découper. Savoir
            comment vous le lisez, c'est savoir comment vous joindre.
            """,
        ),
    ),
)

ARTICLES_2021 = (BUILDING, LIBRARY, MAGAZINE)
