"""What people say of an idea."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from participation.models.activity import ModeratedContribution
from participation.models.idea import Idea


class CommentQuerySet(models.QuerySet["Comment"]):
    def published(self) -> CommentQuerySet:
        return self.filter(state=Comment.State.PUBLISHED)

    def in_thread_order(self) -> CommentQuerySet:
        return self.order_by("created_at", "pk")


class Comment(ModeratedContribution):
    """A comment or an answer to one: two levels, never more. Replies outlive a hidden parent."""

    class State(models.TextChoices):
        SUBMITTED = "submitted", pgettext_lazy("comment", "being read")
        PUBLISHED = "published", pgettext_lazy("comment", "published")
        REMOVED = "removed", pgettext_lazy("comment", "removed by its author")
        HIDDEN = "hidden", pgettext_lazy("comment", "hidden by moderation")
        REFUSED = "refused", pgettext_lazy("comment", "refused")

    class Stance(models.TextChoices):
        FOR = "for", _("for")
        NEUTRAL = "neutral", _("neutral")
        AGAINST = "against", _("against")

    idea = models.ForeignKey(Idea, models.PROTECT, related_name="comments")
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replies"
    )
    author_name = models.CharField(_("author"), max_length=170, blank=True)
    badge = models.CharField(
        _("speaks for"), max_length=150, blank=True, help_text=_("The service, for the city’s own.")
    )
    body = models.TextField(_("text"), max_length=4000)
    stance = models.CharField(
        _("stance"), max_length=10, choices=Stance.choices, blank=True, default=""
    )
    language = models.CharField(_("language"), max_length=5, default="fr")
    state = models.CharField(
        _("state"), max_length=20, choices=State.choices, default=State.PUBLISHED
    )
    created_at = models.DateTimeField(_("created at"))
    edited_at = models.DateTimeField(_("edited at"), null=True, blank=True)
    token = models.UUIDField(null=True, editable=False, help_text="of the form that made it")
    external_id = models.CharField(max_length=60, blank=True, editable=False)
    imported_votes = models.PositiveIntegerField(_("imported: supports"), default=0, editable=False)

    objects: ClassVar[CommentQuerySet] = CommentQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        permissions = [("speak_for_the_city", "Can answer in the name of a service")]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "token"],
                condition=Q(token__isnull=False),
                name="one_comment_per_form",
            ),
            models.UniqueConstraint(
                fields=["idea", "external_id"],
                condition=~Q(external_id=""),
                name="one_comment_per_imported_row",
            ),
        ]
        indexes = [
            models.Index(fields=["idea", "parent", "created_at"], name="comment_thread"),
            models.Index(fields=["created_at"], name="comment_unread", condition=Q(read_at=None)),
        ]

    def __str__(self) -> str:
        return self.body[:60] or self.get_stance_display()  # an imported one may say no more

    @property
    def is_tombstone(self) -> bool:
        return self.state in (self.State.REMOVED, self.State.HIDDEN)

    @property
    def is_editable(self) -> bool:
        """Whether its author may still change it, as far as its state goes."""
        return self.state in (self.State.SUBMITTED, self.State.PUBLISHED)

    def written(self) -> tuple[str, ...]:
        return (self.body,)


class CommentVersion(models.Model):
    """What a comment said before its author edited it; moderators may read it."""

    wagtail_reference_index_ignore = True  # nothing that an editor publishes

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="versions")
    body = models.TextField(_("text"))
    replaced_at = models.DateTimeField(_("replaced at"))

    class Meta:
        verbose_name = _("version of a comment")
        verbose_name_plural = _("versions of comments")

    def __str__(self) -> str:
        return self.body[:60]
