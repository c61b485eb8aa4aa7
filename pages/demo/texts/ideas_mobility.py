"""The call for ideas that is open on the day of loading: some ideas wait for a moderator."""

from __future__ import annotations

from pages.demo import places
from pages.demo.kinds import BoxText, Proposed, Remark

MOBILITY_IDEAS = BoxText(
    page="quelle-mobilite-a-fleurus",
    title="Appel à idées : quelle mobilité à Fleurus ?",
    question="Que changer, et à quel endroit précis ?",
    introduction="Une rue, un carrefour, une heure : une idée située s'étudie mieux.",
    ideas=(
        Proposed(
            day=0,
            title="Une piste cyclable séparée entre Lambusart et le centre",
            body="""Trois kilomètres seulement, mais des voitures à 70 km/h. Une simple bordure
                changerait tout pour les jeunes qui vont à l'école à vélo.""",
            section="lambusart",
            place="Entre Lambusart et le centre",
            themes=("mobilite",),
            votes=14,
            remarks=(
                Remark(text="J'y roule tous les jours. Le soir, c'est vraiment dangereux."),
                Remark(
                    text="""La largeur le permet jusqu'au pont ; après, il faudra choisir entre la
                        piste et le stationnement.""",
                    after=2,
                    answers=("Après le pont, on pourrait passer par le sentier.",),
                ),
                Remark(
                    text="""Merci pour ces précisions. La voirie est régionale sur une partie du
                        tracé : nous avons demandé au gestionnaire ses projets et reviendrons vers
                        vous ici.""",
                    after=4,
                    service=places.MOBILITY,
                ),
            ),
        ),
        Proposed(
            day=1,
            title="Des arceaux à vélos devant chaque école et chaque commerce",
            body="""On hésite à prendre le vélo quand on ne sait pas où l'attacher. Commencer par
                les écoles, la bibliothèque et le marché.""",
            themes=("mobilite", "vie-locale"),
            votes=9,
            remarks=(
                Remark(text="Couverts, si possible, devant les écoles."),
                Remark(text="Pensez aux vélos cargos : il leur faut plus de place.", after=3),
            ),
        ),
        Proposed(
            day=1,
            title="Un passage pour piétons surélevé près de la plaine de jeux",
            body="""Les enfants traversent en courant. Un plateau et un bon éclairage
                obligeraient à lever le pied.""",
            section="wanfercee-baulet",
            place="La plaine de jeux",
            themes=("mobilite", "accessibilite"),
            votes=8,
            remarks=(
                Remark(text="Et une haie basse pour qu'on voie les enfants arriver.", after=2),
            ),
        ),
        Proposed(
            day=2,
            title="Élargir le trottoir de la rue du bureau de poste",
            body="""En fauteuil, je dois descendre sur la chaussée à cause des poteaux au milieu
                du trottoir.""",
            section="fleurus",
            themes=("accessibilite", "mobilite"),
            votes=7,
            remarks=(
                Remark(text="Déplacer deux poteaux suffirait déjà."),
                Remark(text="C'est pareil devant la pharmacie.", after=3),
            ),
        ),
        Proposed(
            day=3,
            title="Un pédibus pour l'école de Heppignies",
            body="""Un parent volontaire, un itinéraire, des gilets jaunes : dix enfants à pied,
                c'est huit voitures de moins devant la grille.""",
            section="heppignies",
            themes=("mobilite", "vie-locale"),
            votes=6,
            remarks=(Remark(text="Nous sommes trois parents prêts à commencer.", after=2),),
        ),
        Proposed(
            day=4,
            title="Afficher les horaires de bus sur les panneaux de la Ville",
            body="""Les applications ne sont pas pour tout le monde. Un écran à la maison
                communale et une feuille à jour aux valves aideraient beaucoup.""",
            themes=("mobilite", "information"),
            votes=4,
            remarks=(Remark(text="En gros caractères, s'il vous plaît."),),
        ),
        Proposed(
            day=5,
            title="Une zone 30 dans tout le centre de Saint-Amand",
            body="""Aujourd'hui, elle s'arrête cinquante mètres après l'église, puis tout le
                monde accélère.""",
            section="saint-amand",
            themes=("mobilite",),
            votes=5,
            remarks=(
                Remark(
                    text="""Sans contrôle, cela ne sert à rien. Un radar préventif, d'abord.""",
                    answers=("L'un n'empêche pas l'autre.",),
                ),
            ),
        ),
        Proposed(
            day=6,
            title="Débroussailler et éclairer le sentier vers la gare",
            body="""C'est le chemin le plus court et le plus sûr, mais il est envahi par les
                ronces de mai à octobre.""",
            section="fleurus",
            themes=("mobilite", "environnement"),
            votes=3,
        ),
        Proposed(
            day=8,
            title="Une application de covoiturage entre sections",
            body="""Beaucoup font le même trajet le matin. Un groupe géré par la Ville
                inspirerait confiance.""",
            themes=("mobilite", "numerique"),
            votes=1,
        ),
        Proposed(
            day=9,
            title="Des pistes de vélo pour enfants sur la place le dimanche",
            body="Le dimanche matin, la place est vide : on pourrait y apprendre à rouler.",
            section="fleurus",
            themes=("mobilite", "vie-locale"),
            is_waiting=True,
        ),
        Proposed(
            day=9,
            title="Prolonger la ligne de bus jusqu'à Wangenies le samedi",
            body="""Le dernier bus passe à 13 heures. Un aller-retour en fin d'après-midi
                permettrait d'aller au centre sans voiture.""",
            section="wangenies",
            themes=("mobilite",),
            is_waiting=True,
        ),
    ),
)
