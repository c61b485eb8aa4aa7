"""A consultation page on every path an editor or a program may take."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db.models import ProtectedError
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, PageViewRestriction, Revision

from pages.errors import ImageWithoutWords
from pages.models import ConsultationPage, FeedbackReportPage, HomePage
from participation.errors import ContractMissing, DatesInDisorder, DatesMissing
from participation.models import Consultation
from tests import editor, make

pytestmark = pytest.mark.django_db
NOW = timezone.now()
DAY = timedelta(days=1)


def stored(page: Any) -> ConsultationPage:
    """The page and its row, read again."""
    return ConsultationPage.objects.select_related("consultation").get(pk=page.pk)


def row(page: Any) -> Consultation:
    return stored(page).consultation


def translation(page: ConsultationPage, language: str = "nl") -> ConsultationPage:
    """A draft translation, with the pages above it."""
    locale = Locale.objects.get(language_code=language)
    return page.copy_for_translation(locale, copy_parents=True)


# --- What is published is what holds ----------------------------------------------------------


def test_a_draft_on_a_live_consultation_moves_no_date() -> None:
    page = make.consultation_page()
    before = row(page).closes_at

    response = editor.save(editor.approver(), page, closes_at="2027-01-01 00:00")

    assert response.status_code == 302
    assert stored(page).get_latest_revision_as_object().closes_at != before
    assert row(page).closes_at == before
    assert stored(page).closes_at == before


def test_an_autosave_on_a_live_consultation_moves_no_date() -> None:
    page = make.consultation_page()
    before = row(page).closes_at

    response: Any = editor.autosave(editor.approver(), page, closes_at="2027-01-01 00:00")

    assert response.json()["success"] is True
    assert stored(page).get_latest_revision_as_object().closes_at != before
    assert row(page).closes_at == before


def test_publishing_in_the_editor_puts_the_facts_in_force() -> None:
    page = make.draft_consultation()
    brye = make.district()

    response = editor.save(editor.approver(), page, "publish", districts=[brye.pk])

    assert response.status_code == 302
    assert row(page).is_public
    assert row(page).closes_at == page.closes_at
    assert list(row(page).districts.all()) == [brye]


def test_a_failure_while_publishing_in_the_editor_leaves_the_page_a_draft(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = make.draft_consultation()
    client = editor.approver()
    client.raise_request_exception = False

    def fail(**kwargs: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr("pages.receivers.put_in_force", fail)
    response = editor.save(client, page, "publish")

    assert response.status_code == 500
    assert not stored(page).live
    assert not row(page).is_public


def test_a_page_made_live_by_a_program_is_in_force() -> None:
    fields = make.consultation_fields()

    page = make.consultation_index().add_child(instance=ConsultationPage(**fields))

    assert page.live
    assert row(page).is_public
    assert row(page).closes_at == fields["closes_at"]


# --- Refused until it is complete -------------------------------------------------------------

INCOMPLETE: list[tuple[dict[str, Any], type[Exception]]] = [
    ({"opens_at": None}, DatesMissing),
    ({"closes_at": None}, DatesMissing),
    ({"answer_due_on": None}, DatesMissing),
    ({"contract_open": "  "}, ContractMissing),
    ({"closes_at": make.NOON - 30 * DAY}, DatesInDisorder),
    ({"answer_due_on": (make.NOON - 30 * DAY).date()}, DatesInDisorder),
]


def incomplete_draft(fields: dict[str, Any]) -> ConsultationPage:
    page = make.draft_consultation()
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision(clean=False)
    page.save(clean=False)
    return stored(page)


@pytest.mark.parametrize(("fields", "refusal"), INCOMPLETE)
def test_a_program_cannot_publish_what_is_incomplete(
    fields: dict[str, Any], refusal: type[Exception]
) -> None:
    page = incomplete_draft(fields)

    with pytest.raises(refusal):
        page.get_latest_revision().publish()

    assert not stored(page).live


@pytest.mark.parametrize(("fields", "refusal"), INCOMPLETE)
def test_the_form_names_the_field_that_keeps_it_from_being_published(
    fields: dict[str, Any], refusal: type[Exception]
) -> None:
    page = incomplete_draft(fields)

    response: Any = editor.save(editor.approver(), page, "publish")

    assert response.status_code == 200
    assert set(response.context["form"].errors) & set(fields) or (
        "answer_due_on" in response.context["form"].errors
    )
    assert not stored(page).live


@pytest.mark.parametrize(("fields", "refusal"), INCOMPLETE)
def test_an_incomplete_draft_can_be_saved(fields: dict[str, Any], refusal: type[Exception]) -> None:
    page = incomplete_draft(fields)

    response = editor.save(editor.editor(), page, title="Autre titre")

    assert response.status_code == 302
    assert stored(page).get_latest_revision_as_object().title == "Autre titre"


@pytest.mark.parametrize(("fields", "refusal"), INCOMPLETE)
def test_bulk_publication_is_refused_for_all_when_one_is_incomplete(
    fields: dict[str, Any], refusal: Any
) -> None:
    complete, page = make.draft_consultation(), incomplete_draft(fields)

    response = editor.bulk(editor.approver(), "publish", complete, page)

    assert response.status_code == 302
    assert page.title in editor.messages_of(response)
    assert not stored(page).live
    assert not stored(complete).live


def test_bulk_publication_of_the_pages_below_is_refused_too() -> None:
    page = incomplete_draft({"opens_at": None})

    response = editor.bulk(
        editor.approver(), "publish", make.consultation_index(), include_descendants="on"
    )

    assert page.title in editor.messages_of(response)
    assert not stored(page).live


def test_approval_of_an_incomplete_consultation_is_refused_with_a_message() -> None:
    page = make.draft_consultation()
    author, approver = make.staff("implementation"), make.staff("strategy")
    editor.save(editor.signed_in(author), page, "submit")
    state = stored(page).current_workflow_state.current_task_state
    broken = stored(page).get_latest_revision_as_object()
    broken.contract_data = ""
    broken.save_revision(clean=False)

    response = editor.signed_in(approver).post(
        reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk]), {}
    )

    assert response.status_code == 302
    assert "contrat" in editor.messages_of(response) or "contract" in editor.messages_of(response)
    assert not stored(page).live
    assert stored(page).workflow_in_progress


def test_an_image_without_words_may_be_kept_in_a_draft_but_not_published() -> None:
    page = make.draft_consultation()
    image = make.image()

    draft = editor.save(editor.editor(), page, image=image.pk)
    refused: Any = editor.save(editor.approver(), page, "publish", image=image.pk)

    assert draft.status_code == 302
    assert "image_alt" in refused.context["form"].errors
    with pytest.raises(ImageWithoutWords):
        stored(page).get_latest_revision().publish()


def test_a_consultation_without_dates_is_born_a_draft() -> None:
    fields = make.consultation_fields() | {"opens_at": None}

    page = make.consultation_index().add_child(instance=ConsultationPage(**fields))

    assert not stored(page).live
    assert not row(page).is_public


# --- Copies, aliases, translations --------------------------------------------------------------


def copy_in_the_editor(page: Any, **data: Any) -> Any:
    form = {
        "new_title": "Copie",
        "new_slug": "copie",
        "new_parent_page": page.get_parent().pk,
    }
    return editor.approver().post(f"/admin/pages/{page.pk}/copy/", form | data)


def test_a_copy_is_a_consultation_of_its_own_without_dates() -> None:
    page = make.consultation_page()

    copy_in_the_editor(page)

    copy = ConsultationPage.objects.get(slug="copie")
    assert copy.consultation_id != page.consultation_id
    assert copy.owns_consultation
    assert (copy.opens_at, copy.closes_at, copy.answer_due_on) == (None, None, None)
    draft = copy.get_latest_revision_as_object()
    assert draft.consultation_id == copy.consultation_id
    assert draft.closes_at is None
    assert row(copy).closes_at is None


def test_a_copy_stays_a_draft_even_where_copies_are_to_be_published() -> None:
    page = make.consultation_page()

    response = copy_in_the_editor(page, publish_copies="on")

    copy = ConsultationPage.objects.get(slug="copie")
    assert not copy.live
    assert copy.live_revision_id is None
    assert not row(copy).is_public
    assert response.status_code == 302
    assert row(page).is_public


def test_copying_the_list_copies_its_consultations_as_drafts() -> None:
    page = make.consultation_page()
    make.feedback_report(page)
    elsewhere = make.home().add_sibling(instance=HomePage(title="Ailleurs", slug="ailleurs"))
    where = {"new_parent_page": elsewhere.pk, "copy_subpages": "on", "publish_copies": "on"}

    response = copy_in_the_editor(make.consultation_index(), **where)

    assert response.status_code == 302
    copy = ConsultationPage.objects.exclude(pk=page.pk).get()
    assert not copy.live
    assert not row(copy).is_public
    assert row(copy).answered_at is None
    assert row(page).is_public


def test_a_program_that_copies_live_pages_gets_a_draft() -> None:
    page = make.consultation_page()

    copy = page.copy(update_attrs={"slug": "copie", "title": "Copie"}, keep_live=True)

    assert not stored(copy).live
    assert stored(copy).first_published_at is None


def test_a_copy_goes_live_once_its_dates_are_set() -> None:
    page = make.consultation_page()
    copy = page.copy(update_attrs={"slug": "copie", "title": "Copie"}, keep_live=True)

    dates = {
        "opens_at": "2027-01-01 09:00",
        "closes_at": "2027-02-01 00:00",
        "answer_due_on": "2027-04-01",
    }
    response = editor.save(editor.approver(), stored(copy), "publish", **dates)

    assert response.status_code == 302
    assert row(copy).is_public
    assert row(copy).opens_at != row(page).opens_at


def test_an_alias_presents_the_same_consultation() -> None:
    page = make.consultation_page()

    copy_in_the_editor(page, alias="on")

    alias = ConsultationPage.objects.get(slug="copie")
    assert alias.consultation_id == page.consultation_id
    assert not alias.owns_consultation
    page.title = "Nouveau titre"
    page.save_revision().publish()
    assert stored(alias).title == "Nouveau titre"
    assert not stored(alias).owns_consultation


def test_an_alias_of_a_scheduled_page_waits_with_it() -> None:
    page = make.draft_consultation()
    alias = page.create_alias(update_slug="alias")
    page.go_live_at = NOW + DAY

    page.save_revision().publish()

    assert not stored(page).live
    assert not stored(alias).live


def test_an_alias_turned_into_a_page_does_not_own_the_consultation() -> None:
    page = make.consultation_page()
    alias = page.create_alias(update_slug="alias")

    editor.approver().post(f"/admin/pages/{alias.pk}/convert_alias/", {})

    assert stored(alias).alias_of_id is None
    assert not stored(alias).owns_consultation
    assert stored(alias).consultation_id == page.consultation_id


def test_a_translation_presents_the_same_consultation() -> None:
    page = make.consultation_page()

    dutch = translation(page)

    assert dutch.consultation_id == page.consultation_id
    assert not dutch.owns_consultation


def test_the_form_of_a_translation_does_not_ask_for_the_facts() -> None:
    dutch = translation(make.consultation_page())
    client = editor.approver()

    shown = client.get(f"/admin/pages/{dutch.pk}/edit/").content.decode()
    response = editor.save(client, stored(dutch), "publish")

    assert 'name="opens_at"' not in shown
    assert 'name="service"' not in shown
    assert 'name="contract_open"' in shown
    assert response.status_code == 302
    assert stored(dutch).live


def test_publishing_a_translation_changes_no_fact() -> None:
    page = make.consultation_page()
    before = row(page)
    dutch = translation(page)

    dutch.title = "Vertaling"
    dutch.save_revision().publish()

    after = row(page)
    assert (after.title, after.opens_at, after.closes_at) == (
        before.title,
        before.opens_at,
        before.closes_at,
    )
    assert stored(dutch).live


def test_unpublishing_a_translation_leaves_the_consultation_public() -> None:
    page = make.consultation_page()
    dutch = make.publish(translation(page))

    dutch.unpublish()

    assert row(page).is_public


# --- Moved, unpublished -------------------------------------------------------------------------


def test_a_consultation_moved_under_a_private_page_is_in_no_list(client: Any) -> None:
    page = make.consultation_page()
    private = make.home().add_child(
        instance=type(make.consultation_index())(title="Interne", slug="interne")
    )
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)

    response = editor.approver().post(f"/admin/pages/{page.pk}/move/{private.pk}/confirm/", {})

    assert response.status_code == 302
    assert stored(page).get_parent().pk == private.pk
    assert page.title not in client.get("/consultations/").content.decode()
    assert page.title not in client.get("/").content.decode()


def test_an_unpublished_consultation_is_not_public() -> None:
    page = make.consultation_page()

    response = editor.approver().post(f"/admin/pages/{page.pk}/unpublish/", {})

    assert response.status_code == 302
    assert not row(page).is_public
    assert row(page).closes_at == page.closes_at


def test_unpublishing_the_list_with_its_pages_withdraws_them() -> None:
    page = make.consultation_page()
    index = make.consultation_index()

    editor.bulk(editor.approver(), "unpublish", index, include_descendants="on")

    assert not stored(page).live
    assert not row(page).is_public


def test_an_expiry_date_is_not_offered() -> None:
    page = make.consultation_page()

    shown = editor.approver().get(f"/admin/pages/{page.pk}/edit/").content.decode()

    assert 'name="go_live_at"' in shown
    assert "expire_at" not in shown


def test_an_expiry_date_that_is_sent_all_the_same_changes_nothing() -> None:
    page = make.consultation_page()

    editor.save(editor.approver(), page, "publish", expire_at="2026-01-01 00:00")

    assert stored(page).live
    assert stored(page).expire_at is None


# --- Deleted ------------------------------------------------------------------------------------


def test_deleting_a_consultation_that_was_open_is_refused_with_a_message() -> None:
    page = make.consultation_page()
    client = editor.signed_in(make.superuser())

    asked = client.get(f"/admin/pages/{page.pk}/delete/")
    response = client.post(f"/admin/pages/{page.pk}/delete/", {})

    assert asked.status_code == response.status_code == 302
    assert page.title in editor.messages_of(response)
    assert ConsultationPage.objects.filter(pk=page.pk).exists()


def test_deleting_the_list_above_it_is_refused_with_a_message() -> None:
    page = make.consultation_page()
    index = make.consultation_index()

    response = editor.signed_in(make.superuser()).post(f"/admin/pages/{index.pk}/delete/", {})

    assert response.status_code == 302
    assert page.title in editor.messages_of(response)
    assert ConsultationPage.objects.filter(pk=page.pk).exists()


def test_bulk_deletion_is_refused_with_a_message() -> None:
    draft, page = make.draft_consultation(), make.consultation_page()

    response = editor.bulk(editor.signed_in(make.superuser()), "delete", draft, page)

    assert response.status_code == 302
    assert page.title in editor.messages_of(response)
    assert ConsultationPage.objects.count() == 2


@pytest.mark.parametrize("above", [False, True])
def test_a_program_cannot_delete_it_either(above: bool) -> None:
    page = make.consultation_page()

    with pytest.raises(ProtectedError):
        (make.consultation_index() if above else page).delete()


def test_an_unpublished_consultation_that_was_open_cannot_be_deleted_either() -> None:
    page = make.consultation_page()
    page.unpublish()

    with pytest.raises(ProtectedError):
        stored(page).delete()


def test_a_draft_that_was_never_open_goes_with_its_row() -> None:
    page = make.draft_consultation()

    editor.approver().post(f"/admin/pages/{page.pk}/delete/", {})

    assert not ConsultationPage.objects.exists()
    assert not Consultation.objects.exists()


def test_a_draft_goes_with_the_draft_of_its_report() -> None:
    page = make.draft_consultation()
    page.add_child(instance=FeedbackReportPage(title="Bilan", slug="bilan", live=False))

    stored(page).delete()

    assert not FeedbackReportPage.objects.exists()
    assert not Consultation.objects.exists()


def test_a_consultation_that_opens_later_may_still_be_deleted() -> None:
    page = make.consultation_page(opens_at=NOW + 10 * DAY)

    stored(page).delete()

    assert not Consultation.objects.exists()


def test_a_translation_inherits_the_consultation() -> None:
    page = make.draft_consultation(opens_at=NOW + 10 * DAY)
    page.districts.set([make.district()])
    page.save_revision()
    make.publish(page)
    dutch = translation(page)
    dutch.title = "Vertaling"
    dutch.save_revision()

    stored(page).delete()

    heir = stored(dutch)
    assert heir.owns_consultation
    assert list(heir.districts.all()) == [make.district()]
    assert heir.closes_at == page.closes_at
    assert heir.get_latest_revision_as_object().closes_at == page.closes_at
    heir.get_latest_revision().publish()
    assert row(dutch).is_public
    assert row(dutch).title == "Vertaling"


def test_a_public_translation_of_an_open_consultation_stays_too() -> None:
    page = make.consultation_page()
    dutch = make.publish(translation(page))

    with pytest.raises(ProtectedError):
        dutch.delete()


def test_deleting_its_report_makes_the_report_due_again() -> None:
    page = make.consultation_page()
    report = make.feedback_report(page)
    answered = row(page).answered_at

    report.delete()

    assert answered is not None
    assert row(page).answered_at is None


# --- Wagtail's own traps ------------------------------------------------------------------------


@pytest.mark.parametrize("in_the_editor", [True, False])
def test_scheduling_an_edit_keeps_a_page_online_that_a_program_made(in_the_editor: bool) -> None:
    page = make.consultation_index().add_child(
        instance=ConsultationPage(**make.consultation_fields())
    )
    later = NOW + DAY

    if in_the_editor:
        editor.save(
            editor.approver(), page, "publish", title="Plus tard", go_live_at=editor.typed(later)
        )
    else:
        page.title, page.go_live_at = "Plus tard", later
        page.save_revision().publish()

    assert stored(page).live
    assert stored(page).title != "Plus tard"
    assert stored(page).scheduled_revision is not None


def test_scheduling_a_version_older_than_the_live_one_keeps_the_page_online() -> None:
    page = make.draft_consultation()
    first = page.get_latest_revision()
    page.title = "Deuxième"
    second = page.save_revision()
    first.publish()
    version = second.as_object()
    version.go_live_at = NOW + DAY
    second.content = version.serializable_data() | {"live_revision": None}
    second.save()

    Revision.objects.get(pk=second.pk).publish()

    assert stored(page).live


def test_creating_a_scheduled_page_in_the_editor_does_not_put_it_online() -> None:
    index = make.consultation_index()
    unsaved = ConsultationPage(**make.consultation_fields(go_live_at=NOW + DAY))
    data = editor.form_of(unsaved) | {"action-publish": "1"}

    response = editor.approver().post(f"/admin/pages/add/pages/consultationpage/{index.pk}/", data)

    page = ConsultationPage.objects.get()
    assert response.status_code == 302
    assert not page.live
    assert not page.consultation.is_public
    assert page.scheduled_revision is not None


def test_the_preview_of_a_page_that_is_not_saved_yet_works() -> None:
    index = make.consultation_index()
    client = editor.editor()
    address = f"/admin/pages/add/pages/consultationpage/{index.pk}/preview/"
    unsaved = ConsultationPage(**make.consultation_fields())

    client.post(address, editor.form_of(unsaved))
    response = client.get(address)

    assert response.status_code == 200
    assert unsaved.title in response.content.decode()
