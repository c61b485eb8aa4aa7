"""The questions that people ask."""

from __future__ import annotations

from pages.demo.kinds import StandardText

FAQ = StandardText(
    slug="faq",
    title="Questions fréquentes",
    lead="Les réponses aux questions que l'on nous pose le plus souvent.",
    body=(
        (
            "questions",
            {
                "title": "Participer",
                "questions": [
                    (
                        "Faut-il habiter Fleurus ?",
                        "Non. Vous pouvez participer si vous y habitez, y travaillez, y étudiez"
                        " ou y êtes engagé, à partir de 13 ans.",
                    ),
                    (
                        "Faut-il un compte ?",
                        "Pas pour lire. Pour proposer une idée ou voter, il faut une adresse e-mail"
                        " confirmée, ou passer par le papier.",
                    ),
                    (
                        "Je n'ai pas d'ordinateur. Que faire ?",
                        "Utilisez un [formulaire papier](page:participer-sur-papier) ou venez à un"
                        " [atelier à la bibliothèque](page:ateliers-a-la-bonne-source).",
                    ),
                    (
                        "Puis-je modifier mon idée ?",
                        "Vous pouvez la compléter tant qu'elle n'a pas été soutenue. Ensuite, un"
                        " commentaire permet de la préciser.",
                    ),
                ],
            },
        ),
        (
            "questions",
            {
                "title": "Après ma contribution",
                "questions": [
                    (
                        "Qui lit les idées ?",
                        "L'équipe Communication, au moins toutes les deux semaines, en"
                        " [comité de pilotage](page:le-comite-de-pilotage).",
                    ),
                    (
                        "Qui décide ?",
                        "Le Collège communal. Il n'est pas obligé d'accepter une idée, mais il"
                        " explique sa décision.",
                    ),
                    (
                        "Quand aurai-je une réponse ?",
                        "Chaque consultation annonce une date de réponse. Pour la"
                        " [boîte à idées](page:boite-a-idees), vous êtes informé à chaque étape.",
                    ),
                    (
                        "Pourquoi mon message a-t-il été masqué ?",
                        "Parce qu'il ne respectait pas les [règles du jeu](page:regles-du-jeu). Le"
                        " motif vous est communiqué et vous pouvez demander un nouvel examen.",
                    ),
                ],
            },
        ),
        (
            "questions",
            {
                "title": "Vos données",
                "questions": [
                    (
                        "Mon nom est-il affiché ?",
                        "Vous choisissez le nom affiché. Votre e-mail n'est jamais publié.",
                    ),
                    (
                        "Puis-je supprimer mon compte ?",
                        "Oui, à tout moment. Vos contributions restent, sans lien avec vous.",
                    ),
                ],
            },
        ),
    ),
)
