"""The addresses of accounts: django-allauth's views under French paths, and ours.

None is ever cached: they hold form tokens and personal words.
"""

from __future__ import annotations

from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.socialaccount import views as social
from allauth.usersessions import views as sessions
from django.urls import URLPattern, re_path
from django.urls import path as plain_path
from django.views.decorators.cache import never_cache

from accounts.oidc import views as oidc
from accounts.views import personal_data, profile, rules


def path(route: str, view: Any, name: str) -> URLPattern:
    return plain_path(route, never_cache(view), name=name)


urlpatterns = [
    path("compte/", profile.home, "account_home"),
    path("compte/profil/", profile.profile, "account_profile"),
    path("compte/contributions/", profile.contributions, "account_contributions"),
    path("compte/donnees/", personal_data.my_data, "account_data"),
    path("compte/donnees/telecharger/", personal_data.download, "account_download"),
    path("compte/supprimer/", personal_data.delete, "account_delete"),
    path("regles-du-jeu/", rules.rules_of_the_game, "account_rules"),
    path("compte/connexion/", account.login, "account_login"),
    path("compte/connexion/code/", account.request_login_code, "account_request_login_code"),
    path(
        "compte/connexion/code/confirmer/",
        account.confirm_login_code,
        "account_confirm_login_code",
    ),
    path("compte/deconnexion/", account.logout, "account_logout"),
    path("compte/inscription/", account.signup, "account_signup"),
    path("compte/inactif/", account.account_inactive, "account_inactive"),
    path("compte/verification/", account.reauthenticate, "account_reauthenticate"),
    path("compte/adresse/", account.email, "account_email"),
    path(
        "compte/adresse/a-confirmer/",
        account.email_verification_sent,
        "account_email_verification_sent",
    ),
    re_path(
        r"^compte/adresse/confirmer/(?P<key>[-:\w]+)/$",
        never_cache(account.confirm_email),
        name="account_confirm_email",
    ),
    path("compte/mot-de-passe/", account.password_change, "account_change_password"),
    path("compte/mot-de-passe/choisir/", account.password_set, "account_set_password"),
    path("compte/mot-de-passe/oublie/", account.password_reset, "account_reset_password"),
    path(
        "compte/mot-de-passe/oublie/envoye/",
        account.password_reset_done,
        "account_reset_password_done",
    ),
    path(
        "compte/mot-de-passe/oublie/termine/",
        account.password_reset_from_key_done,
        "account_reset_password_from_key_done",
    ),
    re_path(
        r"^compte/mot-de-passe/oublie/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        never_cache(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path("compte/deux-etapes/", mfa.index, "mfa_index"),
    path("compte/deux-etapes/code/", mfa.authenticate, "mfa_authenticate"),
    path("compte/deux-etapes/verification/", mfa.reauthenticate, "mfa_reauthenticate"),
    path("compte/deux-etapes/activer/", totp.activate_totp, "mfa_activate_totp"),
    path("compte/deux-etapes/desactiver/", totp.deactivate_totp, "mfa_deactivate_totp"),
    path("compte/deux-etapes/secours/", codes.view_recovery_codes, "mfa_view_recovery_codes"),
    path(
        "compte/deux-etapes/secours/nouveaux/",
        codes.generate_recovery_codes,
        "mfa_generate_recovery_codes",
    ),
    path(
        "compte/deux-etapes/secours/telecharger/",
        codes.download_recovery_codes,
        "mfa_download_recovery_codes",
    ),
    path("compte/sessions/", sessions.list_usersessions, "usersessions_list"),
    path("compte/identite/", social.connections, "socialaccount_connections"),
    path("compte/identite/inscription/", social.signup, "socialaccount_signup"),
    path("compte/identite/annulee/", social.login_cancelled, "socialaccount_login_cancelled"),
    path("compte/identite/erreur/", social.login_error, "socialaccount_login_error"),
    path("compte/identite/<slug:provider_id>/", oidc.log_in, "openid_connect_login"),
    path("compte/identite/<slug:provider_id>/retour/", oidc.come_back, "openid_connect_callback"),
]
