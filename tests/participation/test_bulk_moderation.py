"""Ticking in the lists: one reason for all, and nothing is named that nobody may read."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from participation.models import Idea, ModerationAct
from tests import editor, make

pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> Client:
    make.home()
    return editor.signed_in(make.moderator())


def bulk(client: Client, act: str, *ideas: Idea, **data: Any) -> Any:
    chosen = "&".join(f"id={idea.pk}" for idea in ideas)
    address = f"/admin/bulk/participation/idea/moderate_{act}/?{chosen}"
    return client.post(address, data) if data else client.get(address)


def test_what_is_ticked_is_refused_with_one_reason(client: Client) -> None:
    ideas = [make.idea(state=Idea.State.SUBMITTED) for _ in range(2)]

    bulk(client, "refuse", *ideas, article=make.charter_article().pk, reason="Publicité")

    assert set(ModerationAct.objects.values_list("act", "reason")) == {("refuse", "Publicité")}
    assert ModerationAct.objects.count() == 2


def test_a_draft_among_them_is_neither_named_nor_touched(client: Client) -> None:
    draft = make.idea(title="Un secret", state=Idea.State.DRAFT)
    idea = make.idea(title="Un banc", state=Idea.State.SUBMITTED)

    shown = bulk(client, "publish", draft, idea).content.decode()
    bulk(client, "publish", draft, idea, go="1")

    draft.refresh_from_db()
    assert "Un banc" in shown
    assert "Un secret" not in shown
    assert draft.state == Idea.State.DRAFT
    assert ModerationAct.objects.get().idea == idea


def test_nobody_deletes_in_bulk(client: Client) -> None:
    idea = make.idea()

    answer = client.post(f"/admin/bulk/participation/idea/delete/?id={idea.pk}")

    assert answer.status_code == 404
    assert Idea.objects.filter(pk=idea.pk).exists()
