"""What a person chose when signing up, until their address is confirmed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.user import User


class SignUp(models.Model):
    """Becomes a Person at the confirmation; goes away with its user when that never comes."""

    user = models.OneToOneField(User, models.CASCADE, primary_key=True, related_name="sign_up")
    shown_name = models.CharField(_("shown name"), max_length=60)
    language = models.CharField(_("language"), max_length=5)
    rules_version = models.CharField(_("version of the rules accepted"), max_length=40)
    agreed_at = models.DateTimeField(_("agreed at"))

    class Meta:
        verbose_name = _("sign-up")
        verbose_name_plural = _("sign-ups")

    def __str__(self) -> str:
        return self.shown_name
