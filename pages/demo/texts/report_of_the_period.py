"""The report on the first ten months, with the figures of the deck."""

from __future__ import annotations

from datetime import date

from pages.demo.kinds import ReportText

QUARTER = ReportText(
    slug="bilan-decembre-2020-octobre-2021",
    title="Bilan des dix premiers mois de la plateforme",
    lead="""Du 15 décembre 2020 au 22 octobre 2021 : combien vous êtes, ce que vous avez fait, et ce
        que nous en concluons.""",
    picture="figures",
    published=date(2021, 10, 28),
    starts=date(2020, 12, 15),
    ends=date(2021, 10, 22),
    as_of=date(2021, 10, 22),
    figures=(
        ("Idées (propositions)", 37, True),
        ("Commentaires", 56, True),
        ("Votes", 165, True),
        ("Réponses aux enquêtes", 102, True),
        ("Personnes inscrites", 287, False),
    ),
    body=(
        (
            "text",
            """
            ## Ce que disent ces chiffres

            La plateforme compte 287 personnes inscrites, pour un objectif de ± 1 200.
            C'est un début : près d'une personne sur quatre de celles que nous espérons. Les votes
            sont la contribution la plus fréquente, parce qu'ils demandent le moins de temps.

            Quatre consultations ont été menées : deux appels à idées et deux enquêtes. Chacune a
            duré de quatre à six semaines.
            """,
        ),
        (
            "key_figure",
            {
                "figure": "45 %",
                "label": "des personnes abonnées ont ouvert la newsletter ; 11,5 % ont cliqué",
                "as_of": date(2021, 10, 22),
                "source": "Service Communication, méthode de calcul du prestataire",
            },
        ),
        (
            "text",
            """
            ## Ce que nous en concluons

            - Comprendre les besoins avant les solutions, et tenir ce qui a été promis.
            - Répondre : le retour vers les citoyennes et les citoyens est ce qui entretient la
              confiance. Plus on les sollicite, plus leurs attentes grandissent.
            - Suivre la plateforme demande du temps, chaque semaine.
            - Varier les moyens : la plateforme est un outil parmi d'autres.
            """,
        ),
        (
            "notice",
            {
                "tone": "info",
                "text": """**Note de la rédaction.** Le dossier d'octobre 2021 imprimait
                    359 contributions. La somme de ses quatre lignes (37, 56, 165 et 102) est 360 :
                    c'est ce total, calculé, qui figure ici.""",
            },
        ),
    ),
)
