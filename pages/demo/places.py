"""The city: its sections, services, themes and objectives, and what its settings say."""

from __future__ import annotations

from datetime import date
from typing import Any

DISTRICTS = (
    ("Brye", "brye"),
    ("Fleurus", "fleurus"),
    ("Heppignies", "heppignies"),
    ("Lambusart", "lambusart"),
    ("Saint-Amand", "saint-amand"),
    ("Wagnelée", "wagnelee"),
    ("Wanfercée-Baulet", "wanfercee-baulet"),
    ("Wangenies", "wangenies"),
)

COMMUNICATION = "Service Communication"
WELCOME = "Service Accueil et Population"
DIGITAL = "Service Informatique"
HERITAGE = "Service Patrimoine et Bâtiments"
MOBILITY = "Service Mobilité"
EVENTS = "Service Commerce et Festivités"
ENVIRONMENT = "Service Environnement"
COHESION = "Service Cohésion sociale"
LIBRARY = "Bibliothèque « La Bonne Source »"
SERVICES = (
    (COMMUNICATION, "communication@example.be"),
    (WELCOME, "accueil@example.be"),
    (DIGITAL, "informatique@example.be"),
    (HERITAGE, "patrimoine@example.be"),
    (MOBILITY, "mobilite@example.be"),
    (EVENTS, "festivites@example.be"),
    (ENVIRONMENT, "environnement@example.be"),
    (COHESION, "cohesion@example.be"),
    (LIBRARY, "bibliotheque@example.be"),
)

THEMES = {
    "participation": "Participation",
    "services-communaux": "Services communaux",
    "numerique": "Numérique",
    "patrimoine": "Patrimoine et bâtiments",
    "information": "Information",
    "mobilite": "Mobilité",
    "vie-locale": "Vie locale",
    "environnement": "Environnement",
    "accessibilite": "Accessibilité",
}

OBJECTIVES = (
    ("O.S.3", "Développer un réel modèle de participation citoyenne", None),
    ("O.O.3.1", "Pour un citoyen écouté, consulté et acteur de son cadre de vie", "O.S.3"),
)
OBJECTIVE = "O.O.3.1"

CITY: dict[str, Any] = {
    "city_name": "Fleurus",
    "administration_name": "Administration communale de Fleurus",
    "platform_name": "Fleurus participe",
    "slogan": "Devenez acteur de votre ville",
    "platform_launched_on": date(2020, 12, 15),
    "accent": "#1f5f4a",
    "contact_email": "participation@example.be",
    "contact_address": "Administration communale de Fleurus\nService Communication\n6220 Fleurus",
    "city_website": "https://www.fleurus.be",
    "responsible_publisher": "La direction générale de l'Administration communale, 6220 Fleurus",
    "security_email": "securite@example.be",
}
