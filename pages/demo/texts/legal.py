"""What the law asks of a municipal site: privacy, legal notice, accessibility statement."""

from __future__ import annotations

from pages.demo.kinds import StandardText

PRIVACY = StandardText(
    slug="vie-privee",
    title="Vie privée",
    lead="""Quelles données nous traitons, pourquoi, combien de temps, et comment exercer vos
        droits.""",
    reviewed=-40,
    body=(
        (
            "text",
            """
            ## Qui est responsable ?

            La Ville de Fleurus, représentée par son Collège communal, est responsable du
            traitement. Son délégué ou sa déléguée à la protection des données répond à l'adresse
            [vieprivee@example.be](mailto:vieprivee@example.be).

            ## Quelles données, et pourquoi ?

            - **Votre compte** (adresse e-mail, nom affiché, section si vous le souhaitez) : pour
              que chaque personne compte une fois. Base légale : mission d'intérêt public.
            - **Vos contributions** : pour les publier, les étudier et y répondre. Base légale :
              mission d'intérêt public.
            - **Votre abonnement à la newsletter** : pour vous l'envoyer. Base légale : votre
              consentement, que vous retirez d'un clic.
            - **Les formulaires papier** : pour encoder votre contribution, avec votre accord écrit.

            Aucune décision n'est prise de manière automatisée. Aucune donnée n'est vendue, ni
            transmise à un réseau social.

            ## Combien de temps ?

            - Compte : jusqu'à ce que vous le supprimiez, à tout moment, dans « Mon compte ». Sans
              connexion pendant deux ans, il est effacé ; un message l'annonce un mois avant. Un
              compte dont l'adresse n'est pas confirmée est effacé après sept jours.
            - Connexions (adresse IP, navigateur) : le temps de la session, huit heures au plus.
            - Contributions : aussi longtemps que la consultation reste consultable ; sans lien avec
              vous si vous supprimez votre compte. Un texte que la modération a masqué ou refusé est
              supprimé un an après sa décision.
            - Formulaires papier : six mois après le bilan, puis ils sont détruits.
            - Journaux techniques : trente jours, sans adresse IP ni nom.

            ## Qui y a accès ?

            Les membres du personnel communal qui en ont besoin, selon leur rôle, et l'hébergeur,
            sous contrat, dans l'Union européenne. Les personnes chargées d'encoder le papier ne
            voient pas les autres contributions.

            ## Cookies

            Lire ce site ne dépose aucun cookie. Un cookie de session est créé quand vous vous
            connectez ou remplissez un formulaire ; il disparaît à la fin de la session. Les vidéos
            d'autres sites ne se chargent qu'avec votre accord. Il n'y a ni publicité, ni mesure
            d'audience par un tiers.

            ## Vos droits

            Vous pouvez demander l'accès à vos données, leur rectification, leur effacement ou leur
            limitation, et vous opposer à leur traitement. Nous répondons dans le mois. Si la
            réponse ne vous satisfait pas, vous pouvez introduire une réclamation auprès de
            l'Autorité de protection des données, à Bruxelles.

            À partir de 13 ans, vous pouvez créer un compte sans l'accord de vos parents.
            """,
        ),
    ),
)

NOTICE = StandardText(
    slug="mentions-legales",
    title="Mentions légales",
    lead="Qui publie ce site, qui en répond, et ce que vous pouvez en réutiliser.",
    reviewed=-40,
    body=(
        (
            "notice",
            {
                "tone": "warning",
                "text": """**Site de démonstration.** Les sujets, les dates du lancement et les
                    chiffres arrêtés au 22 octobre 2021 viennent d'un dossier de la Ville ; le reste
                    (textes, périodes, décisions, adresses) a été écrit pour montrer le site à
                    l'œuvre et n'engage ni la Ville ni son Collège communal.""",
            },
        ),
        (
            "text",
            """
            ## Éditeur

            Administration communale de Fleurus, 6220 Fleurus. L'éditeur responsable est indiqué au
            bas de chaque page, par sa fonction.

            ## Contenu

            Les textes et les illustrations de ce site peuvent être réutilisés avec mention de leur
            source. Les contributions appartiennent aux personnes qui les ont écrites ; en les
            publiant ici, elles autorisent la Ville à les reproduire pour en rendre compte.

            ## Responsabilité

            La Ville met ce site à jour avec soin. Si une information vous paraît fausse ou
            dépassée, [écrivez-nous](page:contact) : nous la vérifions. Les liens vers d'autres
            sites sont donnés pour information.

            ## Sécurité

            Vous avez découvert une faille ? Écrivez à
            [securite@example.be](mailto:securite@example.be). Nous vous répondons dans les trois
            jours ouvrables et ne poursuivons pas une recherche menée de bonne foi.
            """,
        ),
    ),
)

ACCESSIBILITY = StandardText(
    slug="declaration-d-accessibilite",
    title="Déclaration d'accessibilité",
    lead="""L'Administration communale de Fleurus s'engage à rendre ce site accessible, conformément
        au décret wallon du 2 mai 2019, qui transpose la directive (UE) 2016/2102.""",
    reviewed=-20,
    body=(
        (
            "text",
            """
            ## Champ d'application

            La présente déclaration s'applique à la plateforme de participation de la Ville de
            Fleurus, c'est-à-dire à toutes les pages de ce site. Elle ne couvre pas le site
            [www.fleurus.be](https://www.fleurus.be), qui a sa propre déclaration.

            ## État de conformité

            Ce site est **partiellement conforme** à la norme EN 301 549 v3.2.1 et aux règles
            WCAG 2.1, niveau AA, en raison des éléments énumérés ci-dessous. Nous visons le niveau
            AA des règles WCAG 2.2.

            ## Contenu non accessible

            **Non-respect du décret**

            - Certains documents joints aux consultations (plans, documents numérisés) ne sont pas
              structurés pour les lecteurs d'écran. Leur contenu essentiel est repris dans le texte
              de la page ; une autre forme peut être demandée.
            - Les illustrations sont décrites brièvement ; les plans détaillés ne le sont pas
              toujours.

            **Charge disproportionnée**

            - Aucun contenu n'est écarté à ce titre.

            **Contenu qui ne relève pas du décret**

            - Les vidéos publiées par d'autres sites, que nous ne maîtrisons pas. Un résumé écrit
              les accompagne.

            ## Établissement de cette déclaration

            Cette déclaration a été établie le {-20}. Elle repose sur une auto-évaluation : contrôle
            automatisé de chaque modèle de page, en petit et en grand écran, navigation au clavier,
            sans JavaScript, agrandissement à 400 % et vérification des contrastes. Elle est revue
            au moins une fois par an ; dernière révision : le {-20}.

            ## Retour d'information et coordonnées

            Vous rencontrez un obstacle, ou vous souhaitez une information sous une autre forme ?
            Écrivez à [accessibilite@example.be](mailto:accessibilite@example.be), ou adressez-vous
            à l'accueil de l'Administration communale (voir la page [Contact](page:contact)).
            Dites-nous l'adresse de la page et ce qui vous bloque. Nous accusons réception dans les
            cinq jours ouvrables et vous répondons dans les trente jours.

            ## Procédure permettant d'assurer le respect des dispositions

            Si notre réponse ne vous satisfait pas, ou si vous n'en recevez pas, vous pouvez
            introduire une réclamation auprès du Médiateur de la Wallonie et de la Fédération
            Wallonie-Bruxelles, qui traite aussi les plaintes relatives à l'accessibilité des sites
            des organismes publics.
            """,
        ),
    ),
)

LEGAL = (PRIVACY, NOTICE, ACCESSIBILITY)
