"""Who may do what with citizens' texts in the admin: read and moderate, never edit."""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from django.utils.functional import classproperty
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy
from wagtail.snippets.bulk_actions.delete import DeleteBulkAction
from wagtail.snippets.models import get_snippet_models

from participation.models import Comment, Idea

_WRITES = {"add", "change", "delete", "publish"}


class ReadAndActPolicy(ModelPermissionPolicy):
    """No form writes a contribution, not even a superuser's: only the actions do."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action not in _WRITES and bool(super().user_has_permission(user, action))

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        return self.user_has_permission(user, action)

    def user_has_any_permission_for_instance(self, user: Any, actions: Any, instance: Any) -> bool:
        return self.user_has_any_permission(user, actions)

    def instances_user_has_any_permission_for(self, user: Any, actions: Any) -> Any:
        """What was sent; a draft is nobody's but its author's."""
        rows = self.model._default_manager
        allowed = self.user_has_any_permission(user, actions)
        return rows.exclude(state=Idea.State.DRAFT) if allowed else rows.none()


def register() -> None:
    """Called before the viewsets ask for a policy."""
    for model in (Idea, Comment):
        register_permission_policy(model, ReadAndActPolicy(model))
    DeleteBulkAction.models = classproperty(_what_may_be_deleted)


def _what_may_be_deleted(action: type[Any]) -> list[type[Model]]:
    """Nobody deletes a contribution; Wagtail's bulk act names to all the staff what it refuses."""
    return [model for model in get_snippet_models() if model not in (Idea, Comment)]
