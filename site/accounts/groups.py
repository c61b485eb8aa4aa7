"""The staff groups and what each may do by default. tests/test_role_matrix.py is the reference.

Every app adds its lines here; `migrate` gives each line once, and never again once the city took it
away. Wagtail's page and collection rights are given by `pages.groups`, which knows the tree.
"""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission

from accounts.models import SeededPermission

STRATEGY = "strategy"
IMPLEMENTATION = "implementation"
MODERATOR = "moderator"
SERVICE = "service"
DATA_ENTRY = "data_entry"
CONSULTANT = "consultant"
COLLEGE = "college"
ADMINISTRATOR = "administrator"
GROUPS = (
    STRATEGY,
    IMPLEMENTATION,
    MODERATOR,
    SERVICE,
    DATA_ENTRY,
    CONSULTANT,
    COLLEGE,
    ADMINISTRATOR,
)

_REFERENCES = [
    f"accounts.{verb}_{noun}"
    for noun in ("district", "service", "strategicobjective", "theme")
    for verb in ("add", "change", "delete")
]
_ACTIVITIES = [
    "participation.add_ideabox",
    "participation.change_ideabox",
    "participation.publish_ideabox",
    "participation.add_survey",
    "participation.change_survey",
    "participation.publish_survey",
    "participation.add_answersheet",
    "participation.assist_a_person",
    "participation.view_idea",
    "participation.view_comment",
    "participation.speak_for_the_city",
]
_IMPORTS = ["participation.add_import", "participation.view_import"]
_CHARTER = [
    "participation.add_charterarticle",
    "participation.change_charterarticle",
    "participation.view_vote",
    "accounts.view_outboxmessage",
    "accounts.add_rulesofthegame",
    "accounts.view_rulesofthegame",
]
PERMISSIONS: dict[str, list[str]] = {
    STRATEGY: ["wagtailadmin.access_admin", *_REFERENCES, *_ACTIVITIES, *_CHARTER, *_IMPORTS],
    IMPLEMENTATION: [
        "wagtailadmin.access_admin",
        *_ACTIVITIES,
        *_IMPORTS,
        "accounts.add_theme",
        "accounts.change_theme",
    ],
    MODERATOR: [
        "wagtailadmin.access_admin",
        "participation.add_moderationact",
        "participation.view_moderationact",
        "participation.view_idea",
        "participation.view_comment",
        "participation.view_report",
        "participation.view_appeal",
    ],
    SERVICE: ["wagtailadmin.access_admin"],
    DATA_ENTRY: [
        "wagtailadmin.access_admin",
        "participation.add_answersheet",
        "participation.assist_a_person",
    ],
    CONSULTANT: ["wagtailadmin.access_admin"],
    COLLEGE: ["wagtailadmin.access_admin"],
    ADMINISTRATOR: [
        "wagtailadmin.access_admin",
        *_REFERENCES,
        *_IMPORTS,
        "accounts.view_outboxmessage",
        "accounts.add_user",
        "accounts.change_user",
        "accounts.delete_user",
        "wagtailredirects.add_redirect",
        "wagtailredirects.change_redirect",
        "wagtailredirects.delete_redirect",
    ],
}


def seed_groups(permissions: dict[str, list[str]] = PERMISSIONS) -> None:
    """Make the groups that are missing and give each default permission once."""
    known = {f"{p.content_type.app_label}.{p.codename}": p for p in _all_permissions()}
    given = set(SeededPermission.objects.values_list("group__name", "permission"))
    for name in GROUPS:
        group, _ = Group.objects.get_or_create(name=name)
        for label in permissions.get(name, []):
            if (name, label) in given or label not in known:
                continue
            group.permissions.add(known[label])
            SeededPermission.objects.create(group=group, permission=label)


def _all_permissions() -> list[Permission]:
    return list(Permission.objects.select_related("content_type"))
