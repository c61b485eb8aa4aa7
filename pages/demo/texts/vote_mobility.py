"""The vote that is open on the day of loading: the city's options, and ideas chosen elsewhere."""

from __future__ import annotations

from pages.demo.kinds import Offered, VoteText

MOBILITY_VOTE = VoteText(
    page="quelle-mobilite-a-fleurus",
    title="Vote : par où commencer ?",
    question="Par où commencer ?",
    introduction="""Le budget de l'an prochain permet d'engager deux ou trois chantiers. Chaque
        personne dispose de trois voix.""",
    votes_per_person=3,
    options=(
        Offered(
            title="Sécuriser les abords des écoles",
            body="""Des traversées visibles, une vitesse qui baisse, de quoi déposer un enfant sans
                bloquer la rue.""",
            picture="path",
            votes=31,
        ),
        Offered(
            title="Relier deux sections par une piste cyclable séparée",
            body="""Un premier tronçon continu, éclairé et praticable toute l'année, plutôt que des
                bouts de piste un peu partout.""",
            picture="lanes",
            votes=27,
        ),
        Offered(
            title="Élargir et réparer les trottoirs du centre",
            body="""Pour les personnes en fauteuil, les poussettes et celles et ceux qui marchent
                lentement.""",
            picture="ramp",
            votes=22,
        ),
        Offered(source="Une heure sans voiture devant l'école", votes=18),
        Offered(source="Des places de stationnement pour vélos cargos", votes=7),
    ),
)
