"""The counter's screens and « Suivre avec un code »: what agents type, what people read."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.core.cache import caches
from django.test import Client
from django.urls import reverse

from accounts import outbox
from accounts.clock import now
from accounts.models import OutboxMessage
from participation.actions.assist import Remark, Wishes
from participation.actions.follow_address import purge_addresses
from participation.actions.follow_code import holder_of
from participation.actions.post_comment import post_comment
from participation.actions.propose_idea import IdeaText
from participation.models import Comment, FollowAddress, Idea, IdeaBox, Sitting, Vote
from tests import editor, make

pytestmark = pytest.mark.django_db
FOLLOW = "/suivre/"
CODE = re.compile(r"(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}")


@pytest.fixture(autouse=True)
def _site(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    caches["shared"].clear()  # where tries are counted
    make.home()


@pytest.fixture
def counter() -> Client:
    return editor.signed_in(make.agent())


def open_box(**fields: Any) -> IdeaBox:
    return make.idea_box(consultation=make.open_now(), **fields)


def form(**fields: Any) -> dict[str, Any]:
    values = {"channel": "counter", "agrees": "on", "language": "fr", "token": str(uuid4())}
    return {name: value for name, value in (values | fields).items() if value != ""}


def post(client: Client, box: IdeaBox, **fields: Any) -> Any:
    return client.post(reverse("parvis_assist", args=[box.pk]), form(**fields))


# --- The screen -----------------------------------------------------------------------------------


def test_one_form_enters_everything_and_answers_with_a_receipt(counter: Client) -> None:
    box = open_box()
    bench, tree = make.idea(box), make.idea(box, title="Un arbre")

    answer = post(
        counter,
        box,
        title="Une fontaine",
        numbers=f"{bench.pk}",
        comment_on=f"n° {bench.pk}",
        comment="Oui",
        **{f"vote-{tree.pk}": "on"},
    )
    receipt = answer.content.decode()

    assert answer.status_code == 200
    assert Idea.objects.get(title="Une fontaine").channel == "counter"
    assert Vote.objects.filter(channel="counter").count() == 2
    assert Comment.objects.get().idea == bench
    codes = set(CODE.findall(receipt))
    assert len(codes) == 1
    assert holder_of(codes.pop()) == Sitting.objects.get().person
    assert "<svg" in receipt
    assert FOLLOW in receipt
    assert "no-store" in answer.headers["Cache-Control"]


def test_the_code_is_shown_once(counter: Client) -> None:
    box = open_box()
    sent = form(title="Une fontaine")
    address = reverse("parvis_assist", args=[box.pk])

    first, again = (counter.post(address, sent).content.decode() for _ in range(2))
    journal = counter.get(reverse("parvis_sittings")).content.decode()

    assert CODE.search(first)
    assert not CODE.search(again)
    assert not CODE.search(journal)


@pytest.mark.parametrize(
    "wrong",
    [
        {"agrees": ""},
        {"title": "ab"},
        {"code": "0000"},
        {"code": "0000-0000-0000-0000"},
        {"title": "", "body": "Sans titre"},
        {"comment": "Sans idée"},
        {"comment_on": "999", "comment": "Inconnue"},
        {"numbers": "999"},
        {"numbers": "1 " * 150},
        {"title": ""},
        {"channel": "web"},
        {"title": "x" * 121},
        {"token": "x"},
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    counter: Client, wrong: dict[str, str]
) -> None:
    box = open_box()

    answer = post(counter, box, **{"title": "Une fontaine", "name": "Lucienne"} | wrong)

    assert answer.status_code == 422
    assert 'value="Lucienne"' in answer.content.decode()
    assert 'role="alert"' in answer.content.decode()
    assert not Sitting.objects.exists()


def test_numbers_of_another_call_are_refused(counter: Client) -> None:
    box, other = open_box(), make.idea(open_box())

    assert post(counter, box, numbers=str(other.pk)).status_code == 422
    assert post(counter, box, comment_on=str(other.pk), comment="Oui").status_code == 422


def test_a_vote_has_no_field_for_ideas_and_offers_its_choices(counter: Client) -> None:
    consultation = make.open_now()
    box = make.vote_box(
        ["Des bancs", "Des arbres"],
        voting_rule=IdeaBox.VotingRule.FOR_AGAINST,
        consultation=consultation,
    )
    option = box.ideas.first()
    assert option

    screen = counter.get(reverse("parvis_assist", args=[box.pk])).content.decode()
    post(counter, box, title="Une idée", **{f"vote-{option.pk}": "against"})

    assert 'name="title"' not in screen
    assert Vote.objects.get().choice == "against"
    assert not Idea.objects.filter(title="Une idée").exists()


def test_the_same_person_goes_on_under_a_banner(counter: Client) -> None:
    box = open_box()
    post(counter, box, title="Une fontaine", name="Lucienne")
    sitting = Sitting.objects.get()

    screen = counter.get(f"{reverse('parvis_assist', args=[box.pk])}?sitting={sitting.pk}")
    answer = post(counter, box, sitting=sitting.pk, title="Un banc", agrees="")

    assert "Lucienne" in screen.content.decode()
    assert 'name="agrees"' not in screen.content.decode()
    assert answer.status_code == 200
    assert Idea.objects.filter(person=sitting.person).count() == 2
    assert Sitting.objects.count() == 1


def test_a_colleagues_sitting_is_not_gone_on_with(counter: Client) -> None:
    box = open_box()
    other = make.assisted(box, at=now()).sitting

    answer = post(counter, box, sitting=other.pk, title="Un banc", agrees="")

    assert answer.status_code == 422
    assert not Idea.objects.filter(title="Un banc").exists()


def test_a_sitting_that_is_over_says_so_and_keeps_what_was_typed(counter: Client) -> None:
    box = open_box()
    post(counter, box, title="Une fontaine")
    sitting = Sitting.objects.get()

    Sitting.objects.update(ends_at=now())
    answer = post(counter, box, sitting=sitting.pk, title="Un banc", agrees="")

    assert answer.status_code == 422
    assert "Cet accompagnement est terminé" in answer.content.decode()
    assert 'value="Un banc"' in answer.content.decode()


def test_a_closed_call_shows_no_form(counter: Client) -> None:
    box = make.idea_box()

    address = reverse("parvis_assist", args=[box.pk])
    if not box.is_open(now()):
        assert "<textarea" not in counter.get(address).content.decode()


def test_the_screens_cost_the_same_however_many_ideas(
    counter: Client, django_assert_max_num_queries: Any
) -> None:
    box = open_box()
    counts = []
    counter.get(reverse("parvis_assist", args=[box.pk]))  # what is asked once only
    for _ in range(2):
        for _ in range(5):
            make.idea(box)
        with django_assert_max_num_queries(40) as queries:
            counter.get(reverse("parvis_assist", args=[box.pk]))
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_the_journal_costs_the_same_however_many_sittings(
    counter: Client, django_assert_max_num_queries: Any
) -> None:
    box, counts = make.idea_box(), []
    counter.get(reverse("parvis_sittings"))
    for _ in range(2):
        make.assisted(box), make.assisted(box)
        with django_assert_max_num_queries(40) as queries:
            counter.get(reverse("parvis_sittings"))
        counts.append(len(queries))

    assert counts[0] == counts[1]


# --- What the public sees -------------------------------------------------------------------------


def test_the_public_reads_the_door_and_never_the_agent(counter: Client) -> None:
    agent = make.agent()
    agent.first_name, agent.last_name = "Agathe", "Guichetière"
    agent.save()
    box = open_box()
    post(editor.signed_in(agent), box, title="Une fontaine", name="Lucienne", place="Chez Prosper")
    idea = Idea.objects.get()

    page = Client().get(reverse("participation:idea", args=[idea.pk])).content.decode()
    page += Client().get(reverse("participation:box", args=[box.pk])).content.decode()

    assert "Lucienne, au guichet" in page
    for secret in ("Agathe", "Guichetière", "Prosper", agent.email):
        assert secret not in page


def test_moderators_read_the_door_too() -> None:
    box = open_box(moderation=IdeaBox.Moderation.BEFORE)
    make.assisted(box, name="Lucienne", at=now())
    client = editor.signed_in(make.moderator())

    queue = client.get(reverse("parvis_desk")).content.decode()
    dossier = client.get(reverse("parvis_dossier", args=["idea", Idea.objects.get().pk]))

    assert "Lucienne, au guichet" in queue
    assert "Lucienne, au guichet" in dossier.content.decode()


# --- Following with a code ------------------------------------------------------------------------


def follow(code: str, act: str = "", client: Client | None = None, **fields: Any) -> Any:
    return (client or Client()).post(FOLLOW, {"code": code, "act": act, **fields})


def test_the_code_shows_what_became_of_it_and_is_in_no_address() -> None:
    done = make.assisted(open_box(), wishes=Wishes(IdeaText(title="Une fontaine")), at=now())

    answer = follow(done.code)
    page = answer.content.decode()

    assert answer.status_code == 200
    assert "Une fontaine" in page
    assert "noindex" in page
    assert "no-store" in answer.headers["Cache-Control"]
    assert f"?code={done.code}" not in page
    assert not [c for c in answer.cookies if c not in ("csrftoken", "parvis_csrf")]


def test_a_false_a_spent_and_a_forgotten_code_are_answered_alike() -> None:
    spent, gone = make.assisted(), make.assisted()
    follow(gone.code, "forget-sure", contributions="keep", is_sure="on")
    ada = make.citizen()
    assert ada.user
    follow(spent.code, "claim", client=editor.signed_in(ada.user))

    false, spent_now, gone_now = (
        follow(code) for code in ("0000-0000-0000-0000", spent.code, gone.code)
    )

    def neutral(answer: Any, code: str) -> str:
        text = answer.content.decode().replace(code, "CODE")
        return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text)

    assert {a.status_code for a in (false, spent_now, gone_now)} == {422}
    pages = {
        neutral(false, "0000-0000-0000-0000"),
        neutral(spent_now, spent.code),
        neutral(gone_now, gone.code),
    }
    assert len(pages) == 1


@pytest.mark.parametrize("code", ["", "x", "\x00", "0" * 41, "é" * 16, "0000 0000 0000 000"])
def test_what_is_no_code_is_refused_kindly(code: str) -> None:
    assert follow(code).status_code == 422


def test_codes_are_not_tried_by_the_thousand(settings: Any) -> None:
    settings.CODES_PER_ADDRESS = "2/m/ip"
    done = make.assisted()

    answers = [follow("0000-0000-0000-0000").status_code for _ in range(2)]

    assert answers == [422, 422]
    assert follow(done.code).status_code == 429


def test_what_was_said_is_taken_back_with_the_code() -> None:
    box = open_box()
    idea = make.idea(box)
    wishes = Wishes(IdeaText(title="Un banc"), {idea.pk: "for"}, Remark(idea, "Oui"))
    done = make.assisted(box, wishes=wishes, at=now())
    assert done.idea
    assert done.comment

    for act in (f"idea-{done.idea.pk}", f"comment-{done.comment.pk}", f"vote-{idea.pk}"):
        assert follow(done.code, act).status_code == 200

    assert Idea.objects.get(pk=done.idea.pk).state == Idea.State.WITHDRAWN
    assert Comment.objects.get().state == Comment.State.REMOVED
    assert not Vote.objects.exists()


def test_a_code_takes_back_nothing_of_somebody_else() -> None:
    box = open_box()
    mine = make.assisted(box, at=now())
    idea = make.idea(box)
    other = make.assisted(
        box, wishes=Wishes(IdeaText(title="Un arbre"), remark=Remark(idea, "Oui")), at=now()
    )
    assert other.idea
    assert other.comment

    answers = [
        follow(mine.code, act).status_code
        for act in (f"idea-{other.idea.pk}", f"comment-{other.comment.pk}", "idea-x", "vote-0")
    ]

    assert answers == [404, 404, 404, 409]
    assert Idea.objects.get(pk=other.idea.pk).state == Idea.State.PUBLISHED


def test_being_forgotten_asks_first() -> None:
    done = make.assisted(open_box(), name="Lucienne", at=now())

    asked = follow(done.code, "forget")
    unsure = follow(done.code, "forget-sure", contributions="keep")
    sure = follow(done.code, "forget-sure", contributions="keep", is_sure="on")

    assert (asked.status_code, unsure.status_code, sure.status_code) == (200, 422, 302)
    assert "Lucienne" not in Idea.objects.get().author_name
    assert follow(done.code).status_code == 422


# --- News by e-mail -------------------------------------------------------------------------------


def leave(code: str, email: str = "lucienne@example.be") -> Any:
    return follow(code, "address", email=email)


def link_of(text: str) -> str:
    found = re.search(r"/suivre/adresse/\S+/", text)
    assert found
    return found.group(0)


def test_an_address_is_confirmed_by_a_button_and_then_gets_the_answer(mailoutbox: Any) -> None:
    done = make.assisted(open_box(), at=now())
    assert done.idea

    left = leave(done.code)
    outbox.drain()
    link = link_of(mailoutbox[0].body)
    seen = Client().get(link)
    answer_of_the_city(done.idea)
    outbox.drain()
    before = len(mailoutbox)
    confirmed = Client().post(link)
    answer_of_the_city(done.idea)
    outbox.drain()

    assert (left.status_code, seen.status_code, confirmed.status_code) == (200, 200, 302)
    assert mailoutbox[0].to == ["lucienne@example.be"]
    assert "lucienne" not in link
    assert "lucienne" not in seen.content.decode()
    assert before == 1
    assert [mail.to for mail in mailoutbox[1:]] == [["lucienne@example.be"]]
    assert "C’est prévu." in mailoutbox[1].body


def answer_of_the_city(idea: Idea) -> None:
    post_comment(person=make.speaker(), idea=idea, body="C’est prévu.", speaks_for="Travaux")


def test_one_address_is_not_written_to_twice_in_three_minutes(mailoutbox: Any) -> None:
    one, two = make.assisted(open_box(), at=now()), make.assisted(open_box(), at=now())

    answers = [leave(done.code).status_code for done in (one, one, two)]
    outbox.drain()

    assert answers == [200, 200, 200]
    assert len(mailoutbox) == 1


@pytest.mark.parametrize("email", ["", "x", "a@b", "a@example.be\nBcc: b@example.be", "é" * 300])
def test_what_is_no_address_is_refused(email: str) -> None:
    done = make.assisted(open_box(), at=now())

    assert leave(done.code, email).status_code == 422
    assert not FollowAddress.objects.exists()


def test_a_link_is_good_for_one_address_and_a_week(mailoutbox: Any) -> None:
    done = make.assisted(open_box(), at=now())
    leave(done.code)
    outbox.drain()
    link = link_of(mailoutbox[0].body)
    false = link[:-3] + ("A/" if link[-3] != "A" else "B/")

    with time_machine.travel(now() + timedelta(days=8)):
        late = Client().post(link).status_code
    leave(done.code, "autre@example.be")
    replaced = Client().post(link).status_code

    assert (late, replaced, Client().post(false).status_code) == (404, 404, 404)
    assert not FollowAddress.objects.exclude(confirmed_at=None).exists()


def test_an_unconfirmed_address_is_forgotten_in_a_week_and_any_at_once_on_demand() -> None:
    one, two = make.assisted(open_box(), at=now()), make.assisted(open_box(), at=now())
    leave(one.code)
    leave(two.code, "deux@example.be")

    follow(two.code, "noaddress")
    kept = FollowAddress.objects.count()
    purge_addresses(at=now() + timedelta(days=7, minutes=1))

    assert kept == 1
    assert not FollowAddress.objects.exists()


def test_being_forgotten_and_claiming_forget_the_address() -> None:
    gone, claimed, ada = make.assisted(), make.assisted(), make.citizen()
    leave(gone.code)
    leave(claimed.code, "deux@example.be")
    assert ada.user

    follow(gone.code, "forget-sure", contributions="keep", is_sure="on")
    follow(claimed.code, "claim", client=editor.signed_in(ada.user))

    assert not FollowAddress.objects.exists()
    assert "lucienne" not in str(list(OutboxMessage.objects.values()))


# --- Claiming -------------------------------------------------------------------------------------


def test_claiming_needs_a_log_in() -> None:
    done = make.assisted(open_box(), at=now())
    ada = make.citizen()
    assert ada.user

    assert follow(done.code, "claim").status_code == 200
    assert Idea.objects.get().person != ada
    follow(done.code, "claim", client=editor.signed_in(ada.user))

    assert Idea.objects.get().person == ada
