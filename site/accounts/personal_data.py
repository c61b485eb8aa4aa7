"""What accounts itself holds of a person: their copy of it, and how it is erased."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from typing import Any

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialToken
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model, ProtectedError, QuerySet
from wagtail.models import ModelLogEntry
from wagtail.users.models import UserProfile

from accounts import mail, registry
from accounts.models import OutboxMessage, Person, SignUp, User
from accounts.registry import Subject

TABLES: list[type[Model]] = [
    User,
    User.groups.through,
    Person,
    Person.followed_districts.through,
    Person.followed_themes.through,
    SignUp,
    EmailAddress,
    EmailConfirmation,
    Authenticator,
    SocialAccount,
    SocialToken,
    UserSession,
    UserProfile,
]


def register() -> None:
    registry.register_export("account", export_account, tables=TABLES)
    registry.register_erasure("account", erase_account, tables=TABLES)


def export_account(subject: Subject) -> dict[str, Any]:
    """Everything but secrets: a password's hash or a second factor's seed is of no use to them."""
    return {
        "log_in": _log_in(subject.user) if subject.user else None,
        "participant": _participant(subject.person) if subject.person else None,
    }


def _log_in(user: User) -> dict[str, Any]:
    sign_up = SignUp.objects.filter(user=user).values(
        "shown_name", "language", "rules_version", "agreed_at"
    )
    return {
        "email": user.email,
        "first_name": user.first_name,
        "last_name": user.last_name,
        "signed_up_at": user.date_joined,
        "address_confirmed_at": user.address_confirmed_at,
        "last_log_in_at": user.last_login,
        "groups": list(user.groups.values_list("name", flat=True)),
        "addresses": list(
            EmailAddress.objects.filter(user=user).values("email", "verified", "primary")
        ),
        "waiting_sign_up": sign_up.first(),
        "second_factors": list(
            Authenticator.objects.filter(user=user).values("type", "created_at", "last_used_at")
        ),
        "linked_identities": list(
            SocialAccount.objects.filter(user=user).values("provider", "uid", "date_joined")
        ),
        "sessions": list(
            UserSession.objects.filter(user=user).values("created_at", "ip", "user_agent")
        ),
        "admin_profile": list(
            UserProfile.objects.filter(user=user).values("preferred_language", "current_time_zone")
        ),
    }


def _participant(person: Person) -> dict[str, Any]:
    return {
        "number": person.pk,
        "shown_name": person.display_name,
        "shown_as": person.shown_as,
        "first_name": person.first_name,
        "last_name": person.last_name,
        "pseudonym": person.pseudonym,
        "district": person.district.name if person.district else None,
        "language": person.language,
        "followed_themes": [theme.name for theme in person.followed_themes.all()],
        "followed_districts": [district.name for district in person.followed_districts.all()],
        "rules_accepted": person.rules_accepted,
        "rules_accepted_at": person.rules_accepted_at,
        "consent_recorded_at": person.consent_recorded_at,
        "blocked_until": person.blocked_until,
        "imported_from": person.import_source,
        "created_at": person.created_at,
        "messages": list(_messages_to(person).values("event", "payload", "created_at", "done_at")),
    }


def _messages_to(person: Person) -> QuerySet[OutboxMessage]:
    return OutboxMessage.objects.filter(target=str(person.pk), kind="notice")


def erase_account(subject: Subject, with_contributions: bool) -> None:
    if subject.person:
        _erase_participant(subject.person)
    if subject.user:
        _erase_log_in(subject.user)


def _erase_participant(person: Person) -> None:
    """The row stays, so that votes still count; who it was is gone."""
    person.followed_themes.clear()
    person.followed_districts.clear()
    Person.objects.filter(pk=person.pk).update(
        user=None,
        first_name="",
        last_name="",
        pseudonym="",
        district=None,
        language=settings.LANGUAGE_CODE,
        follow_up_hash="",
        import_source="",  # a name that is gone is no longer found by the next import
    )
    _messages_to(person).filter(done_at=None).delete()


def _erase_log_in(user: User) -> None:
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    for session in UserSession.objects.filter(user=user):
        store.delete(session.session_key)
    for profile in UserProfile.objects.filter(user=user).exclude(avatar=""):
        transaction.on_commit(partial(profile.avatar.storage.delete, profile.avatar.name))
    mail.forget(user.email)
    for address in EmailAddress.objects.filter(user=user):
        mail.forget(address.email)
    ModelLogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(User), object_id=str(user.pk)
    ).update(label="–", data={})
    try:
        with transaction.atomic():
            User.objects.get(pk=user.pk).delete()
    except ProtectedError:  # acts as staff name them for ever: the row stays, empty
        _empty(user)


def _empty(user: User) -> None:
    for table in (EmailAddress, SocialAccount, Authenticator, UserSession, UserProfile, SignUp):
        table._default_manager.filter(user=user).delete()
    user.groups.clear()
    user.user_permissions.clear()
    user.email = f"erased-{user.pk}@invalid"
    user.first_name = user.last_name = ""
    user.address_confirmed_at = user.last_login = None
    user.is_active = False
    user.set_unusable_password()
    user.save()
