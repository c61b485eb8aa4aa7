"""Articles on how it works: the committee, the charter, the paper."""

from __future__ import annotations

from datetime import date

from pages.demo import places
from pages.demo.kinds import ArticleText

COMMITTEE = ArticleText(
    slug="le-comite-de-pilotage",
    title="Le comité de pilotage : qui fait quoi ?",
    lead="""Derrière la plateforme, une petite équipe se réunit au moins toutes les deux semaines.
        Voici comment elle travaille.""",
    picture="table",
    published=date(2021, 2, 9),
    service=places.COMMUNICATION,
    themes=("participation", "services-communaux"),
    body=(
        (
            "text",
            """
            Le comité de pilotage a deux étages. La **stratégie** revient à la personne responsable
            du service Communication et au chef ou à la cheffe de cabinet du Collège communal. La
            **mise en œuvre** et le suivi sont assurés par la personne chargée de communication et
            par le ou la community manager.

            ## À l'ordre du jour

            - Les consultations en cours : idées et commentaires à analyser, statistiques.
            - Les consultations à venir et le calendrier éditorial.
            - Les articles à rédiger et les visuels à créer.
            - Les actions de communication : affiches, Fleurus Mag', réseaux sociaux, presse.

            Une fois par mois, le comité fait le point devant le Collège communal. Une fois par mois
            aussi, il prend du recul avec une consultante ou un consultant : que disent les
            statistiques, qui n'entend-on pas, que faut-il changer ?

            Le calendrier éditorial est une proposition. Il évolue avec l'actualité, l'avancement
            des projets, les contraintes du terrain et les priorités. Certaines cases portent encore
            la mention « sujet à définir » : c'est voulu, car un bon sujet part d'un vrai besoin.
            """,
        ),
        (
            "quote",
            {
                "quote": "Faisons grandir ensemble notre Administration communale !",
                "source": "Le slogan interne, adressé au personnel communal",
            },
        ),
    ),
)

CHARTER = ArticleText(
    slug="ce-que-veut-dire-la-charte",
    title="Ce que veut dire notre charte de la participation",
    lead="""Une charte, c'est deux listes : ce que la Ville vous doit, et ce que nous nous demandons
        les uns aux autres. La voici en clair.""",
    picture="charter",
    published=date(2021, 3, 16),
    service=places.COMMUNICATION,
    themes=("participation",),
    body=(
        (
            "text",
            """
            Le mot « charte » fait penser à un texte que l'on accepte sans le lire. La nôtre tient
            sur une page et se résume en une phrase : **vous savez avant de participer ce que votre
            parole peut changer**.

            ## Ce à quoi la Ville s'engage

            - Dire, avant chaque consultation, ce qui est déjà décidé et ce qui reste ouvert.
            - Dire qui décide, et à quelle date elle vous répond.
            - Compter le papier comme l'écran.
            - Ne jamais modifier ni effacer une contribution en silence.
            - Publier un bilan, même quand il déçoit.

            ## Ce que nous vous demandons

            Parlez de ce que vous connaissez, avec vos mots. Critiquez les idées, pas les personnes.
            N'écrivez rien qui permette de reconnaître un voisin, une collègue, un enfant. Un
            message injurieux ou hors sujet est masqué avec son motif, et son auteur ou autrice est
            averti.

            Cinq lignes, en haut de chaque consultation, résument ces promesses : nous les appelons
            le **contrat**. Sans elles, la plateforme refuse de publier. Le texte complet se trouve
            dans les [règles du jeu](page:regles-du-jeu).
            """,
        ),
    ),
)

PAPER = ArticleText(
    slug="participer-sur-papier",
    title="Pas d'ordinateur ? Participez sur papier",
    lead="""Un formulaire papier compte autant qu'un clic. Où le trouver, comment le remplir et ce
        qui se passe ensuite.""",
    picture="paper",
    published=date(2021, 4, 20),
    service=places.WELCOME,
    themes=("accessibilite", "participation"),
    body=(
        (
            "text",
            """
            Toutes les consultations existent aussi sur papier. Le formulaire reprend les mêmes
            questions, dans le même ordre, en grands caractères.

            ## Où le trouver, où le rendre

            Vous le trouverez à l'accueil de l'Administration communale et à la bibliothèque
            « La Bonne Source ». Vous pouvez l'y remplir sur place ou l'emporter. Rendez-le au même
            endroit, avant la fin de la consultation : c'est la date de dépôt qui compte, pas celle
            de l'encodage.

            ## Ce qui se passe ensuite

            Une personne du service encode votre formulaire sans en changer un mot. Votre idée
            apparaît en ligne comme les autres, avec la mention de son origine. Si vous avez laissé
            vos coordonnées, vous recevez la réponse par courrier ou par téléphone, comme vous
            l'avez demandé.

            Les bilans disent toujours combien de contributions sont arrivées sur papier. C'est une
            manière de vérifier que cette porte-là reste bien ouverte.
            """,
        ),
        ("related_pages", {"title": "À lire aussi", "pages": ["ateliers-a-la-bonne-source"]}),
    ),
)

RULES_ARTICLES = (COMMITTEE, CHARTER, PAPER)
