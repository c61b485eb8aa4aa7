"""Acts of moderation on everything that was ticked in a list, with one reason."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from participation.actions.moderate import PERMISSION, moderate
from participation.admin.desk_forms import ReasonForm
from participation.errors import Refusal
from participation.models import Comment, Idea, ModerationAct

Act = ModerationAct.Act


class ModerateBulk(SnippetBulkAction):
    """Do one act of moderation to everything that was ticked, as far as it may be done."""

    act: Act
    template_name = "participation/admin/bulk_moderate.html"
    models: ClassVar[list[type]] = [Idea, Comment]

    @classmethod
    def get_queryset(cls, model: Any, object_ids: Any) -> Any:
        """What citizens sent: the number of a draft, or of an option of a vote, names nothing."""
        texts = Idea.objects.propositions() if model is Idea else Comment.objects.all()
        return list(texts.filter(pk__in=object_ids).exclude(state=Idea.State.DRAFT))

    def check_perm(self, obj: Any) -> bool:
        user = self.request.user
        return user.has_perm(PERMISSION) and obj.person.user_id != user.pk

    @classmethod
    def execute_action(cls, objects: Any, user: Any = None, **kwargs: Any) -> tuple[int, int]:
        view, done = kwargs["self"], 0
        given = view.cleaned_form.cleaned_data if view.cleaned_form else {}
        for subject in objects:
            try:
                moderate(subject=subject, act=cls.act, moderator=view.request.user, **given)
            except Refusal as refusal:
                messages.warning(view.request, f"{subject}: {refusal}")
            else:
                done += 1
        return done, 0

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str | None:
        if not num_parent_objects:
            return None
        text = ngettext("%(n)s text: %(act)s.", "%(n)s texts: %(act)s.", num_parent_objects)
        return text % {"n": num_parent_objects, "act": self.act.label}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"act": self.act.label}


class PublishBulk(ModerateBulk):
    act = Act.PUBLISH
    action_type = "moderate_publish"
    display_name = gettext_lazy("Publish")
    aria_label = gettext_lazy("Publish the selected texts")
    action_priority = 10


class ReturnBulk(ModerateBulk):
    act = Act.RETURN
    action_type = "moderate_return"
    display_name = gettext_lazy("Return to the author")
    aria_label = gettext_lazy("Return the selected ideas to their authors")
    models: ClassVar[list[type]] = [Idea]
    form_class = ReasonForm
    action_priority = 20


class RefuseBulk(ModerateBulk):
    act = Act.REFUSE
    action_type = "moderate_refuse"
    display_name = gettext_lazy("Refuse")
    aria_label = gettext_lazy("Refuse the selected texts")
    form_class = ReasonForm
    classes: ClassVar[set[str]] = {"serious"}
    action_priority = 30


class HideBulk(ModerateBulk):
    act = Act.HIDE
    action_type = "moderate_hide"
    display_name = gettext_lazy("Hide")
    aria_label = gettext_lazy("Hide the selected texts")
    form_class = ReasonForm
    classes: ClassVar[set[str]] = {"serious"}
    action_priority = 40


class RestoreBulk(ModerateBulk):
    act = Act.RESTORE
    action_type = "moderate_restore"
    display_name = gettext_lazy("Publish again")
    aria_label = gettext_lazy("Publish the selected texts again")
    action_priority = 50


BULK_ACTS = (PublishBulk, ReturnBulk, RefuseBulk, HideBulk, RestoreBulk)
