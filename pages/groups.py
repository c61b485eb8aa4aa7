"""What each staff group may do with pages, images and documents by default."""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission
from django.utils.translation import gettext as _
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from accounts.groups import (
    ADMINISTRATOR,
    IMPLEMENTATION,
    STRATEGY,
    seed_groups,
)
from accounts.groups import PERMISSIONS as ACCOUNTS_PERMISSIONS
from accounts.models import SeededPermission

__all__ = ["PERMISSIONS", "seed_groups", "seed_tree_rights"]

_CALENDAR = [
    f"pages.{act}_{noun}" for noun in ("calendarentry", "observance") for act in ("add", "change")
]
_OURS: dict[str, list[str]] = {
    STRATEGY: [
        *_CALENDAR,
        "pages.delete_observance",
        "pages.view_publicationfailure",
        "simple_translation.submit_translation",
        "wagtailredirects.add_redirect",
        "wagtailredirects.change_redirect",
    ],
    IMPLEMENTATION: [
        *_CALENDAR,
        "pages.view_publicationfailure",
        "simple_translation.submit_translation",
    ],
    ADMINISTRATOR: ["pages.change_citysettings", "pages.view_publicationfailure"],
}
_ALL_STAFF = ["pages.view_calendarentry"]  # every group reads what is planned
PERMISSIONS = {
    name: [*labels, *_ALL_STAFF, *_OURS.get(name, [])]
    for name, labels in ACCOUNTS_PERMISSIONS.items()
}
_PAGE_RIGHTS = {
    STRATEGY: [
        "add_page",
        "change_page",
        "publish_page",
        "lock_page",
        "unlock_page",
        "delete_page",
    ],
    IMPLEMENTATION: ["add_page", "change_page", "lock_page"],
}
_FILE_RIGHTS = [
    "add_image",
    "change_image",
    "choose_image",
    "add_document",
    "change_document",
    "choose_document",
]
_FILE_GROUPS = [STRATEGY, IMPLEMENTATION]
WORKFLOW = "Validation du comité"


def seed_tree_rights() -> None:
    """Give each group its rights at the root of pages and files, once; and the workflow."""
    root = Page.objects.filter(depth=1).first()
    collection = Collection.get_first_root_node()
    if root is None or collection is None:
        return  # a test has emptied the tree
    for name, codenames in _PAGE_RIGHTS.items():
        for permission in _new(name, "page", codenames):
            GroupPagePermission.objects.get_or_create(
                group=Group.objects.get(name=name), page=root, permission=permission
            )
    for name in _FILE_GROUPS:
        for permission in _new(name, "collection", _FILE_RIGHTS):
            GroupCollectionPermission.objects.get_or_create(
                group=Group.objects.get(name=name), collection=collection, permission=permission
            )
    _seed_workflow(root)


def _new(group: str, place: str, codenames: list[str]) -> list[Permission]:
    """The permissions of these names that this group was never given; note that it now is."""
    found = []
    for permission in Permission.objects.filter(
        codename__in=codenames,
        content_type__app_label__in=("wagtailcore", "wagtailimages", "wagtaildocs"),
    ):
        seeded, is_new = SeededPermission.objects.get_or_create(
            group=Group.objects.get(name=group), permission=f"{place}:{permission.codename}"
        )
        if is_new:
            found.append(permission)
    return found


def _seed_workflow(root: Page) -> None:
    """What the implementation group submits, the strategy group approves: on the whole tree."""
    if Workflow.objects.filter(name=WORKFLOW).exists():
        return
    Group.objects.filter(name__in=("Moderators", "Editors")).delete()  # Wagtail's own examples
    WorkflowPage.objects.filter(page=root).delete()
    Workflow.objects.filter(name="Moderators approval").update(active=False)
    task = GroupApprovalTask.objects.create(name=_("Approval by the strategy group"))
    task.groups.add(Group.objects.get(name=STRATEGY))
    workflow = Workflow.objects.create(name=WORKFLOW)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page=root)
