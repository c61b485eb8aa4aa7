"""The two surveys of 2021, with 102 answers in all; an open survey, a poll and a quiz."""

from __future__ import annotations

from pages.demo.kinds import Asks, SurveyText

SATISFACTION = {"most": 5, "low": "pas du tout", "high": "tout à fait", "has_no_opinion": True}

WEBSITE_SURVEY = SurveyText(
    page="nouveau-site-internet",
    title="Le site de la Ville et vous",
    introduction="""Vos visites, vos démarches, ce qui manque, votre manière de naviguer. Aucune
        question n'est obligatoire.""",
    respondents="account",
    online=49,
    on_paper=9,
    questions=(
        Asks(
            kind="single",
            label="À quelle fréquence visitez-vous le site de la Ville ?",
            options=("Chaque semaine", "Chaque mois", "Quelques fois par an", "Jamais"),
            weights=(2, 5, 8, 2),
        ),
        Asks(
            kind="multiple",
            label="Que venez-vous y chercher ?",
            help="Plusieurs réponses sont possibles.",
            options=(
                "Un horaire ou un numéro de téléphone",
                "Une démarche ou un formulaire",
                "L'agenda",
                "Les travaux en cours",
                "Le compte rendu du Conseil communal",
            ),
            weights=(8, 7, 4, 5, 2),
        ),
        Asks(
            kind="scale",
            label="Trouvez-vous facilement ce que vous cherchez ?",
            weights=(5, 8, 7, 3, 1, 1),
            more=SATISFACTION,
        ),
        Asks(
            kind="ranking",
            label="Que faut-il améliorer d'abord ?",
            options=(
                "Le moteur de recherche",
                "Les démarches en ligne",
                "La lecture sur téléphone",
                "Des mots plus simples",
            ),
            weights=(6, 9, 5, 5),
            skipped=0.1,
        ),
        Asks(
            kind="matrix",
            label="Sur quel appareil faites-vous…",
            rows=("une recherche rapide", "une démarche"),
            options=("Téléphone", "Tablette", "Ordinateur"),
            weights=(6, 1, 5),
        ),
        Asks(
            kind="long_text",
            label="Que manque-t-il sur le site actuel ?",
            texts=(
                "Une recherche qui trouve.",
                "Les horaires, dès la première page.",
                "Pouvoir prendre rendez-vous sans téléphoner.",
                "Des textes plus courts et plus clairs.",
            ),
            skipped=0.6,
        ),
    ),
)

MAGAZINE_SURVEY = SurveyText(
    page="ameliorons-votre-fleurus-mag",
    title="Votre Fleurus Mag', rubrique par rubrique",
    introduction="Ce que vous lisez, ce que vous sautez, ce que vous aimeriez trouver.",
    respondents="account",
    online=30,
    on_paper=14,
    questions=(
        Asks(
            kind="single",
            label="Lisez-vous Fleurus Mag' ?",
            options=("Toujours", "Souvent", "Parfois", "Jamais"),
            weights=(8, 6, 4, 1),
            when={"reference": "lecture"},
        ),
        Asks(
            kind="multiple",
            label="Quelles rubriques lisez-vous ?",
            options=("L'agenda", "Les travaux", "Les associations", "Les services communaux"),
            weights=(8, 6, 5, 4),
            when={"only_after": "lecture", "answered": "Toujours\nSouvent\nParfois"},
        ),
        Asks(
            kind="long_text",
            label="Qu'est-ce qui vous donnerait envie de le lire ?",
            texts=("Des nouvelles de ma section.", "Un format plus petit."),
            when={"only_after": "lecture", "answered": "Jamais"},
        ),
        Asks(
            kind="scale",
            label="Êtes-vous satisfait ou satisfaite du magazine ?",
            weights=(1, 3, 8, 9, 4, 1),
            more=SATISFACTION,
        ),
        Asks(
            kind="single",
            label="Comment préférez-vous le recevoir ?",
            options=("Sur papier", "Par e-mail", "Les deux"),
            weights=(9, 3, 5),
        ),
        Asks(
            kind="long_text",
            label="Quel sujet aimeriez-vous y lire ?",
            texts=(
                "La vie dans les sections.",
                "Les suites données aux idées.",
                "Les chantiers, avec un plan.",
            ),
            skipped=0.5,
        ),
    ),
)

MOBILITY_SURVEY = SurveyText(
    page="quelle-mobilite-a-fleurus",
    title="Vos trajets du quotidien",
    introduction="Six questions, deux minutes, sans compte.",
    results="after_vote",
    online=41,
    on_paper=6,
    questions=(
        Asks(
            kind="single",
            label="Comment faites-vous votre trajet le plus fréquent ?",
            options=("À pied", "À vélo", "En bus ou en train", "En voiture"),
            weights=(4, 3, 4, 9),
            when={"reference": "trajet"},
        ),
        Asks(
            kind="multiple",
            label="Qu'est-ce qui vous ferait changer ?",
            options=(
                "Un arrêt plus proche",
                "Une piste cyclable",
                "Des horaires plus larges",
            ),
            weights=(5, 6, 5),
            when={"only_after": "trajet", "answered": "En voiture"},
        ),
        Asks(
            kind="scale",
            label="Vous sentez-vous en sécurité sur ce trajet ?",
            weights=(3, 5, 7, 6, 3, 1),
            more=SATISFACTION,
        ),
        Asks(
            kind="ranking",
            label="Où agir d'abord ?",
            options=("Les trottoirs", "Les pistes cyclables", "Les abords des écoles"),
            weights=(7, 6, 8),
            skipped=0.1,
        ),
        Asks(
            kind="matrix",
            label="Que pensez-vous, dans votre section…",
            rows=("des trottoirs", "des arrêts de bus", "de l'éclairage"),
            options=("Bien", "Passable", "À revoir"),
            weights=(3, 5, 5),
        ),
        Asks(
            kind="long_text",
            label="Un endroit à nous signaler ?",
            texts=("Le passage près de l'école.", "L'arrêt sans trottoir."),
            skipped=0.7,
        ),
    ),
)

MOBILITY_POLL = SurveyText(
    page="mobilite-une-question-huit-sections",
    title="Et vous, aujourd'hui ?",
    use="poll",
    results="after_vote",
    online=34,
    questions=(
        Asks(
            kind="single",
            label="Comment vous êtes-vous déplacé ou déplacée aujourd'hui ?",
            options=("À pied", "À vélo", "En bus ou en train", "En voiture"),
            weights=(5, 3, 3, 9),
            skipped=0,
        ),
    ),
)

RACE_QUIZ = SurveyText(
    page="runnnin-city-le-saviez-vous",
    title="Runnnin' City : le saviez-vous ?",
    introduction="Cinq questions sur la ville que l'on traverse et sur la course elle-même.",
    use="quiz",
    questions=(
        Asks(
            kind="single",
            label="Combien de sections forment la commune ?",
            options=("Cinq", "Huit", "Douze"),
            right="Huit",
            more={
                "explanation": """Brye, Fleurus, Heppignies, Lambusart, Saint-Amand, Wagnelée,
                    Wanfercée-Baulet et Wangenies."""
            },
        ),
        Asks(
            kind="single",
            label="En 1794, qu'est-ce qui a servi à observer la bataille de Fleurus ?",
            options=("Un pigeon voyageur", "Un ballon captif", "Un télescope"),
            right="Un ballon captif",
            more={"explanation": "Le ballon « L'Entreprenant » a survolé le champ de bataille."},
        ),
        Asks(
            kind="single",
            label="Trois batailles portent le nom de Fleurus. Quelle année est l'intruse ?",
            options=("1622", "1690", "1794", "1830"),
            right="1830",
            more={"explanation": "On s'est battu à Fleurus en 1622, en 1690 et en 1794."},
        ),
        Asks(
            kind="single",
            label="Avant de courir, que vaut-il mieux faire ?",
            options=("S'échauffer quelques minutes", "Partir tout de suite, très vite"),
            right="S'échauffer quelques minutes",
            more={"explanation": "Un échauffement progressif prépare les muscles et le souffle."},
        ),
        Asks(
            kind="single",
            label="Vous courez le soir. Que portez-vous ?",
            options=("Des vêtements sombres", "Quelque chose de clair ou de réfléchissant"),
            right="Quelque chose de clair ou de réfléchissant",
            more={"explanation": "Être vu ou vue de loin laisse aux autres le temps de freiner."},
        ),
    ),
)

ALL_SURVEYS = (WEBSITE_SURVEY, MAGAZINE_SURVEY, MOBILITY_SURVEY, MOBILITY_POLL, RACE_QUIZ)
