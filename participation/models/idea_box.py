"""A call for ideas, the permanent idea box, or a vote (a box in which only the city proposes)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from django.conf import settings
from django.db import connection, models, transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelsearch import index

from accounts.models import Person
from participation.errors import (
    BoxHoldsIdeas,
    OnlyAVoteHasOptions,
    OptionsFrozen,
    RulesFrozen,
    TooFewOptions,
)
from participation.models.activity import Activity, ActivityQuerySet

FEWEST_OPTIONS = 2


@dataclass(frozen=True)
class Words:
    """What a box says, in one language."""

    title: str
    question: str
    introduction: str
    language: str


class IdeaBox(Activity, index.Indexed):
    """Where ideas are gathered and supported. Its votes, ideas and comments protect it."""

    # What people relied on when they voted.
    RULES = ("use", "voting_rule", "votes_per_person", "count_visibility")

    class Use(models.TextChoices):
        CALL = "call", _("call for ideas")
        PERMANENT = "permanent", _("permanent idea box")
        VOTE = "vote", pgettext_lazy("kind of activity", "vote")

    class Moderation(models.TextChoices):
        BEFORE = "before", _("read before publication")
        AFTER = "after", _("published at once, read afterwards")
        NEW_FIRST = "new_first", _("first texts of new participants read before publication")

    class VotingRule(models.TextChoices):
        NONE = "none", _("no vote")
        SUPPORT = "support", _("support")
        FOR_AGAINST = "for_against", _("for or against")
        FOR_MIXED_AGAINST = "for_mixed_against", _("for, mixed or against")

        def offers(self) -> list[str]:
            """The choices of a vote, in the order in which they are shown."""
            return {
                self.NONE: [],
                self.SUPPORT: ["for"],
                self.FOR_AGAINST: ["for", "against"],
                self.FOR_MIXED_AGAINST: ["for", "mixed", "against"],
            }[self]

    use = models.CharField(_("use"), max_length=10, choices=Use.choices, default=Use.CALL)
    question = models.CharField(_("question"), max_length=255)
    introduction = models.TextField(_("introduction"), max_length=1500, blank=True)
    moderation = models.CharField(
        _("moderation"), max_length=10, choices=Moderation.choices, default=Moderation.BEFORE
    )
    voting_rule = models.CharField(
        _("voting rule"), max_length=20, choices=VotingRule.choices, default=VotingRule.SUPPORT
    )
    votes_per_person = models.PositiveSmallIntegerField(
        _("votes per person"), null=True, blank=True, help_text=_("Empty means no limit.")
    )
    has_comments = models.BooleanField(_("comments are open"), default=True)
    has_stances = models.BooleanField(_("comments say for, against or neutral"), default=False)

    objects: ClassVar[ActivityQuerySet] = ActivityQuerySet.as_manager()  # type: ignore[assignment]

    search_fields = [
        index.SearchField("title"),
        index.AutocompleteField("title"),
        index.FilterField("use"),
        index.FilterField("is_archived"),
    ]

    class Meta(Activity.Meta):
        verbose_name = _("idea box")
        verbose_name_plural = _("idea boxes")

    @property
    def words(self) -> Words:
        """Its words in the language of the interface, or else in French, with that language."""
        language = (translation.get_language() or settings.LANGUAGE_CODE)[:2]
        kept: dict[str, Words] = self.__dict__.setdefault("_words", {})
        if language not in kept:
            found: Any = self
            if language != settings.LANGUAGE_CODE:
                rows = self.translations.all()
                found = next((row for row in rows if row.language == language), self)
            spoken = settings.LANGUAGE_CODE if found is self else language
            kept[language] = Words(found.title, found.question, found.introduction, spoken)
        return kept[language]

    def has_contributions(self) -> bool:
        """Whether anything was proposed in it or put to the vote: then it is archived at most."""
        return bool(self.pk) and self.ideas.exists()

    def has_votes(self) -> bool:
        return bool(self.pk) and self.votes.exists()

    def changed_rules(self) -> list[str]:
        """The voting rules that this version would change, once somebody has voted."""
        stored = IdeaBox.objects.filter(pk=self.pk).values(*self.RULES).first()
        if stored is None or not self.has_votes():
            return []
        return [name for name in self.RULES if getattr(self, name) != stored[name]]

    def check_publishable(self) -> None:
        """Raise RulesFrozen, OptionsFrozen, TooFewOptions, BoxHoldsIdeas, OnlyAVoteHasOptions."""
        if self.changed_rules():
            raise RulesFrozen
        options = list(self.options.all())
        if self.use != self.Use.VOTE:
            if options:
                raise OnlyAVoteHasOptions
            return
        if self.pk and self.ideas.exclude(person__origin=Person.Origin.CITY).exists():
            raise BoxHoldsIdeas
        if len(options) < FEWEST_OPTIONS:
            raise TooFewOptions
        if self.has_votes():
            offered = dict(self.ideas.exclude(state="withdrawn").values_list("token", "title"))
            # Words taken from another idea stand as they were: its author may go on writing.
            asked = {o.key: o.title.strip() or offered.get(o.key) for o in options}
            if asked != offered or self._renames_translations(options):
                raise OptionsFrozen

    def _renames_translations(self, options: list[Any]) -> bool:
        """Whether what somebody read in another language would get another name, or none. A
        translation that was missing may still be added."""
        asked = {(o.key, row.language): row.title for o in options for row in o.translations.all()}
        public = self.ideas.exclude(state="withdrawn").exclude(translations=None)
        names = public.values_list("token", "translations__language", "translations__title")
        return any(asked.get((key, language)) != title for key, language, title in names)

    @staticmethod
    def wait_for_votes() -> None:
        """Nobody's vote is half-way until this transaction ends. Rare and short: as long as a box
        is live and nobody has voted in it. SQLite has one writer at a time anyway."""
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("LOCK TABLE participation_vote IN SHARE MODE")

    @transaction.atomic
    def publish(self, revision: Any, *args: Any, **kwargs: Any) -> Any:
        """Publish or schedule; what follows from it (receivers) is in the same transaction.

        A first vote that is being cast is waited for. Raises what `check_publishable` raises.
        """
        if self.live and not self.has_votes():
            self.wait_for_votes()
        revision.as_object().check_publishable()
        return super().publish(revision, *args, **kwargs)

    def get_preview_template(self, request: Any, mode_name: str) -> str:
        return "participation/preview_box.html"

    def get_preview_context(self, request: Any, mode_name: str) -> dict[str, Any]:
        """Its words as typed, beside the form; its options as nobody can vote on them yet."""
        context: dict[str, Any] = super().get_preview_context(request, mode_name)
        return context | {"box": self, "options": self.options.all()}

    def choices(self) -> list[str]:
        """The choices that its voting rule offers, in the order in which they are shown."""
        return self.VotingRule(self.voting_rule).offers()
