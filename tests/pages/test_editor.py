"""What the editor's screens say and do beyond Wagtail's own."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry, Revision
from wagtail.users.models import UserProfile

from accounts.models import District, Service, StrategicObjective, Theme, User
from pages.models import ConsultationPage, HomePage, PublicationFailure, PublisherPass
from tests import editor, make

pytestmark = pytest.mark.django_db
NOW = timezone.now()
DAY = timedelta(days=1)
SPRING = datetime(2027, 5, 4, 7, 0, tzinfo=UTC)  # nine in Brussels


def screen(client: Client, page: Any) -> str:
    """The editor of a page, as somebody who reads English sees it."""
    response = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert response.status_code == 200
    return response.content.decode()


def english(client: Client) -> Client:
    """Words are compared in the language of the source: a translation may change."""
    user = User.objects.get(pk=client.session["_auth_user_id"])
    profile = UserProfile.get_for_user(user)
    profile.preferred_language = "en"
    profile.save()
    return client


def failing(page: Any, **fields: Any) -> PublicationFailure:
    values = {"first_failed_at": NOW, "last_failed_at": NOW, "next_try_at": NOW + DAY} | fields
    return PublicationFailure.objects.create(revision=page.scheduled_revision, **values)


# --- The publication panel ----------------------------------------------------------------------


def test_it_says_when_a_page_goes_out() -> None:
    page = make.scheduled_consultation(SPRING)

    shown = screen(english(editor.approver()), page)

    assert 'data-fate="scheduled"' in shown
    assert "Scheduled for May 4, 2027 at 9:00 (Brussels time)" in shown
    assert reverse("parvis_move_publication", args=[page.pk]) in shown


def test_it_says_that_a_date_alone_schedules_nothing() -> None:
    page = make.draft_consultation(go_live_at=SPRING)

    shown = screen(english(editor.editor()), page)

    assert 'data-fate="dated"' in shown
    assert reverse("parvis_move_publication", args=[page.pk]) not in shown


def test_it_says_that_a_new_version_of_a_live_page_is_scheduled() -> None:
    page = make.consultation_page()
    page.go_live_at = SPRING
    page.save_revision().publish()

    assert 'data-fate="live_and_scheduled"' in screen(editor.approver(), page)


def test_it_says_why_a_publication_failed() -> None:
    page = make.scheduled_consultation(SPRING)
    failing(page, attempts=3, error="OSError: <script>alert(1)</script>")

    shown = screen(english(editor.approver()), page)

    assert "has failed 3 times. It stays scheduled." in shown
    assert "OSError: &lt;script&gt;" in shown


def test_it_warns_of_a_short_consultation_but_not_of_a_usual_one() -> None:
    opens = datetime(2027, 3, 1, 8, 0, tzinfo=UTC)
    short = make.draft_consultation(opens_at=opens, closes_at=opens + 24 * DAY)
    usual = make.draft_consultation(opens_at=opens, closes_at=opens + 35 * DAY)
    client = english(editor.editor())

    assert "A consultation of 24 days: the usual length is 4 to 6 weeks." in screen(client, short)
    assert "the usual length" not in screen(client, usual)


@pytest.mark.parametrize(("minutes", "is_late"), [(2, False), (11, True)])
def test_it_says_when_the_publisher_last_passed(minutes: int, is_late: bool) -> None:
    page = make.draft_consultation()
    PublisherPass.objects.create(pk=1, passed_at=timezone.now() - timedelta(minutes=minutes))

    shown = screen(english(editor.editor()), page)

    assert f"Last pass of the publisher: {minutes}\xa0minutes ago." in shown
    assert ("parvis-pass--late" in shown) is is_late


def test_it_is_right_again_after_an_autosave() -> None:
    page = make.draft_consultation()

    saved: Any = editor.autosave(
        editor.editor(), page, go_live_at="2027-05-04 09:00", closes_at="2026-05-20 00:00"
    )

    html = saved.json()["html"]
    assert "#parvis-publication" in html
    assert 'data-fate="dated"' in html
    assert "parvis-warning" in html


# --- Moving a publication -------------------------------------------------------------------------


def move(client: Client, page: Any, to: str, expected: datetime | None = None) -> Any:
    address = reverse("parvis_move_publication", args=[page.pk])
    seen = expected or page.scheduled_revision.approved_go_live_at
    return client.post(address, {"to": to, "expected": seen.isoformat()})


def test_a_publication_is_moved_and_the_history_says_so() -> None:
    page = make.scheduled_consultation(SPRING)
    client = english(editor.approver())

    asked = client.get(reverse("parvis_move_publication", args=[page.pk]))
    response = move(client, page, "2027-05-05 09:00")

    assert SPRING.isoformat() in asked.content.decode()
    assert response.status_code == 302
    moved = ConsultationPage.objects.get(pk=page.pk)
    assert moved.scheduled_revision.approved_go_live_at == SPRING + DAY
    assert page.closes_at is not None
    assert moved.scheduled_revision.as_object().closes_at == page.closes_at + DAY
    history = client.get(reverse("wagtailadmin_pages:history", args=[page.pk])).content.decode()
    assert "Publication moved from May 4, 2027 at 9:00 to May 5, 2027 at 9:00" in history
    assert PageLogEntry.objects.filter(action="pages.reschedule").count() == 1


@pytest.mark.parametrize(
    ("to", "status"),
    [
        ("", 400),
        ("bientôt", 400),
        ("2027-03-28 02:30", 400),  # the hour that the clock jumps over
        ("2020-01-01 09:00", 409),
        ("9999-12-31 23:59", 400),
        ("0001-01-01 00:00", 400),
    ],
)
def test_a_moment_that_cannot_be_is_refused_and_stays_typed(to: str, status: int) -> None:
    page = make.scheduled_consultation(SPRING, opens_at=SPRING, closes_at=SPRING + 30 * DAY)

    response = move(editor.approver(), page, to)

    assert response.status_code == status
    assert f'value="{to}"' in response.content.decode() or not to
    unmoved = ConsultationPage.objects.get(pk=page.pk).scheduled_revision
    assert unmoved.approved_go_live_at == SPRING


def test_the_hour_that_comes_twice_means_its_first_time() -> None:
    page = make.scheduled_consultation(SPRING)

    move(editor.approver(), page, "2027-10-31 02:30")

    moved = ConsultationPage.objects.get(pk=page.pk).scheduled_revision.approved_go_live_at
    assert moved == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize("expected", ["", "hier", "2027-05-04T09:00:00", "\x00", "9" * 10_000])
def test_a_forged_expectation_is_refused(expected: str) -> None:
    page = make.scheduled_consultation(SPRING)
    address = reverse("parvis_move_publication", args=[page.pk])

    response = editor.approver().post(address, {"to": "2027-05-05 09:00", "expected": expected})

    assert response.status_code == 400


def test_a_publication_that_somebody_else_moved_is_shown_first() -> None:
    page = make.scheduled_consultation(SPRING)
    client = editor.approver()
    move(client, page, "2027-06-01 09:00")

    response = move(client, page, "2027-05-05 09:00", expected=SPRING)

    assert response.status_code == 409
    assert 'value="2027-05-05 09:00"' in response.content.decode()


def test_a_page_that_is_not_scheduled_any_more_cannot_be_moved() -> None:
    page = make.consultation_page()
    client = editor.approver()
    address = reverse("parvis_move_publication", args=[page.pk])

    asked = client.get(address)
    response = move(client, page, "2027-05-05 09:00", expected=SPRING)

    assert asked.status_code == 302
    assert response.status_code == 409


def test_whoever_may_not_publish_may_not_move() -> None:
    page = make.scheduled_consultation(SPRING)

    response = move(editor.editor(), page, "2027-05-05 09:00")

    assert response.status_code in (302, 403)
    assert ConsultationPage.objects.get(pk=page.pk).scheduled_revision.approved_go_live_at == SPRING


@pytest.mark.parametrize("name", ["opens_at", "go_live_at"])
@pytest.mark.parametrize("year", ["0001", "9999"])
def test_a_year_outside_the_calendar_is_refused_in_the_form(name: str, year: str) -> None:
    page = make.draft_consultation()

    response: Any = editor.save(editor.approver(), page, **{name: f"{year}-01-01 00:00"})

    assert response.status_code == 200
    assert name in response.context["form"].errors


# --- The first screen and the register ------------------------------------------------------------


def test_the_first_screen_lists_what_goes_out_and_what_would_not() -> None:
    make.scheduled_consultation(SPRING, title="Mobilité")
    broken = make.scheduled_consultation(SPRING + DAY, title="Propreté <b>")
    failing(broken, attempts=1, error="OSError: <i>disk</i>")

    shown = english(editor.approver()).get("/admin/").content.decode()

    assert "May 4, 2027 at 9:00 (Brussels time)" in shown
    assert "Propreté &lt;b&gt;" in shown
    assert "OSError: &lt;i&gt;disk" in shown
    assert shown.count("Try again now") == 1


def test_the_first_screen_shows_nobody_a_page_he_may_not_edit() -> None:
    make.scheduled_consultation(SPRING, title="Projet secret")

    for role in ("moderator", "college", "administrator"):
        shown = editor.signed_in(make.staff(role)).get("/admin/").content.decode()
        assert "Projet secret" not in shown


def test_the_first_screen_costs_a_fixed_number_of_queries(
    django_assert_max_num_queries: Any,
) -> None:
    for number in range(10):
        make.scheduled_consultation(SPRING + number * DAY)
    client = editor.approver()
    client.get("/admin/")

    with django_assert_max_num_queries(60):
        client.get("/admin/")


def due_and_failed() -> ConsultationPage:
    page = make.due_consultation()
    failing(page, attempts=2, error="OSError")
    return ConsultationPage.objects.get(pk=page.pk)


def test_a_failed_publication_is_tried_again_at_once() -> None:
    page = due_and_failed()
    failure = PublicationFailure.objects.get()

    response = editor.approver().post(reverse("parvis_try_again", args=[failure.pk]))

    assert response.status_code == 302
    assert ConsultationPage.objects.get(pk=page.pk).live
    assert not PublicationFailure.objects.exists()


def test_trying_again_may_fail_again_and_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    page = due_and_failed()
    failure = PublicationFailure.objects.get()

    def fail(**kwargs: Any) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("pages.receivers.put_in_force", fail)
    response = editor.approver().post(reverse("parvis_try_again", args=[failure.pk]))

    assert response.status_code == 302
    assert "disk full" in editor.messages_of(response)
    assert not ConsultationPage.objects.get(pk=page.pk).live
    assert PublicationFailure.objects.get().attempts == 3


def test_whoever_may_not_publish_may_not_try_again() -> None:
    page = due_and_failed()
    failure = PublicationFailure.objects.get()

    response = editor.editor().post(reverse("parvis_try_again", args=[failure.pk]))

    assert response.status_code == 302
    assert not ConsultationPage.objects.get(pk=page.pk).live


def test_the_register_is_read_only() -> None:
    due_and_failed()
    pk = PublicationFailure.objects.get().pk
    client = editor.signed_in(make.superuser())

    assert client.get("/admin/publications/").status_code == 200
    assert client.get(f"/admin/publications/inspect/{pk}/").status_code == 200
    for path in ("create/", f"edit/{pk}/", f"delete/{pk}/"):
        client.post(f"/admin/publications/{path}", {"error": "x"})
    assert PublicationFailure.objects.get(pk=pk).error == "OSError"


# --- References -----------------------------------------------------------------------------------


def used_service() -> Service:
    page = make.consultation_page()
    assert page.service
    return page.service


def used_district() -> District:
    district = make.district()
    page = make.draft_consultation()
    page.districts.set([district])
    page.save()
    return district


def used_theme() -> Theme:
    theme = make.theme()
    page = make.draft_consultation()
    page.themes.add(theme)
    page.save()
    return theme


def used_objective() -> StrategicObjective:
    above = StrategicObjective.objects.create(code="O.S.3", label="Une ville propre")
    StrategicObjective.objects.create(code="O.O.3.1", label="Moins de dépôts", parent=above)
    return above


@pytest.mark.parametrize("used", [used_service, used_district, used_theme, used_objective])
def test_a_reference_in_use_is_not_deleted(used: Any) -> None:
    reference = used()
    client = editor.approver()
    viewset = reference.snippet_viewset

    one = client.post(reverse(viewset.get_url_name("delete"), args=[reference.pk]))
    bulk_address = reverse(
        "wagtail_bulk_action", args=["accounts", reference._meta.model_name, "delete"]
    )
    many = client.post(f"{bulk_address}?id={reference.pk}")

    assert one.status_code == many.status_code == 302
    assert str(reference) in editor.messages_of(one)
    assert type(reference).objects.filter(pk=reference.pk).exists()


def test_a_reference_that_nothing_uses_is_deleted() -> None:
    service: Any = make.service("Service supprimé")
    viewset = service.snippet_viewset
    client = editor.approver()

    response = client.post(reverse(viewset.get_url_name("delete"), args=[service.pk]))

    assert response.status_code == 302
    assert not Service.objects.filter(pk=service.pk).exists()


@pytest.mark.parametrize("model", [District, Service, StrategicObjective, Theme])
def test_references_are_listed_and_searched(model: Any) -> None:
    make.district(), make.service(), make.theme()
    StrategicObjective.objects.create(code="O.S.1", label="Mobilité")
    address = reverse(model.snippet_viewset.get_url_name("list"))

    found = editor.approver().get(address, {"q": "o"})
    asked = editor.approver().get(address, {"q": "\x00" + "é" * 10_000})

    assert found.status_code == 200
    assert asked.status_code < 500


# --- Small things ---------------------------------------------------------------------------------


def test_the_menu_leads_to_the_lists_in_order() -> None:
    make.consultation_index(), make.article_index(), make.feedback_index()

    shown = editor.approver().get("/admin/").content.decode()

    places = [
        shown.index(f"folder-{name}")
        for name in ("consultationindexpage", "articleindexpage", "feedbackindexpage")
    ]
    assert places == sorted(places)


def test_the_menu_hides_lists_from_whoever_may_not_edit() -> None:
    make.consultation_index()

    shown = editor.signed_in(make.staff("moderator")).get("/admin/").content.decode()

    assert "folder-consultationindexpage" not in shown


def test_a_title_that_is_a_script_is_only_a_title() -> None:
    page = make.scheduled_consultation(SPRING, title="<script>alert(1)</script>")
    client = editor.approver()
    addresses = [
        "/admin/",
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        reverse("parvis_move_publication", args=[page.pk]),
        reverse("wagtailadmin_explore", args=[page.get_parent().pk]),
    ]

    for address in addresses:
        assert "<script>alert(1)" not in client.get(address).content.decode()


def test_a_home_page_can_be_edited_and_published() -> None:
    home = make.home()
    home.save_revision().publish()

    assert 'data-fate="live"' in screen(editor.approver(), HomePage.objects.get(pk=home.pk))
    assert Revision.objects.for_instance(home).count() == 1


def test_the_admin_bears_the_name_of_the_platform() -> None:
    make.home()

    shown = " ".join(editor.approver().get("/admin/").text.split())

    assert "- Participer</title>" in shown
    assert "Wagtail</title>" not in shown


def test_a_choice_begins_with_a_capital() -> None:
    page = make.draft_consultation()

    shown = editor.approver().get(f"/admin/pages/{page.pk}/edit/").text

    assert re.search(r">\s*Appel à idées\s*</option>", shown)
