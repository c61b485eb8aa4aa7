"""The call for ideas on the welcome at the counters: twelve ideas of January and February 2021."""

from __future__ import annotations

from pages.demo.kinds import BoxText, Proposed, Remark

WELCOME_IDEAS = BoxText(
    page="accueil-services-communaux",
    title="Appel à idées : l'accueil dans nos services",
    question="Que changeriez-vous à l'accueil dans nos services communaux ?",
    introduction="Une visite qui s'est bien passée, une autre moins bien : racontez, proposez.",
    is_first=False,
    ideas=(
        Proposed(
            day=0,
            title="Prendre rendez-vous en ligne ou par téléphone",
            body="""Pour une carte d'identité, j'ai attendu plus d'une heure sans savoir combien
                de personnes passaient avant moi. Avec un rendez-vous, on s'organise mieux, et le
                personnel aussi.""",
            themes=("services-communaux", "numerique"),
            votes=11,
            remarks=(
                Remark(
                    text="""Oui, mais qu'il reste une plage sans rendez-vous pour les urgences et
                        pour les personnes sans internet.""",
                    answers=(
                        """Tout à fait d'accord. Le rendez-vous par téléphone doit rester
                            possible.""",
                    ),
                ),
                Remark(
                    text="Un SMS de rappel la veille éviterait les rendez-vous oubliés.", after=4
                ),
            ),
        ),
        Proposed(
            day=1,
            title="Un guichet ouvert en soirée une fois par semaine",
            body="""Je travaille à Bruxelles et je dois prendre congé pour chaque démarche. Un
                guichet ouvert jusqu'à 19 heures, même un seul jour, changerait tout.""",
            themes=("services-communaux",),
            votes=9,
            remarks=(
                Remark(text="Le samedi matin m'arrangerait encore mieux.", after=2),
                Remark(
                    text="""À condition que le personnel récupère ces heures : il est déjà
                        peu nombreux.""",
                    after=3,
                ),
            ),
        ),
        Proposed(
            day=2,
            title="Des panneaux clairs dès l'entrée",
            body="""On ne sait pas à quel guichet se présenter. Un plan à l'entrée, des couleurs
                par service et des flèches au sol suffiraient.""",
            themes=("services-communaux", "accessibilite"),
            votes=7,
            remarks=(
                Remark(
                    text="Avec des pictogrammes, pour qui lit peu le français.",
                    after=2,
                ),
                Remark(
                    text="Et en gros caractères : mon père voit mal et n'ose plus venir seul.",
                    after=5,
                ),
            ),
        ),
        Proposed(
            day=4,
            title="Écrire les courriers en langage simple",
            body="""Les lettres de la commune citent des articles de loi avant de dire ce qu'il
                faut faire. Commencez par l'essentiel : que dois-je apporter, où, avant quelle
                date ?""",
            themes=("services-communaux", "information"),
            votes=6,
            remarks=(
                Remark(
                    text="Faire relire un modèle par quelques habitantes et habitants.",
                    after=3,
                ),
            ),
        ),
        Proposed(
            day=5,
            title="Supprimer le répondeur et répondre aux appels",
            body="""On tombe sur un menu, puis sur une musique, puis la ligne se coupe. Je
                préfère attendre trois minutes et parler à quelqu'un.""",
            themes=("services-communaux",),
            votes=6,
            remarks=(
                Remark(text="Ou proposer d'être rappelé dans la journée.", after=1),
                Remark(
                    text="""Une personne seule ne peut pas répondre à tout le monde à 9 heures. Un
                        rappel me paraît plus réaliste.""",
                    after=2,
                ),
            ),
        ),
        Proposed(
            day=8,
            title="Un écran qui indique le temps d'attente",
            body="""Savoir qu'il reste vingt minutes permet d'aller boire un café ou de revenir.
                Sans information, on n'ose pas quitter la file.""",
            themes=("services-communaux", "numerique"),
            votes=4,
            remarks=(Remark(text="À afficher aussi sur le site, avant de se déplacer.", after=2),),
        ),
        Proposed(
            day=10,
            title="Un coin calme pour les conversations délicates",
            body="""Parler de ses difficultés au guichet du CPAS ou de l'état civil, à un mètre
                de la personne suivante, est gênant. Un petit local fermé suffirait.""",
            themes=("services-communaux", "accessibilite"),
            votes=4,
            remarks=(
                Remark(
                    text="""Très important. On renonce parfois à demander de l'aide à cause de
                        cela.""",
                    after=4,
                ),
            ),
        ),
        Proposed(
            day=13,
            title="Un bureau mobile dans les sections",
            body="""Tout le monde n'a pas de voiture. Un agent qui passe une demi-journée par
                mois à Brye, à Wagnelée ou à Wangenies rendrait bien des services.""",
            section="wagnelee",
            themes=("services-communaux", "vie-locale"),
            votes=3,
            remarks=(
                Remark(text="Dans la salle paroissiale ou à l'école, pourquoi pas ?", after=3),
                Remark(
                    text="À annoncer dans Fleurus Mag' : sinon personne ne le saura.",
                    after=6,
                ),
            ),
        ),
        Proposed(
            day=16,
            title="Plus de démarches en ligne, du début à la fin",
            body="""Télécharger un formulaire, l'imprimer, le signer et l'apporter n'est pas une
                démarche en ligne. La composition de ménage devrait arriver par e-mail.""",
            themes=("numerique", "services-communaux"),
            votes=2,
            remarks=(
                Remark(
                    text="""Sans fermer les guichets : une démarche en ligne ne remplace pas une
                        explication.""",
                    after=2,
                ),
            ),
        ),
        Proposed(
            day=20,
            title="Des sièges et un coin pour les enfants",
            body="""Trois chaises pour vingt personnes, et rien pour occuper les enfants.
                Quelques livres et une petite table rendraient l'attente plus douce pour tous.""",
            themes=("services-communaux",),
            votes=2,
            remarks=(Remark(text="La bibliothèque pourrait prêter les livres.", after=3),),
        ),
        Proposed(
            day=25,
            title="Une boîte pour dire merci",
            body="""On se plaint vite, on remercie rarement. L'accueil au service Population m'a
                sauvé une semaine : j'aurais aimé le dire quelque part.""",
            themes=("services-communaux",),
            votes=1,
            remarks=(Remark(text="Belle idée. À lire en réunion d'équipe !", after=2),),
        ),
        Proposed(
            day=30,
            title="Former le personnel à l'accueil des personnes sourdes",
            body="""Quelques signes, une boucle magnétique au guichet et un interprète sur
                rendez-vous : c'est peu de chose et cela ouvre la porte.""",
            themes=("accessibilite", "services-communaux"),
            remarks=(Remark(text="Et parler face à la personne, sans tourner la tête."),),
        ),
    ),
)
