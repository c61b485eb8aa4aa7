"""Who is signed in, together with the participant that they are: one question for both."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from accounts.models import User
from accounts.prepared import Prepared

_WITH_PERSON = Prepared(lambda pk: User.objects.select_related("person").filter(pk=pk))


class AccountBackend(AuthenticationBackend):
    """django-allauth's, which asks for the participant in the same query."""

    def get_user(self, user_id: Any) -> User | None:
        user = _WITH_PERSON.get(int(user_id))
        return user if user is not None and self.user_can_authenticate(user) else None
