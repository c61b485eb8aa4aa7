"""A draft under a secret address: who has it reads, for a while; nobody else finds anything."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import PageLogEntry

from accounts import clock
from pages.actions.share_preview import make_preview_link, revoke_preview_link
from pages.errors import MayNotEdit
from pages.models import PreviewLink
from participation.models import Vote
from tests import editor, make

pytestmark = pytest.mark.django_db
NOW = datetime.now(UTC).replace(second=0, microsecond=0)
MARK = "Embargo jusqu’à jeudi"


def _draft(opens_at: datetime = NOW + timedelta(days=3)) -> Any:
    return make.draft_consultation(title=MARK, opens_at=opens_at)


def _link(page: Any, days: int = 7) -> PreviewLink:
    return make_preview_link(page=page, user=make.staff("strategy"), days=days)


def test_who_has_the_link_reads_the_latest_draft(client: Client) -> None:
    page = make.consultation_page(title="Ce qui est public")
    page.title = MARK
    page.save_revision()

    response = client.get(_link(page).get_absolute_url())

    assert response.status_code == 200
    assert MARK in response.text
    assert MARK not in client.get(page.get_url()).text


def test_it_is_never_kept_indexed_or_told_to_another_site(client: Client) -> None:
    address = _link(_draft()).get_absolute_url()

    first, second = client.get(address), client.get(address)

    for response in (first, second):
        assert response.headers["Cache-Control"] == "private, no-store"
        assert "noindex" in response.headers["X-Robots-Tag"]
        assert response.headers["Referrer-Policy"] == "no-referrer"
        assert not response.cookies
    assert not {"ETag"} & set(second.headers)


def test_the_draft_stays_nowhere_else(client: Client) -> None:
    page = _draft()
    client.get(_link(page).get_absolute_url())

    for address in (page.get_url(), "/", "/consultations/", "/sitemap.xml"):
        assert MARK not in client.get(address).text


@pytest.mark.parametrize(
    "change",
    [
        lambda link: link[:-2] + "x/",
        lambda link: link.replace("/apercu/", "/apercu/9"),
        lambda link: link[:-10] + "/",
    ],
    ids=["another signature", "another number", "cut off"],
)
def test_a_guessed_address_is_404(client: Client, change: Any) -> None:
    address = _link(_draft()).get_absolute_url()

    assert client.get(change(address)).status_code == 404


def test_the_signature_of_one_link_opens_no_other(client: Client) -> None:
    first, second = _link(_draft()), _link(_draft())
    signature = first.get_absolute_url().split("/")[-2]

    response = client.get(reverse("preview", args=[second.pk, signature]))

    assert response.status_code == 404


def test_it_ends_at_its_time_and_says_so(client: Client) -> None:
    link = _link(_draft())
    PreviewLink.objects.update(expires_at=clock.now() - timedelta(seconds=1))

    response = client.get(link.get_absolute_url())

    assert response.status_code == 410
    assert MARK not in response.text
    assert "demandez" in response.text.lower()
    assert response.headers["Cache-Control"] == "private, no-store"


def test_it_can_be_taken_back_at_once(client: Client) -> None:
    link, user = _link(_draft()), make.staff("strategy")

    assert revoke_preview_link(link=link, user=user)
    assert not revoke_preview_link(link=link, user=user)

    assert client.get(link.get_absolute_url()).status_code == 410


def test_no_act_passes_through_it(client: Client) -> None:
    page = _draft(opens_at=NOW - timedelta(days=1))
    box = make.idea_box(consultation=page.consultation)
    page.body = json.dumps([{"type": "idea_box", "value": {"box": box.pk}}])
    page.save_revision()
    idea = make.idea(box)
    address = _link(page).get_absolute_url()

    shown = client.get(address + "?moment=open").text

    assert "csrf" not in shown
    assert 'method="post"' not in shown
    assert client.post(address).status_code == 405
    assert client.get(f"/idees/{idea.pk}/soutien/").status_code in (302, 404)
    assert not Vote.objects.exists()


@pytest.mark.parametrize(
    ("moment", "word"),
    [
        ("upcoming", "banner-upcoming"),
        ("open", "banner-open"),
        ("last_days", "banner-last_days"),
        ("closed", "banner-awaiting"),
        ("", "banner-upcoming"),
        ("zzz", "banner-upcoming"),
    ],
)
def test_it_shows_the_page_at_another_moment(client: Client, moment: str, word: str) -> None:
    address = _link(_draft()).get_absolute_url()

    assert f'"banner {word}"' in client.get(address, {"moment": moment}).text


def test_an_editor_makes_and_takes_back_a_link_and_both_are_logged() -> None:
    page, client = _draft(), editor.editor()
    screen = reverse("parvis_preview_links", args=[page.pk])

    assert screen in client.get(f"/admin/pages/{page.pk}/edit/").text
    assert client.post(screen, {"days": "14"}).status_code == 302
    link = PreviewLink.objects.get()
    assert link.get_absolute_url() in client.get(screen).text
    client.post(reverse("parvis_revoke_preview_link", args=[link.pk]))

    assert link.get_absolute_url() not in client.get(screen).text
    entries = PageLogEntry.objects.filter(page=page.pk, action__startswith="pages.preview")
    assert len({entry.action for entry in entries if entry.user_id}) == 2
    history = client.get(reverse("wagtailadmin_pages:history", args=[page.pk])).text
    assert "Lien d’aperçu" in history


@pytest.mark.parametrize("days", ["", "0", "365", "x"])
def test_a_duration_that_is_not_offered_makes_no_link(days: str) -> None:
    page = _draft()

    response = editor.editor().post(reverse("parvis_preview_links", args=[page.pk]), {"days": days})

    assert response.status_code == 400
    assert not PreviewLink.objects.exists()


def test_whoever_may_not_edit_makes_none_and_takes_none_back() -> None:
    page = _draft()
    link, outsider = _link(page), make.staff("consultant")
    client = editor.signed_in(outsider)

    with pytest.raises(MayNotEdit):
        make_preview_link(page=page, user=outsider, days=7)
    client.post(reverse("parvis_preview_links", args=[page.pk]), {"days": "7"})
    client.post(reverse("parvis_revoke_preview_link", args=[link.pk]))

    assert PreviewLink.objects.valid(clock.now()).count() == 1
