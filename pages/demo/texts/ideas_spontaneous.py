"""The permanent idea box: fourteen spontaneous ideas, from December 2020 to October 2021."""

from __future__ import annotations

from pages.demo.kinds import BoxText, Proposed, Remark

SPONTANEOUS_IDEAS = BoxText(
    page="boite-a-idees",
    title="Boîte à idées",
    question="Quelle est votre idée pour Fleurus ?",
    introduction="Une phrase suffit pour commencer. Vous pourrez compléter plus tard.",
    use="permanent",
    ideas=(
        Proposed(
            day=1,
            title="Un sapin de quartier à décorer ensemble",
            body="""Plutôt qu'un grand sapin au centre, un petit dans chaque section, décoré par
                les écoles et les riverains avec des objets de récupération.""",
            themes=("vie-locale", "environnement"),
            votes=5,
            remarks=(Remark(text="À Saint-Amand, on s'y met quand vous voulez.", after=2),),
        ),
        Proposed(
            day=24,
            title="Éclairer le sentier entre la gare et le centre",
            body="""En hiver, on rentre du train dans le noir. Quelques bornes basses avec
                détecteur suffiraient ; des chauves-souris vivent le long de la haie.""",
            section="fleurus",
            place="Le sentier de la gare",
            themes=("mobilite",),
            votes=9,
            remarks=(
                Remark(text="Je fais un détour par la route à cause de cela.", after=2),
                Remark(
                    text="Une lumière orangée dérange moins les animaux.",
                    after=5,
                    answers=("Et elle peut s'éteindre après le dernier train.",),
                ),
            ),
        ),
        Proposed(
            day=47,
            title="Des poubelles à double ouverture sur les places",
            body="""On trie à la maison, puis on jette tout ensemble sur la place. Des poubelles
                avec un côté « PMC » existent dans d'autres villes.""",
            themes=("environnement",),
            votes=4,
            remarks=(Remark(text="Avec un cendrier, surtout près des arrêts de bus.", after=3),),
        ),
        Proposed(
            day=66,
            title="Une heure sans voiture devant l'école",
            body="""Le matin, la rue de l'école est un bouchon. Fermez-la de 8 h à 8 h 30, avec
                une barrière tenue par des parents, comme dans les « rues scolaires ».""",
            section="lambusart",
            themes=("mobilite",),
            votes=8,
            remarks=(
                Remark(text="Partante pour tenir la barrière le mardi.", after=1),
                Remark(
                    text="""Il faut prévoir où déposer les enfants qui viennent de loin, sinon le
                        bouchon ira dans la rue d'à côté.""",
                    after=3,
                ),
            ),
        ),
        Proposed(
            day=88,
            title="Un verger communal en libre cueillette",
            body="""Planter des pommiers, des poiriers et des noyers sur une parcelle publique,
                avec une école et une association pour s'en occuper.""",
            section="heppignies",
            themes=("environnement", "vie-locale"),
            votes=6,
            remarks=(
                Remark(
                    text="Choisissez des variétés locales : elles demandent moins de soins.",
                    after=4,
                ),
                Remark(
                    text="Et une journée de taille ouverte à tout le monde.",
                    after=6,
                    answers=("Avec une soupe à la fin !",),
                ),
            ),
        ),
        Proposed(
            day=110,
            title="Des cours d'informatique pour aînés",
            body="""Ma mère voudrait remplir sa déclaration elle-même. Des séances courtes, en
                petit groupe, avec son propre appareil.""",
            themes=("numerique", "accessibilite"),
            votes=5,
            remarks=(
                Remark(text="À la bibliothèque, c'est au centre et c'est accessible.", after=2),
            ),
        ),
        Proposed(
            day=131,
            title="Réparer le trottoir de la chaussée",
            body="""Avec une poussette ou un fauteuil, il faut descendre sur la route. Les dalles
                sont soulevées par les racines sur une centaine de mètres.""",
            section="wanfercee-baulet",
            themes=("mobilite", "accessibilite"),
            votes=6,
            remarks=(
                Remark(text="Dangereux pour tout le monde, pas seulement en poussette.", after=2),
                Remark(
                    text="""La route est régionale, je crois. La Ville peut-elle au moins
                        transmettre ?""",
                    after=4,
                ),
            ),
        ),
        Proposed(
            day=156,
            title="Un marché de producteurs le vendredi soir",
            body="""Le mercredi matin, je travaille. Un petit marché de fin de semaine avec les
                producteurs de la région donnerait vie à la place.""",
            section="fleurus",
            themes=("vie-locale",),
            votes=5,
            remarks=(
                Remark(text="Avec quelques tables pour rester manger, ce serait parfait.", after=3),
                Remark(text="Attention à ne pas vider le marché existant.", after=5),
            ),
        ),
        Proposed(
            day=180,
            title="Des bancs à l'ombre le long du RAVeL",
            body="""Entre deux villages, pas un banc sur trois kilomètres. Les personnes âgées
                font demi-tour.""",
            themes=("mobilite", "environnement"),
            votes=4,
            remarks=(Remark(text="Tous les 500 mètres, ce serait bien.", after=3),),
        ),
        Proposed(
            day=205,
            title="Une grainothèque à la bibliothèque",
            body="""Je prends des graines, j'en rends après la récolte. Une simple boîte à
                tiroirs et un carnet.""",
            themes=("environnement", "vie-locale"),
            votes=3,
            remarks=(Remark(text="J'ai des haricots à donner pour commencer.", after=2),),
        ),
        Proposed(
            day=233,
            title="Un Conseil communal des enfants ouvert à toutes les écoles",
            body="""Que chaque école, quel que soit son réseau, puisse y envoyer deux élèves.""",
            themes=("participation",),
            votes=2,
            remarks=(Remark(text="Avec un petit budget à décider eux-mêmes.", after=4),),
        ),
        Proposed(
            day=262,
            title="Afficher l'ordre du jour du Conseil en langage simple",
            body="""Une page, dix lignes, ce qui se décide et ce que cela change pour nous.""",
            themes=("information", "participation"),
            votes=2,
            remarks=(
                Remark(text="Et un résumé après la séance.", after=1),
                Remark(text="Dans les valves aussi, pas seulement en ligne.", after=3),
            ),
        ),
        Proposed(
            day=289,
            title="Un défi « zéro déchet » entre quartiers",
            body="""Un mois, une balance, et la section qui réduit le plus ses déchets reçoit un
                arbre. Juste avant la semaine européenne de novembre.""",
            themes=("environnement", "vie-locale"),
            votes=1,
            remarks=(Remark(text="Brye relève le défi !", after=2),),
        ),
        Proposed(
            day=305,
            title="Des places de stationnement pour vélos cargos",
            body="""Ils ne rentrent pas dans les arceaux habituels. Deux emplacements plus larges
                près des commerces suffiraient pour commencer.""",
            section="fleurus",
            themes=("mobilite",),
            remarks=(Remark(text="Devant la bibliothèque, par exemple.", after=2),),
        ),
    ),
)
