"""The life of an activity: copied empty, translated without a second vote, never destroyed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db.models import ProtectedError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.copy_page import CopyPageAction

from accounts.groups import IMPLEMENTATION
from pages.activities import activities_in
from participation.actions.cast_vote import cast_vote
from participation.models import Idea, IdeaBox, IdeaBoxTranslation, Vote
from participation.results.votes import options_of
from tests import make
from tests.editor import signed_in

pytestmark = pytest.mark.django_db


def page_with(*boxes: tuple[str, IdeaBox], model: Any = make.consultation_page) -> Any:
    """A live page whose body points to these activities."""
    now = timezone.now()
    dates = {"opens_at": now - timedelta(days=7), "closes_at": now + timedelta(days=28)}
    page = model(**(dates if model is make.consultation_page else {}))
    orders = {"idea_box": "newest", "vote": "listed"}
    page.body = [(name, {"box": b, "order": orders[name], "number": 6}) for name, b in boxes]
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def copied(page: Any, **how: Any) -> Any:
    """A copy beside it, as Wagtail makes it."""
    attributes = {"title": "Copie", "slug": f"copie-{page.slug}"}
    copy = CopyPageAction(page, update_attrs=attributes, keep_live=False, **how).execute()
    return type(page).objects.get(pk=copy.pk)


# --- Copies -------------------------------------------------------------------------------------


def test_a_copied_consultation_gets_empty_activities_of_its_own() -> None:
    vote = make.vote_box(["Des bancs", "Des arbres"], consultation=None, votes_per_person=2)
    call = make.idea_box(consultation=None)
    page = page_with(("idea_box", call), ("vote", vote))
    make.idea(call)
    cast_vote(person=make.citizen(), idea=options_of(vote)[0])

    copy = copied(page)

    new_call, new_vote = activities_in(copy.get_latest_revision_as_object())
    assert {new_call.pk, new_vote.pk}.isdisjoint({call.pk, vote.pk})
    assert [b.consultation for b in (new_call, new_vote)] == [copy.consultation] * 2
    assert (new_vote.use, new_vote.votes_per_person) == (IdeaBox.Use.VOTE, 2)
    assert [option.title for option in new_vote.options.all()] == ["Des bancs", "Des arbres"]
    assert not new_call.live
    assert not new_vote.live
    assert not Idea.objects.filter(box__in=[new_call, new_vote]).exists()


def test_the_originals_ideas_and_votes_stay_where_they_are() -> None:
    vote = make.vote_box(["Des bancs", "Des arbres"], consultation=None)
    page = page_with(("vote", vote))
    cast_vote(person=make.citizen(), idea=options_of(vote)[0])

    copied(page)

    assert activities_in(type(page).objects.get(pk=page.pk)) == [vote]
    assert Vote.objects.get().box == vote


def test_a_copys_vote_can_be_published_and_voted_on_beside_the_original() -> None:
    vote = make.vote_box(["Des bancs", "Des arbres"], consultation=None)
    copy = copied(page_with(("vote", vote)))
    new = activities_in(copy.get_latest_revision_as_object())[0]

    new.get_latest_revision().publish()

    assert [option.title for option in options_of(new)] == ["Des bancs", "Des arbres"]
    assert {o.pk for o in options_of(new)}.isdisjoint({o.pk for o in options_of(vote)})


def test_no_version_of_a_copy_points_to_the_originals_activities() -> None:
    call = make.idea_box(consultation=None)
    page = page_with(("idea_box", call))
    page.save_revision()

    copy = copied(page, copy_revisions=True)

    versions = [revision.as_object() for revision in copy.revisions.all()]
    pointed = [box for version in versions for box in activities_in(version)]
    assert len(pointed) > 1
    assert call not in [*pointed, *activities_in(copy)]
    assert len(set(pointed)) == 1


def test_the_permanent_box_is_shared_by_copies() -> None:
    box = make.idea_box(consultation=None, use=IdeaBox.Use.PERMANENT)

    copy = copied(page_with(("idea_box", box), model=make.article))

    assert activities_in(copy.get_latest_revision_as_object()) == [box]


def test_an_article_beside_a_consultation_keeps_showing_its_activity_when_it_is_copied() -> None:
    page = page_with()
    box = make.idea_box(consultation=page.consultation)

    copy = copied(page_with(("idea_box", box), model=make.article))

    assert activities_in(copy.get_latest_revision_as_object()) == [box]


# --- Translations -------------------------------------------------------------------------------


def test_a_translated_page_shows_the_same_activity_in_its_own_words() -> None:
    box = make.idea_box(consultation=None, question="Que proposez-vous ?")
    box.translations.add(
        IdeaBoxTranslation(language="nl", title="Uw ideeën", question="Wat stelt u voor?")
    )
    box.save_revision().publish()
    page = page_with(("idea_box", IdeaBox.objects.get(pk=box.pk)))
    make.idea(box, title="Une fontaine")
    dutch = make.translated(page, "nl", title="Mobiliteit")

    french, translated = (Client().get(p.url).content.decode() for p in (page, dutch))

    assert "Que proposez-vous" in french
    assert "Wat stelt u voor?" in translated
    assert "Que proposez-vous" not in translated
    assert "Une fontaine" in translated
    assert IdeaBox.objects.count() == 1


def test_words_that_are_not_translated_say_their_language() -> None:
    page = page_with()
    box = make.idea_box(consultation=page.consultation, question="Que proposez-vous ?")

    dutch = Client().get(f"/nl/idees/boite/{box.pk}/").content.decode()
    french = Client().get(f"/idees/boite/{box.pk}/").content.decode()

    assert '<h1 lang="fr">Que proposez-vous ?</h1>' in dutch
    assert "<h1>Que proposez-vous ?</h1>" in french


# --- Deletion -----------------------------------------------------------------------------------


def test_an_activity_with_contributions_is_archived_never_deleted() -> None:
    make.home()
    box = make.idea().box
    client = signed_in(make.superuser())
    address = reverse("wagtailsnippets_participation_ideabox:delete", args=[box.pk])

    html = client.post(address, follow=True).content.decode()

    assert IdeaBox.objects.filter(pk=box.pk).exists()
    assert "Archivez-la" in html


def test_a_shell_cannot_delete_it_either() -> None:
    box = make.vote_box(["Des bancs", "Des arbres"])

    with pytest.raises(ProtectedError):
        box.delete()


def test_an_activity_that_never_lived_can_be_deleted() -> None:
    make.home()
    box = make.idea_box(consultation=None, live=False)
    client = signed_in(make.superuser())

    client.post(reverse("wagtailsnippets_participation_ideabox:delete", args=[box.pk]))

    assert not IdeaBox.objects.filter(pk=box.pk).exists()


def test_whoever_writes_pages_archives_but_deletes_nothing() -> None:
    make.home()
    box = make.idea_box(consultation=None)
    client = signed_in(make.staff(IMPLEMENTATION))

    client.post(reverse("wagtailsnippets_participation_ideabox:delete", args=[box.pk]))

    assert IdeaBox.objects.filter(pk=box.pk).exists()
