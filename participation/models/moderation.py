"""The charter, and each act of moderation that rests on it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from participation.models.comment import Comment
from participation.models.idea import Idea


class CharterArticle(models.Model):
    """One article of the public charter: every act of moderation names the one it rests on."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    title = models.CharField(_("title"), max_length=150)
    text = models.TextField(_("text"), max_length=1000)
    is_in_force = models.BooleanField(_("in force"), default=True)

    class Meta:
        verbose_name = _("article of the charter")
        verbose_name_plural = _("articles of the charter")

    def __str__(self) -> str:
        return self.title


class KeptForEver(models.QuerySet["ModerationAct"]):
    """Acts are added; nothing changes or deletes one."""

    def update(self, **kwargs: Any) -> int:
        raise TypeError("An act of moderation is never changed.")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise TypeError("An act of moderation is never deleted.")


class ModerationAct(models.Model):
    """Who did what, when, on which article: to an idea, to a comment or to an account.

    Never changed, never deleted: together they are the history of what they are about.
    """

    wagtail_reference_index_ignore = True  # nothing that an editor publishes

    class Act(models.TextChoices):
        PUBLISH = "publish", _("publish")
        KEEP = "keep", _("leave as it is")
        RETURN = "return", _("return to the author")
        REFUSE = "refuse", _("refuse")
        HIDE = "hide", _("hide")
        RESTORE = "restore", _("publish again")
        REDACT = "redact", _("take personal data out")
        BLOCK = "block", _("block the account")
        UNBLOCK = "unblock", _("unblock the account")

    NEEDS_REASON = (Act.RETURN, Act.REFUSE, Act.HIDE, Act.REDACT, Act.BLOCK)
    MAY_BE_APPEALED = (Act.RETURN, Act.REFUSE, Act.HIDE, Act.BLOCK)

    idea = models.ForeignKey(
        Idea, models.PROTECT, null=True, blank=True, related_name="moderationacts"
    )
    comment = models.ForeignKey(
        Comment, models.PROTECT, null=True, blank=True, related_name="moderationacts"
    )
    account = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="moderationacts"
    )
    act = models.CharField(_("act"), max_length=10, choices=Act.choices)
    moderator = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("moderator"), related_name="+"
    )
    article = models.ForeignKey(
        CharterArticle, models.PROTECT, verbose_name=_("article"), null=True, blank=True
    )
    reason = models.TextField(_("reason"), max_length=1000, blank=True)
    state_before = models.CharField(_("state before"), max_length=20, blank=True)
    until = models.DateTimeField(_("until"), null=True, blank=True)
    done_at = models.DateTimeField(_("done at"))

    objects: ClassVar[KeptForEver] = KeptForEver.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("act of moderation")
        verbose_name_plural = _("acts of moderation")
        constraints = [
            models.CheckConstraint(
                name="moderationact_of_one_thing",
                condition=Q(idea__isnull=False, comment=None, account=None)
                | Q(idea=None, comment__isnull=False, account=None)
                | Q(idea=None, comment=None, account__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_act_display()} · {self.subject}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("An act of moderation is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise TypeError("An act of moderation is never deleted.")

    @property
    def subject(self) -> Idea | Comment | Person:
        subject = self.idea or self.comment or self.account
        assert subject is not None  # the constraint
        return subject

    @property
    def author(self) -> Person:
        """Whom it concerns: the author of the text, or the holder of the account."""
        subject = self.subject
        return subject if isinstance(subject, Person) else subject.person
