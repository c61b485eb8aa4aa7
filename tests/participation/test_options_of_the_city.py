"""The options of a vote are the city's own: nobody reports or moderates them."""

from __future__ import annotations

from typing import Any

import pytest

from participation.actions.moderate import moderate
from participation.actions.redact import redact
from participation.actions.report_abuse import report_abuse
from participation.errors import OfTheCity
from participation.models import Comment, Idea, ModerationAct, Report
from participation.results import waiting
from tests import editor, make

pytestmark = pytest.mark.django_db
Act = ModerationAct.Act


@pytest.fixture(autouse=True)
def _cheap(settings: Any) -> None:
    settings.STAFF_SECOND_FACTOR = False
    make.home()


@pytest.fixture
def option() -> Idea:
    found = make.vote_box(["Une option aabra", "Une autre"]).ideas.order_by("position").first()
    assert found
    return found


def reported(**about: Any) -> Report:
    return Report.objects.create(
        person=make.citizen(), reason="Je n’aime pas", created_at=make.NOON, **about
    )


def test_an_option_is_in_no_queue_even_where_somebody_reported_it(option: Idea) -> None:
    reported(idea=option)
    citizens = make.idea()
    reported(idea=citizens)  # the control

    queue = waiting.queue()

    assert [item.subject for item in queue.items] == [citizens]
    assert sum(queue.counts.values()) == sum(waiting.length()[0].values()) == 1


def test_what_a_citizen_says_of_an_option_is_moderated(option: Idea) -> None:
    comment = Comment.objects.create(
        idea=option, person=make.citizen(), body="Bof", created_at=make.NOON
    )

    assert [item.subject for item in waiting.queue().items] == [comment]


def test_what_the_city_says_waits_only_once_somebody_reported_it(option: Idea) -> None:
    answer = Comment.objects.create(
        idea=option, person=make.citizen(), body="Oui", badge="Travaux", created_at=make.NOON
    )
    assert waiting.queue().items == []

    reported(comment=answer)

    assert [item.subject for item in waiting.queue().items] == [answer]


def test_an_option_is_not_reported(option: Idea) -> None:
    with pytest.raises(OfTheCity):
        report_abuse(person=make.citizen(), subject=option, reason="Non", at=make.NOON)

    citizen = make.citizen().user
    assert citizen
    assert editor.signed_in(citizen).get(f"/idees/{option.pk}/signaler/").status_code == 404


@pytest.mark.parametrize("act", [Act.HIDE, Act.KEEP])
def test_an_option_is_not_moderated(option: Idea, act: str) -> None:
    article = make.charter_article()
    given: dict[str, Any] = {"moderator": make.moderator(), "article": article, "reason": "Non"}

    with pytest.raises(OfTheCity):
        moderate(subject=option, act=act, at=make.NOON, **given)
    with pytest.raises(OfTheCity):
        redact(subject=option, passages=["option"], at=make.NOON, **given)

    option.refresh_from_db()
    assert option.state == Idea.State.PUBLISHED


def test_an_option_is_in_no_list_export_or_dossier_of_moderators(option: Idea) -> None:
    proposed = make.idea(title="Une idée aabra")
    client = editor.signed_in(make.moderator())
    listing = "/admin/snippets/participation/idea/"

    for address in (listing, f"{listing}?q=aabra", f"{listing}?export=csv"):
        answer: Any = client.get(address)
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert "Une idée aabra" in content.decode(), address
        assert "Une option aabra" not in content.decode(), address
    for pk, status in ((option.pk, 404), (proposed.pk, 200)):
        assert client.get(f"{listing}inspect/{pk}/").status_code == status
        assert client.get(f"/admin/moderation/idea/{pk}/").status_code == status


def test_a_bulk_act_leaves_options_alone(option: Idea) -> None:
    proposed = make.idea()
    client = editor.signed_in(make.moderator())
    address = "/admin/bulk/participation/idea/moderate_hide/"
    chosen = f"?id={option.pk}&id={proposed.pk}"

    client.post(
        f"{address}{chosen}", {"article": make.charter_article().pk, "reason": "Non", "next": "/"}
    )

    states = dict(Idea.objects.values_list("pk", "state"))
    assert (states[option.pk], states[proposed.pk]) == ("published", "hidden")
