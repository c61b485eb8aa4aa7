"""Who may do what in the editor's side: the reference for the groups of DESIGN and their rights.

Each act is really done, by a browser of that role, and judged by what it left behind.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import (
    GroupCollectionPermission,
    GroupPagePermission,
    PageViewRestriction,
    Site,
)

from accounts import clock, outbox
from accounts.groups import (
    ADMINISTRATOR,
    COLLEGE,
    CONSULTANT,
    DATA_ENTRY,
    GROUPS,
    IMPLEMENTATION,
    MODERATOR,
    SERVICE,
    STRATEGY,
)
from accounts.models import Service, Theme, User
from pages.actions.plan_entry import Plan, plan_entry
from pages.actions.share_preview import make_preview_link
from pages.models import (
    ArticlePage,
    CalendarEntry,
    CalendarSnapshot,
    CitySettings,
    ConsultationPage,
    Observance,
    PublicationFailure,
)
from participation.actions.pause import pause_participation
from participation.models import Idea, Import
from participation.surveys.serial import serial_of
from tests import editor, make, surveys

pytestmark = pytest.mark.django_db

SUPERUSER, CITIZEN, NOBODY = "superuser", "citizen", "nobody"
# These may only enter for now; one of them stands for all (see the test of their equal rights).
ENTERING = (MODERATOR, SERVICE, DATA_ENTRY, CONSULTANT, COLLEGE)
ROLES = [NOBODY, CITIZEN, MODERATOR, IMPLEMENTATION, STRATEGY, ADMINISTRATOR, SUPERUSER]
STAFF = {*GROUPS, SUPERUSER}
WRITERS = {IMPLEMENTATION, STRATEGY, SUPERUSER}
PUBLISHERS = {STRATEGY, SUPERUSER}
ADMINISTRATORS = {ADMINISTRATOR, SUPERUSER}
ONLY_SUPERUSER = {SUPERUSER}
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _cheap_passwords(settings: Any) -> None:
    """Two accounts a cell: the real hash would be most of the time."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def browser(role: str) -> Client:
    if role == NOBODY:
        return Client()
    if role == CITIZEN:
        return editor.signed_in(User.objects.create_user("ada@example.be", make.PASSWORD))
    if role == SUPERUSER:
        return editor.signed_in(make.superuser())
    return editor.signed_in(make.staff(role))


def opens(client: Client, address: str) -> bool:
    return client.get(address).status_code == 200


def again(page: Any) -> ConsultationPage:
    return ConsultationPage.objects.get(pk=page.pk)


# --- The acts -----------------------------------------------------------------------------------


def enter(client: Client) -> bool:
    return opens(client, "/admin/")


def see_the_tree(client: Client) -> bool:
    return opens(client, f"/admin/pages/{make.consultation_index().pk}/")


def write(client: Client) -> bool:
    page = make.draft_consultation()
    editor.save(client, page, title="Un autre titre")
    return again(page).draft_title == "Un autre titre"


def create(client: Client) -> bool:
    index = make.consultation_index()
    data = editor.form_of(ConsultationPage(**make.consultation_fields()))
    client.post(f"/admin/pages/add/pages/consultationpage/{index.pk}/", data)
    return ConsultationPage.objects.exists()


def preview(client: Client) -> bool:
    return opens(client, f"/admin/pages/{make.draft_consultation().pk}/view_draft/")


def submit(client: Client) -> bool:
    page = make.draft_consultation()
    editor.save(client, page, "submit")
    return bool(again(page).workflow_in_progress)


def publish(client: Client) -> bool:
    page = make.draft_consultation()
    editor.save(client, page, "publish")
    return again(page).live


def approve(client: Client) -> bool:
    page = make.draft_consultation()
    page.get_workflow().start(page, make.staff(IMPLEMENTATION))
    state = again(page).current_workflow_state.current_task_state
    client.post(reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk]))
    return again(page).live


def publish_in_bulk(client: Client) -> bool:
    page = make.draft_consultation()
    editor.bulk(client, "publish", page)
    return again(page).live


def unpublish(client: Client) -> bool:
    page = make.consultation_page()
    client.post(f"/admin/pages/{page.pk}/unpublish/")
    return not again(page).live


def delete_a_draft(client: Client) -> bool:
    page = make.draft_consultation()
    client.post(f"/admin/pages/{page.pk}/delete/")
    return not ConsultationPage.objects.filter(pk=page.pk).exists()


def delete_what_is_online(client: Client) -> bool:
    page = make.article()
    client.post(f"/admin/pages/{page.pk}/delete/")
    return not ArticlePage.objects.filter(pk=page.pk).exists()


def reschedule(client: Client) -> bool:
    due = timezone.now() + DAY
    page = make.scheduled_consultation(due)
    address = reverse("parvis_move_publication", args=[page.pk])
    to = editor.typed(due + DAY)
    client.post(address, {"to": to, "expected": due.isoformat()})
    return bool(again(page).scheduled_revision.approved_go_live_at != due)


def suspend(client: Client) -> bool:
    page = make.consultation_page()
    client.post(reverse("parvis_pause", args=[page.pk]), {"reason": "Une panne."})
    return again(page).consultation.paused_at is not None


def resume(client: Client) -> bool:
    page = make.consultation_page()
    pause_participation(consultation=page.consultation, reason="Une panne.")
    client.post(reverse("parvis_resume", args=[page.pk]))
    return again(page).consultation.paused_at is None


def give_a_preview_link(client: Client) -> bool:
    page = make.draft_consultation()
    client.post(reverse("parvis_preview_links", args=[page.pk]), {"days": "7"})
    return page.preview_links.exists()


def read_preview_links(client: Client) -> bool:
    page = make.draft_consultation()
    return opens(client, reverse("parvis_preview_links", args=[page.pk]))


def take_a_preview_link_back(client: Client) -> bool:
    page = make.draft_consultation()
    link = make_preview_link(page=page, user=make.superuser(), days=7)
    client.post(reverse("parvis_revoke_preview_link", args=[link.pk]))
    return page.preview_links.filter(revoked_at=None).count() == 0


def unschedule(client: Client) -> bool:
    page = make.scheduled_consultation(timezone.now() + DAY)
    client.post(f"/admin/pages/{page.pk}/revisions/{page.scheduled_revision.pk}/unschedule/")
    return again(page).scheduled_revision is None


def move_in_the_tree(client: Client) -> bool:
    page = make.consultation_page()
    other = make.home().add_child(
        instance=type(make.consultation_index())(title="Autre", slug="autre")
    )
    client.post(f"/admin/pages/{page.pk}/move/{other.pk}/confirm/")
    return bool(again(page).get_parent().pk == other.pk)


def make_private(client: Client) -> bool:
    page = make.consultation_page()
    client.post(f"/admin/pages/{page.pk}/privacy/", {"restriction_type": "login"})
    return PageViewRestriction.objects.filter(page=page).exists()


def translate(client: Client) -> bool:
    home = make.home()
    client.post(f"/admin/translation/submit/page/{home.pk}/", {"locales": [_dutch()]})
    return bool(home.get_translations().exists())


def _dutch() -> int:
    locales = Site.objects.get().root_page.locale.__class__.objects
    return int(locales.get(language_code="nl").pk)


def change_settings(client: Client) -> bool:
    site = make.home().get_site()
    form = {"city_name": "Autreville", "platform_name": "Participer", "accent": "#0b5c6b"}
    client.post(f"/admin/settings/pages/citysettings/{site.pk}/", form)
    return CitySettings.objects.get().city_name == "Autreville"


def list_users(client: Client) -> bool:
    return opens(client, reverse("wagtailusers_users:index"))


def add_user(client: Client) -> bool:
    form = {
        "email": "Nouveau@Example.be",
        "first_name": "Nouveau",
        "last_name": "Compte",
        "password1": "cheval-agrafe-pile",
        "password2": "cheval-agrafe-pile",
        "groups": [Group.objects.get(name=MODERATOR).pk],
    }
    client.post(reverse("wagtailusers_users:add"), form)
    made = User.objects.filter(email="nouveau@example.be").first()
    return made is not None and made.groups.filter(name=MODERATOR).exists()


def disable_user(client: Client) -> bool:
    user = make.staff(MODERATOR, first_name="Ada", last_name="Test")
    form = {"email": user.email, "first_name": "Ada", "last_name": "Test", "groups": []}
    client.post(reverse("wagtailusers_users:edit", args=[user.pk]), form)
    return not User.objects.get(pk=user.pk).is_active


def edit_groups(client: Client) -> bool:
    return opens(client, reverse("wagtailusers_groups:index"))


def add_service(client: Client) -> bool:
    client.post("/admin/snippets/accounts/service/add/", {"name": "Travaux", "email": ""})
    return Service.objects.filter(name="Travaux").exists()


def delete_service(client: Client) -> bool:
    service = make.service("Inutile")
    client.post(f"/admin/snippets/accounts/service/delete/{service.pk}/")
    return not Service.objects.filter(pk=service.pk).exists()


def add_theme(client: Client) -> bool:
    client.post("/admin/snippets/accounts/theme/add/", {"name": "Climat", "slug": "climat"})
    return Theme.objects.filter(slug="climat").exists()


def read_failures(client: Client) -> bool:
    return opens(client, "/admin/publications/")


def try_again(client: Client) -> bool:
    page, now = make.due_consultation(), timezone.now()
    failure = PublicationFailure.objects.create(
        revision=page.scheduled_revision,
        first_failed_at=now,
        last_failed_at=now,
        next_try_at=now + DAY,
    )
    client.post(reverse("parvis_try_again", args=[failure.pk]))
    return again(page).live


def add_redirect(client: Client) -> bool:
    form = {
        "old_path": "/ancien",
        "site": "",
        "is_permanent": "on",
        "redirect_link": "https://example.be/",
    }
    client.post(reverse("wagtailredirects:add"), form)
    return Redirect.objects.exists()


def upload_image(client: Client) -> bool:
    file = SimpleUploadedFile("place.png", get_test_image_file().file.getvalue())
    client.post(reverse("wagtailimages:add_multiple"), {"files[]": file})
    return bool(get_image_model().objects.exists())


def upload_document(client: Client) -> bool:
    file = SimpleUploadedFile("avis.txt", b"Avis")
    client.post(reverse("wagtaildocs:add_multiple"), {"files[]": file})
    return bool(get_document_model().objects.exists())


def see_what_others_wrote(client: Client) -> bool:
    """The report opens for all the staff, and shows each what they may see."""
    page = make.draft_consultation(title="Brouillon secret")
    page.save_revision(log_action=True)
    shown = client.get(reverse("wagtailadmin_reports:site_history")).content.decode()
    return "Brouillon secret" in shown


def see_the_workflow_report(client: Client) -> bool:
    return opens(client, reverse("wagtailadmin_reports:workflow"))


def change_the_workflow(client: Client) -> bool:
    return opens(client, reverse("wagtailadmin_workflows:index"))


def change_sites(client: Client) -> bool:
    return opens(client, reverse("wagtailsites:index"))


def change_languages(client: Client) -> bool:
    return opens(client, reverse("wagtaillocales:index"))


def change_collections(client: Client) -> bool:
    return opens(client, reverse("wagtailadmin_collections:index"))


def search_in_the_admin(client: Client) -> bool:
    return opens(client, reverse("wagtailadmin_pages:search"))


def build_a_survey(client: Client) -> bool:
    return opens(client, reverse("wagtailsnippets_participation_survey:add"))


def publish_a_survey(client: Client) -> bool:
    survey = surveys.draft()
    data = surveys.form_of(survey) | {"action-publish": "1"}
    client.post(reverse("wagtailsnippets_participation_survey:edit", args=[survey.pk]), data)
    return bool(survey.versions.exists())


def read_the_results_of_a_survey(client: Client) -> bool:
    return opens(client, reverse("parvis_survey_results", args=[surveys.survey().pk]))


def export_the_answers_of_a_survey(client: Client) -> bool:
    return opens(client, reverse("parvis_survey_sheets", args=[surveys.survey().pk, "csv"]))


def ask_for_a_long_export(client: Client) -> bool:
    made = surveys.survey()
    client.post(reverse("parvis_answer_exports", args=[made.pk]), {"kind": "csv"})
    return bool(made.exports.exists())


def read_a_survey_by_groups(client: Client) -> bool:
    return opens(client, reverse("parvis_survey_splits", args=[surveys.survey().pk]))


def translate_a_survey(client: Client) -> bool:
    made = surveys.survey()
    client.post(reverse("parvis_survey_words", args=[made.pk, "nl"]), {"title": "Bevraging"})
    return bool(made.translations.exists())


def publish_texts_of_a_survey(client: Client) -> bool:
    made = surveys.survey(surveys.question("long_text"))
    text = surveys.answer(made, q1="Bonjour").answers.get()
    data = {"shown": text.pk, "text": text.pk}
    client.post(reverse("parvis_survey_texts", args=[made.pk]), data)
    text.refresh_from_db()
    return text.published_at is not None


def enter_a_paper_sheet(client: Client) -> bool:
    made = _open_now(surveys.survey())
    day = clock.now().date().isoformat()
    data = {"serial": serial_of(made.pk, 1), "handed_in": day, "q1": "a"}
    client.post(reverse("parvis_encode", args=[made.pk]), data)
    return bool(made.sheets.exists())


def print_a_paper_sheet(client: Client) -> bool:
    address = reverse("parvis_paper", args=[surveys.survey().pk])
    return opens(client, f"{address}?first=1&copies=1")


def read_the_controls_of_paper(client: Client) -> bool:
    return opens(client, reverse("parvis_controls", args=[surveys.survey().pk]))


def import_paper_sheets(client: Client) -> bool:
    """Send a file, let a worker read it, confirm, let a worker write it."""
    made = _open_now(surveys.survey())
    day = clock.now().date().isoformat()
    lines = f"serial;handed_in;q1\n{serial_of(made.pk, 1)};{day};a\n".encode()
    data = {"sheets": SimpleUploadedFile("feuilles.csv", lines), "token": str(uuid4())}
    client.post(reverse("parvis_send_sheets", args=[made.pk]), data)
    outbox.drain()
    if record := Import.objects.first():
        client.post(reverse("parvis_confirm_import", args=[record.pk]))
        outbox.drain()
    return bool(made.sheets.exists())


def _open_now(made: Any) -> Any:
    row = made.consultation
    row.opens_at, row.closes_at = clock.now() - timedelta(days=9), clock.now() + timedelta(days=9)
    row.save()
    return made


def act_for_a_person(client: Client) -> bool:
    box = make.idea_box(consultation=make.open_now())
    data = {
        "channel": "counter",
        "agrees": "on",
        "language": "fr",
        "title": "Un banc",
        "token": str(uuid4()),
    }
    client.post(reverse("parvis_assist", args=[box.pk]), data)
    return box.ideas.filter(channel="counter").exists()


def read_the_journal_of_sittings(client: Client) -> bool:
    return opens(client, reverse("parvis_sittings"))


def give_another_code(client: Client) -> bool:
    sitting = make.assisted().sitting
    client.post(reverse("parvis_new_code", args=[sitting.pk]))
    sitting.refresh_from_db()
    return sitting.code_renewed_at is not None


def import_ideas(client: Client) -> bool:
    """Send a file, let a worker read it, confirm, let a worker write it."""
    box = make.idea_box()
    lines = b"id;created_at;title\n1;2026-05-04T12:00:00+02:00;Un banc\n"
    file = SimpleUploadedFile("idees.csv", lines)
    data = {"place": f"box-{box.pk}", "ideas": file, "token": str(uuid4())}
    client.post(reverse("parvis_send_files"), data)
    outbox.drain()
    if record := Import.objects.first():
        client.post(reverse("parvis_confirm_import", args=[record.pk]))
        outbox.drain()
    return Idea.objects.filter(box=box).exists()


def read_the_register_of_imports(client: Client) -> bool:
    return opens(client, "/admin/participation/import/")


def export_ideas(client: Client) -> bool:
    return opens(client, "/admin/snippets/participation/idea/?export=xlsx")


def export_comments(client: Client) -> bool:
    return opens(client, "/admin/snippets/participation/comment/?export=csv")


def export_votes(client: Client) -> bool:
    return opens(client, "/admin/participation/vote/?export=csv")


def read_the_calendar(client: Client) -> bool:
    return opens(client, reverse("parvis_calendar"))


def plan_in_the_calendar(client: Client) -> bool:
    form = {"subject": "La mobilité", "kind": "survey", "state": "planned", "precision": "none"}
    client.post(reverse("parvis_calendar_add"), form)
    return CalendarEntry.objects.exists()


def move_in_the_calendar(client: Client) -> bool:
    found = plan_entry(plan=Plan(subject="La mobilité"), user=None)
    form = {"precision": "month", "first_day": "2026-05-04", "expected": "none/None/None"}
    client.post(reverse("parvis_calendar_move", args=[found.pk]), form)
    return found.moves.exists()


def abandon_in_the_calendar(client: Client) -> bool:
    found = plan_entry(plan=Plan(subject="La mobilité"), user=None)
    client.post(reverse("parvis_calendar_abandon", args=[found.pk]), {"reason": "Trop tôt."})
    return CalendarEntry.objects.get().state == "abandoned"


def create_a_draft_from_the_calendar(client: Client) -> bool:
    make.consultation_index()
    found = plan_entry(plan=Plan(subject="La mobilité", kind="survey"), user=None)
    client.post(reverse("parvis_calendar_draft", args=[found.pk]))
    return ConsultationPage.objects.exists()


def move_a_scheduled_page_in_the_calendar(client: Client) -> bool:
    page = make.scheduled_article(timezone.now() + 3 * DAY)
    found = plan_entry(plan=Plan(kind="article"), user=None, page=page)
    day = (timezone.now() + 3 * DAY).astimezone(clock.BRUSSELS).date()
    form = {"precision": "day", "first_day": f"{day + DAY}", "expected": f"day/{day}/{day}"}
    client.post(reverse("parvis_calendar_move", args=[found.pk]), form)
    return found.moves.exists()


def read_the_presented_versions(client: Client) -> bool:
    return opens(client, reverse("parvis_calendar_versions"))


def keep_a_presented_version(client: Client) -> bool:
    form = {"presented_on": "2026-05-04", "first_day": "2026-01-01", "last_day": "2026-12-31"}
    client.post(reverse("parvis_calendar_versions"), form)
    return CalendarSnapshot.objects.exists()


def add_an_observance(client: Client) -> bool:
    form = {"name": "Fête", "kind": "observance", "first_day": "2026-05-04"}
    form["last_day"] = "2026-05-04"
    client.post(reverse("wagtailsnippets_pages_observance:add"), form)
    return Observance.objects.exists()


MATRIX: dict[Callable[[Client], bool], set[str]] = {
    enter: STAFF,
    read_the_calendar: STAFF,
    plan_in_the_calendar: WRITERS,
    move_in_the_calendar: WRITERS,
    abandon_in_the_calendar: WRITERS,
    create_a_draft_from_the_calendar: WRITERS,
    move_a_scheduled_page_in_the_calendar: PUBLISHERS,
    read_the_presented_versions: STAFF,
    keep_a_presented_version: WRITERS,
    add_an_observance: WRITERS,
    see_the_tree: WRITERS,
    write: WRITERS,
    create: WRITERS,
    preview: WRITERS,
    submit: WRITERS,
    publish: PUBLISHERS,
    approve: PUBLISHERS,
    publish_in_bulk: PUBLISHERS,
    unpublish: PUBLISHERS,
    delete_a_draft: WRITERS,
    delete_what_is_online: PUBLISHERS,
    reschedule: PUBLISHERS,
    suspend: PUBLISHERS,
    resume: PUBLISHERS,
    give_a_preview_link: WRITERS,
    read_preview_links: WRITERS,
    take_a_preview_link_back: WRITERS,
    unschedule: PUBLISHERS,
    move_in_the_tree: PUBLISHERS,
    make_private: PUBLISHERS,
    translate: WRITERS,
    change_settings: ADMINISTRATORS,
    list_users: ADMINISTRATORS,
    add_user: ADMINISTRATORS,
    disable_user: ADMINISTRATORS,
    edit_groups: ONLY_SUPERUSER,
    add_service: {STRATEGY, *ADMINISTRATORS},
    delete_service: {STRATEGY, *ADMINISTRATORS},
    add_theme: {*WRITERS, *ADMINISTRATORS},
    read_failures: {*WRITERS, *ADMINISTRATORS},
    try_again: PUBLISHERS,
    add_redirect: {STRATEGY, *ADMINISTRATORS},
    upload_image: WRITERS,
    upload_document: WRITERS,
    see_what_others_wrote: WRITERS,
    see_the_workflow_report: WRITERS,
    change_the_workflow: ONLY_SUPERUSER,
    change_sites: ONLY_SUPERUSER,
    change_languages: ONLY_SUPERUSER,
    change_collections: ONLY_SUPERUSER,
    search_in_the_admin: WRITERS,
    build_a_survey: WRITERS,
    publish_a_survey: WRITERS,
    read_the_results_of_a_survey: WRITERS,
    export_the_answers_of_a_survey: WRITERS,
    ask_for_a_long_export: WRITERS,
    read_a_survey_by_groups: WRITERS,
    translate_a_survey: WRITERS,
    enter_a_paper_sheet: WRITERS,
    print_a_paper_sheet: WRITERS,
    read_the_controls_of_paper: WRITERS,
    import_paper_sheets: WRITERS,
    act_for_a_person: WRITERS,
    read_the_journal_of_sittings: WRITERS,
    give_another_code: WRITERS,
    publish_texts_of_a_survey: {MODERATOR, SUPERUSER},
    import_ideas: {*WRITERS, *ADMINISTRATORS},
    read_the_register_of_imports: {*WRITERS, *ADMINISTRATORS},
    export_ideas: {MODERATOR, *WRITERS},
    export_comments: {MODERATOR, *WRITERS},
    export_votes: PUBLISHERS,
}
CELLS = [
    pytest.param(role, act, role in allowed, id=f"{role}-{act.__name__}")
    for act, allowed in MATRIX.items()
    for role in ROLES
]


@pytest.mark.parametrize(("role", "act", "may"), CELLS)
def test_each_role_does_what_it_may_and_nothing_else(
    role: str, act: Callable[[Client], bool], may: bool
) -> None:
    make.home()
    client = browser(role)

    assert act(client) is may


def test_the_roles_without_a_task_yet_may_only_enter() -> None:
    rights = {
        name: {
            *Group.objects.get(name=name).permissions.values_list("codename", flat=True),
            *GroupPagePermission.objects.filter(group__name=name),
            *GroupCollectionPermission.objects.filter(group__name=name),
        }
        for name in ENTERING
    }

    everybody = {"access_admin", "view_calendarentry"}
    assert rights.pop("moderator") == everybody | {
        "add_moderationact",
        "view_moderationact",
        "view_idea",
        "view_comment",
        "view_report",
        "view_appeal",
    }
    assert rights.pop("data_entry") == everybody | {"add_answersheet", "assist_a_person"}
    assert rights == dict.fromkeys(rights, everybody)
    assert {*ROLES, *ENTERING} >= set(GROUPS)


# --- Nobody raises himself (E6) -----------------------------------------------------------------


def user_form(user: User, **fields: Any) -> dict[str, Any]:
    groups = list(user.groups.values_list("pk", flat=True))
    values = {
        "email": user.email,
        "first_name": user.first_name or "Ada",
        "last_name": user.last_name or "Test",
        "is_active": "on",
        "groups": groups,
    }
    return values | fields


def test_an_administrator_makes_nobody_a_superuser() -> None:
    victim = make.staff(MODERATOR)
    client = browser(ADMINISTRATOR)
    edit = reverse("wagtailusers_users:edit", args=[victim.pk])

    shown = client.get(edit).content.decode()
    client.post(edit, user_form(victim, is_superuser="on"))
    password = {"password1": "cheval-agrafe-pile", "password2": "cheval-agrafe-pile"}
    new = {"email": "moi@example.be", "first_name": "M", "last_name": "O", "is_superuser": "on"}
    client.post(reverse("wagtailusers_users:add"), new | password)

    assert "is_superuser" not in shown
    assert User.objects.filter(email="moi@example.be").exists()
    assert not User.objects.filter(is_superuser=True).exists()


def test_an_administrator_does_not_touch_a_superuser() -> None:
    above = make.superuser()
    client = browser(ADMINISTRATOR)
    edit = reverse("wagtailusers_users:edit", args=[above.pk])
    password = {"password1": "cheval-agrafe-pile", "password2": "cheval-agrafe-pile"}
    bulk = reverse("wagtail_bulk_action", args=["accounts", "user", "set_active_state"])
    remove = reverse("wagtail_bulk_action", args=["accounts", "user", "delete"])

    opened = client.get(edit)
    client.post(edit, user_form(above, email="pirate@example.be") | password)
    client.post(f"{bulk}?id={above.pk}", {"mark_as_active": "False"})
    client.post(f"{remove}?id={above.pk}")
    client.post(reverse("wagtailusers_users:delete", args=[above.pk]))

    assert opened.status_code != 200
    untouched = User.objects.get(pk=above.pk)
    assert (untouched.email, untouched.is_active) == (above.email, True)
    assert untouched.check_password(make.PASSWORD)


def test_an_administrator_does_not_change_their_own_roles() -> None:
    own = make.staff(ADMINISTRATOR)
    client = editor.signed_in(own)
    strategy = Group.objects.get(name=STRATEGY)
    bulk = reverse("wagtail_bulk_action", args=["accounts", "user", "assign_role"])

    client.post(
        reverse("wagtailusers_users:edit", args=[own.pk]), user_form(own, groups=[strategy.pk])
    )
    refused = client.post(f"{bulk}?id={own.pk}", {"role": strategy.pk})

    assert refused.status_code == 302
    assert list(own.groups.values_list("name", flat=True)) == [ADMINISTRATOR]


def test_a_superuser_may_do_all_of_that() -> None:
    other = make.staff(MODERATOR)
    client = browser(SUPERUSER)

    client.post(
        reverse("wagtailusers_users:edit", args=[other.pk]), user_form(other, is_superuser="on")
    )

    assert User.objects.get(pk=other.pk).is_superuser


def test_two_accounts_never_differ_by_the_case_of_the_address_alone() -> None:
    user = make.staff(MODERATOR, email="ada@example.be")
    client = browser(ADMINISTRATOR)
    form = {
        "email": "ADA@example.be",
        "first_name": "A",
        "last_name": "B",
        "password1": "cheval-agrafe-pile",
        "password2": "cheval-agrafe-pile",
    }

    response: Any = client.post(reverse("wagtailusers_users:add"), form)

    assert response.status_code == 200
    assert "email" in response.context["form"].errors
    assert User.objects.filter(email__iexact=user.email).count() == 1


def test_what_administrators_do_to_accounts_is_logged() -> None:
    user = make.staff(MODERATOR, first_name="Ada", last_name="Test")
    client = browser(ADMINISTRATOR)

    client.post(reverse("wagtailusers_users:edit", args=[user.pk]), user_form(user))
    history = client.get(reverse("wagtailusers_users:history", args=[user.pk]))

    assert history.status_code == 200
    assert "wagtail.edit" in history.content.decode() or "Modif" in history.content.decode()


def test_the_city_may_take_a_default_right_away_for_good() -> None:
    group = Group.objects.get(name=STRATEGY)
    taken = group.permissions.get(codename="view_publicationfailure")
    group.permissions.remove(taken)

    call_command("migrate", verbosity=0)

    assert not group.permissions.filter(pk=taken.pk).exists()
