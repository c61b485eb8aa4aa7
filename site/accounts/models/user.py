"""Whoever logs in. The e-mail address is the name; no user name exists."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser
from django.contrib.auth.models import UserManager as DjangoUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class UserManager(DjangoUserManager["User"]):
    """Makes users by e-mail; Django's commands and log-in call it."""

    def _create_user(self, email: str, password: str | None, **fields: Any) -> User:
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_user(  # type: ignore[override]  # Django's signature has a user name first
        self, email: str, password: str | None = None, **fields: Any
    ) -> User:
        return self._create_user(email, password, **fields)

    def create_superuser(  # type: ignore[override]  # the same
        self, email: str, password: str | None = None, **fields: Any
    ) -> User:
        """Made at the command line: whoever has that vouches for the address."""
        fields.setdefault("address_confirmed_at", timezone.now())
        return self._create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> User:
        """Whatever its case; written so that the index of the constraint below is used."""
        return self.alias(address=Lower("email")).get(address=(username or "").lower())


class User(AbstractUser):
    """A person with a log-in, staff or citizen."""

    username = None  # type: ignore[assignment]  # the e-mail address is the name
    email = models.EmailField(_("e-mail address"), unique=True)

    address_confirmed_at = models.DateTimeField(_("address confirmed at"), null=True, blank=True)

    told_unused_at = models.DateTimeField(_("told that it is unused"), null=True, editable=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="one_user_per_address",
                violation_error_message=_("An account with this e-mail address already exists."),
            )
        ]

    @property
    def has_confirmed_address(self) -> bool:
        return self.is_active and self.address_confirmed_at is not None

    def __str__(self) -> str:
        return self.get_full_name() or self.email
