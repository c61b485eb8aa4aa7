"""What a citizen proposes, or what the city puts to the vote."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, FilteredRelation, Q
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelsearch import index
from taggit.managers import TaggableManager
from taggit.models import ItemBase

from accounts import words
from accounts.models import District, Person, Theme
from participation.models.activity import ModeratedContribution
from participation.models.idea_box import IdeaBox


class IdeaTheme(ItemBase):
    """Which themes an idea is about."""

    tag = models.ForeignKey(Theme, models.CASCADE, related_name="idea_items")
    content_object = models.ForeignKey("participation.Idea", models.CASCADE)


@dataclass(frozen=True)
class Words:
    """What an idea says, in one language."""

    title: str
    text: str
    image_alt: str
    language: str


RULES_OF_A_BOX = (
    "use",
    "voting_rule",
    "votes_per_person",
    "moderation",
    "has_comments",
    "has_stances",
    "is_archived",
    "is_shown",
    "live",
    "opens_at",
    "closes_at",
    "consultation",
)


class IdeaQuerySet(models.QuerySet["Idea"]):
    def published(self) -> IdeaQuerySet:
        """What the public may read in full, in a box that is public."""
        box_is_public = Q(box__consultation__is_public=True) | Q(
            box__consultation=None, box__is_shown=True
        )
        return self.filter(box_is_public, box__live=True, state__in=Idea.PUBLIC_STATES)

    def awaiting_moderation(self) -> IdeaQuerySet:
        return self.filter(state=Idea.State.SUBMITTED)

    def propositions(self) -> IdeaQuerySet:
        """What counts as a proposition: options of a vote never do."""
        return self.exclude(box__use=IdeaBox.Use.VOTE)

    def for_cards(self) -> IdeaQuerySet:
        """What a card shows, in one query."""
        return self.select_related("tally", "district", "box", "box__consultation")

    def for_rules(self) -> IdeaQuerySet:
        """What decides whether one may act on it – its state, the box's rules, the window –, and
        nothing that is only read: half the cost of a card."""
        box = [f"box__{name}" for name in RULES_OF_A_BOX]
        facts = ("is_public", "opens_at", "closes_at", "paused_at", "pause_reason")
        window = [f"box__consultation__{name}" for name in facts]
        # Whether its author is owed a message.
        author = ("person__user", "person__origin", "person__erased_at")
        joined = self.select_related("box__consultation", "person")
        return joined.only("state", *author, *box, *window)

    def with_words(self) -> IdeaQuerySet:
        """What a list of options needs for their `words`; nothing where the city writes itself."""
        is_own = (translation.get_language() or "").startswith(settings.LANGUAGE_CODE)
        return self if is_own else self.prefetch_related("translations")

    def with_choice_of(self, person: Person) -> IdeaQuerySet:
        """Each idea with `my_choice`: what this person chose, or None."""
        mine = FilteredRelation("votes", condition=Q(votes__person=person.pk))
        return self.annotate(mine=mine, my_choice=F("mine__choice"))

    def in_the_citys_order(self) -> IdeaQuerySet:
        """The options of a vote as the city lists them."""
        return self.order_by("position", "pk")

    def newest_first(self) -> IdeaQuerySet:
        """By publication; what never was published has no place here (nor in the index)."""
        return self.filter(published_at__isnull=False).order_by("-published_at", "-pk")

    def most_supported_first(self) -> IdeaQuerySet:
        return self.order_by("-tally__points", "tally__idea")

    def most_discussed_first(self) -> IdeaQuerySet:
        return self.order_by("-tally__comments", "tally__idea")


class Idea(ModeratedContribution, index.Indexed):
    """One idea for life: it is never copied, never rewritten by staff, never destroyed."""

    search_auto_update = False  # actions.index_idea does it, only for what the public may read
    search_fields: ClassVar[list[object]] = [
        index.SearchField("search_words"),
        index.AutocompleteField("search_letters"),
        index.FilterField("id"),
    ]

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("idea", "draft")
        SUBMITTED = "submitted", pgettext_lazy("idea", "submitted, being read")
        RETURNED = "returned", pgettext_lazy("idea", "returned to its author")
        PUBLISHED = "published", pgettext_lazy("idea", "published")
        IN_ANALYSIS = "in_analysis", pgettext_lazy("idea", "under review")
        SENT_TO_COLLEGE = "sent_to_college", pgettext_lazy("idea", "submitted to the College")
        ANSWERED = "answered", pgettext_lazy("idea", "answered")
        IN_PROGRESS = "in_progress", pgettext_lazy("idea", "under way")
        DONE = "done", pgettext_lazy("idea", "done")
        STOPPED = "stopped", pgettext_lazy("idea", "stopped")
        GROUPED = "grouped", pgettext_lazy("idea", "grouped")
        WITHDRAWN = "withdrawn", pgettext_lazy("idea", "withdrawn by its author")
        HIDDEN = "hidden", pgettext_lazy("idea", "hidden by moderation")
        REFUSED = "refused", pgettext_lazy("idea", "refused")

    PUBLIC_STATES = (
        State.PUBLISHED,
        State.IN_ANALYSIS,
        State.SENT_TO_COLLEGE,
        State.ANSWERED,
        State.IN_PROGRESS,
        State.DONE,
        State.STOPPED,
        State.GROUPED,
    )
    TOMBSTONES = (State.WITHDRAWN, State.HIDDEN)
    EDITABLE = (State.DRAFT, State.SUBMITTED, State.RETURNED, State.PUBLISHED)

    box = models.ForeignKey(IdeaBox, models.PROTECT, related_name="ideas")
    source = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("idea that this option comes from"),
        null=True,
        blank=True,
        related_name="options",
    )
    author_name = models.CharField(_("author"), max_length=170, blank=True)
    title = models.CharField(_("title"), max_length=200)
    title_words = models.CharField(max_length=400, blank=True, editable=False)
    body = models.TextField(_("text"), max_length=12_000, blank=True)
    language = models.CharField(_("language"), max_length=5, default="fr")
    place = models.CharField(_("place"), max_length=200, blank=True)
    district = models.ForeignKey(
        District, models.SET_NULL, verbose_name=_("district"), null=True, blank=True
    )
    themes = TaggableManager(verbose_name=_("themes"), through=IdeaTheme, blank=True, help_text="")
    image = models.ImageField(
        _("image"),
        upload_to="ideas/%Y/%m",
        null=True,
        blank=True,
        width_field="image_width",
        height_field="image_height",
    )
    image_width = models.PositiveIntegerField(null=True, editable=False)
    image_height = models.PositiveIntegerField(null=True, editable=False)
    image_alt = models.CharField(_("text alternative"), max_length=250, blank=True)
    state = models.CharField(_("state"), max_length=20, choices=State.choices, default=State.DRAFT)
    version = models.PositiveIntegerField(_("version"), default=1)
    position = models.PositiveSmallIntegerField(default=0, editable=False)  # of an option
    created_at = models.DateTimeField(_("created at"))
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True)
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)
    token = models.UUIDField(null=True, editable=False, help_text="of the form that made it")
    external_id = models.CharField(max_length=60, blank=True, editable=False)

    objects: ClassVar[IdeaQuerySet] = IdeaQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("idea")
        verbose_name_plural = _("ideas")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "token"],
                condition=Q(token__isnull=False),
                name="one_idea_per_form",
            ),
            models.UniqueConstraint(
                fields=["box", "external_id"],
                condition=~Q(external_id=""),
                name="one_idea_per_imported_row",
            ),
            models.UniqueConstraint(
                fields=["box", "source"],
                condition=Q(source__isnull=False),
                name="one_option_per_source_and_box",
            ),
        ]
        indexes = [
            models.Index(
                fields=["box", "-published_at", "-id"],
                condition=Q(published_at__isnull=False),
                name="idea_newest_in_its_box",
            ),
            models.Index(
                fields=["-published_at", "-id"],
                condition=Q(published_at__isnull=False),
                name="idea_newest",
            ),
            models.Index(fields=["box", "state"], name="idea_states"),
            models.Index(fields=["state", "submitted_at"], name="idea_queue"),
            models.Index(fields=["submitted_at"], name="idea_unread", condition=Q(read_at=None)),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Django notes no size of a first photo: without it each reading would open the file."""
        if self.__dict__.get("image") and not self.image_width:
            self._meta.get_field("image").update_dimension_fields(self, force=True)  # type: ignore[union-attr]  # an ImageField
        super().save(*args, **kwargs)

    @classmethod
    def get_indexed_objects(cls) -> IdeaQuerySet:
        """What a search may find, once its box is public too: options of votes never."""
        return cls.objects.propositions().filter(state__in=cls.PUBLIC_STATES)

    def search_words(self) -> str:
        """Title and text, reduced to the stems that a question is reduced to (accounts.words)."""
        return words.normalise(f"{self.title} {self.body}", self.language)

    def search_letters(self) -> str:
        return words.letters(self.title)

    @property
    def is_public(self) -> bool:
        """Whether its own state lets it be read; its box must be public too."""
        return self.state in self.PUBLIC_STATES

    @property
    def is_tombstone(self) -> bool:
        return self.state in self.TOMBSTONES

    @property
    def words(self) -> Words:
        """Its words in the language of the interface where it is a translated option of a vote;
        else its own, with their language. Citizens' words are never translated."""
        language = (translation.get_language() or settings.LANGUAGE_CODE)[:2]
        is_translatable = self.position and language != self.language  # the city's, in a vote
        if is_translatable and (found := self._translations().get(language)):
            return Words(found.title, found.text, found.image_alt, language)
        return Words(self.title, self.body, self.image_alt, self.language)

    def _translations(self) -> dict[str, Any]:
        """By language; asked once."""
        if "_by_language" not in self.__dict__:
            rows: Any = self.translations.all()
            self.__dict__["_by_language"] = {row.language: row for row in rows}
        found: dict[str, Any] = self.__dict__["_by_language"]
        return found

    def written(self) -> tuple[str, ...]:
        picture = str(self.image.name) if self.image else ""
        return (self.title, self.body, self.place, picture, self.image_alt)


class IdeaVersion(models.Model):
    """What an idea said before its author changed it, kept once others had reacted to it."""

    wagtail_reference_index_ignore = True  # nothing that an editor publishes

    idea = models.ForeignKey(Idea, models.CASCADE, related_name="versions")
    version = models.PositiveIntegerField(_("version"))
    title = models.CharField(_("title"), max_length=200)
    body = models.TextField(_("text"), blank=True)
    replaced_at = models.DateTimeField(_("replaced at"))

    class Meta:
        verbose_name = _("version of an idea")
        verbose_name_plural = _("versions of ideas")
        constraints = [
            models.UniqueConstraint(fields=["idea", "version"], name="one_row_per_idea_version")
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.version})"
