"""The call for ideas on the town hall of Wanfercée-Baulet: eleven ideas of May and June 2021."""

from __future__ import annotations

from pages.demo.kinds import BoxText, Proposed, Remark

_HERE = "wanfercee-baulet"
TOWN_HALL_IDEAS = BoxText(
    page="hotel-de-ville-wanfercee-baulet",
    title="Appel à idées : l'Hôtel de Ville de Wanfercée-Baulet",
    question="Quel projet pour l'Hôtel de Ville de Wanfercée-Baulet ?",
    introduction="Que faut-il y faire, que faut-il y garder ? Les idées peuvent se combiner.",
    is_first=False,
    ideas=(
        Proposed(
            day=0,
            title="Une maison des associations",
            body="""Les clubs cherchent des salles, les comités stockent leur matériel dans des
                garages. Un même bâtiment avec des salles à réserver et des armoires fermées
                suffirait à une dizaine d'associations.""",
            section=_HERE,
            themes=("patrimoine", "vie-locale"),
            votes=12,
            remarks=(
                Remark(
                    text="""Avec un agenda de réservation public, pour que ce ne soient pas toujours
                        les mêmes.""",
                    answers=("Et un tarif symbolique pour le chauffage, comme ailleurs.",),
                ),
                Remark(text="Il faudra un ascenseur : l'étage est inaccessible.", after=4),
            ),
        ),
        Proposed(
            day=1,
            title="Garder un guichet communal",
            body="""Aller à Fleurus sans voiture prend une matinée. Même deux demi-jours par
                semaine, un guichet ici garderait un lien avec la commune.""",
            section=_HERE,
            themes=("services-communaux", "patrimoine"),
            votes=9,
            remarks=(
                Remark(text="C'est le besoin le plus simple et le plus urgent.", after=1),
                Remark(
                    text="""Deux demi-jours, d'accord, mais toujours les mêmes : on s'y perd
                        sinon.""",
                    after=3,
                ),
            ),
        ),
        Proposed(
            day=2,
            title="Une salle de spectacle et de fêtes",
            body="""La section n'a plus de vraie salle. Théâtre, concerts de l'harmonie, soupers
                d'école : elle serait occupée chaque semaine.""",
            section=_HERE,
            themes=("vie-locale", "patrimoine"),
            votes=7,
            remarks=(
                Remark(text="Attention au bruit le soir pour les maisons voisines.", after=2),
                Remark(
                    text="Une salle de 120 places bien isolée ne gênerait personne.",
                    after=4,
                ),
            ),
        ),
        Proposed(
            day=4,
            title="Y installer des logements",
            body="""Le bâtiment est grand et solide. Trois ou quatre logements pour de jeunes
                ménages ou des aînés, à loyer raisonnable, le feraient vivre toute l'année.""",
            section=_HERE,
            themes=("patrimoine",),
            votes=5,
            remarks=(
                Remark(
                    text="""Je préfère qu'il reste ouvert à tout le monde. Une fois vendu ou loué,
                        il est perdu pour la section.""",
                    after=2,
                ),
                Remark(text="Aux étages seulement, pourquoi pas.", after=5),
            ),
        ),
        Proposed(
            day=6,
            title="Un espace de travail partagé",
            body="""Depuis un an, beaucoup travaillent à la maison, souvent sur la table de la
                cuisine. Quelques bureaux, une bonne connexion, du café : on y viendrait à pied.""",
            section=_HERE,
            themes=("numerique", "vie-locale"),
            votes=4,
            remarks=(Remark(text="Utile aussi aux étudiantes et étudiants en blocus.", after=1),),
        ),
        Proposed(
            day=9,
            title="Une antenne de la bibliothèque",
            body="""Un dépôt de livres, un coin lecture et des ateliers le mercredi. Les enfants
                de l'école voisine en profiteraient les premiers.""",
            section=_HERE,
            themes=("vie-locale", "accessibilite"),
            votes=4,
            remarks=(
                Remark(text="Avec l'aide de bénévoles, cela ne coûterait pas cher.", after=3),
            ),
        ),
        Proposed(
            day=12,
            title="Garder la façade et ouvrir le jardin",
            body="""Quoi qu'on y fasse, gardez la façade. Et ouvrez l'arrière : un petit jardin
                public avec des bancs, il n'y en a pas un seul autour de la place.""",
            section=_HERE,
            themes=("patrimoine", "environnement"),
            votes=3,
            remarks=(Remark(text="Un jardin, oui ! Et une table de pique-nique.", after=2),),
        ),
        Proposed(
            day=17,
            title="Un musée de la mémoire ouvrière",
            body="""Les charbonnages et les verreries ont fait la section. Des familles ont
                encore photos et outils ; il manque un lieu pour les montrer avant qu'ils
                disparaissent.""",
            section=_HERE,
            themes=("patrimoine",),
            votes=3,
            remarks=(
                Remark(
                    text="""Une exposition permanente dans un couloir serait déjà un bon début.""",
                    after=4,
                ),
            ),
        ),
        Proposed(
            day=21,
            title="Un Repair Café et une donnerie",
            body="""Réparer un grille-pain, donner ce qui ne sert plus, se rencontrer. Un samedi
                par mois, avec les bénévoles qui le font déjà dans les communes voisines.""",
            section=_HERE,
            themes=("environnement", "vie-locale"),
            votes=2,
            remarks=(Remark(text="Je peux y aider pour les vélos.", after=2),),
        ),
        Proposed(
            day=26,
            title="Un centre médical de proximité",
            body="""Les médecins partent à la pension et ne sont pas remplacés. Des cabinets
                neufs, à louer, pourraient en attirer.""",
            section=_HERE,
            themes=("patrimoine",),
            votes=1,
            remarks=(
                Remark(
                    text="""La commune ne choisit pas où s'installent les médecins, mais elle peut
                        leur faciliter la vie.""",
                    after=3,
                ),
            ),
        ),
        Proposed(
            day=32,
            title="Consulter aussi les enfants de l'école",
            body="""Ils passeront devant ce bâtiment pendant cinquante ans. Une heure en classe
                et une grande feuille suffiraient pour avoir leurs idées.""",
            section=_HERE,
            themes=("participation",),
            remarks=(Remark(text="Les miens en parlent déjà : ils veulent un toboggan."),),
        ),
    ),
)
