"""The nouns of accounts."""

from accounts.models.grants import SeededPermission
from accounts.models.outbox import OutboxMessage
from accounts.models.person import Person
from accounts.models.references import District, Service, StrategicObjective, Theme
from accounts.models.rules import RulesOfTheGame
from accounts.models.sign_up import SignUp
from accounts.models.user import User

__all__ = [
    "District",
    "OutboxMessage",
    "Person",
    "RulesOfTheGame",
    "SeededPermission",
    "Service",
    "SignUp",
    "StrategicObjective",
    "Theme",
    "User",
]
