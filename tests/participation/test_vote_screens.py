"""The editor's form of a vote, and the citizen's page of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.groups import STRATEGY
from participation.actions.cast_vote import cast_vote
from participation.actions.count_ideas import count_changed_ideas
from participation.models import Idea, IdeaBox, Vote
from participation.results.votes import options_of
from tests import make
from tests.editor import signed_in
from tests.votes import LIST, edit, form_of, rows_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def vote() -> IdeaBox:
    """A vote that is open now, with two options and one vote a person."""
    make.home()
    return make.vote_box(["Des bancs", "Des arbres"], votes_per_person=1, consultation=_now())


def _now() -> Any:
    now = timezone.now()
    return make.open_consultation(
        opens_at=now - timedelta(days=7), closes_at=now + timedelta(days=28)
    )


# --- The editor ---------------------------------------------------------------------------------


def test_an_editor_makes_a_vote_with_its_own_options_and_a_chosen_idea() -> None:
    make.home()
    source = make.idea(title="Une place sans voitures")
    client = signed_in(make.staff(STRATEGY))

    answer = client.post(
        reverse(f"{LIST}:add"), form_of([{"title": "Des bancs"}, {"source": str(source.pk)}])
    )

    assert answer.status_code == 302
    box = IdeaBox.objects.get(use="vote")
    assert [o.title for o in options_of(box)] == ["Des bancs", "Une place sans voitures"]


@pytest.mark.parametrize(
    ("option", "sentence"),
    [
        ({"title": ""}, "Donnez un titre à cette option"),
        ({"source": "draft"}, "Choisissez une idée publiée"),
        ({"title": "Des bancs", "image": "image"}, "Décrivez la photo"),
    ],
)
def test_what_is_missing_is_said_where_it_can_be_mended(
    option: dict[str, str], sentence: str
) -> None:
    make.home()
    draft = make.idea(state=Idea.State.SUBMITTED)
    numbers = {"draft": str(draft.pk), "image": str(make.image().pk)}
    given = {name: numbers.get(value, value) for name, value in option.items()}
    client = signed_in(make.staff(STRATEGY))

    answer = client.post(reverse(f"{LIST}:add"), form_of([{"title": "Des arbres"}, given]))

    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert not IdeaBox.objects.filter(use="vote").exists()


def test_the_form_says_that_rules_are_frozen_and_publishes_what_may_still_change(
    vote: IdeaBox,
) -> None:
    cast_vote(person=make.citizen(), idea=options_of(vote)[0])
    client = signed_in(make.staff(STRATEGY))

    shown = client.get(reverse(f"{LIST}:edit", args=[vote.pk])).content.decode()
    saved = edit(
        client,
        vote,
        rows_of(vote),
        introduction="Une précision.",
        voting_rule="for_against",
        consultation=str(vote.consultation_id),
    )

    vote.refresh_from_db()
    assert "les règles de ce vote ne peuvent plus changer" in shown
    assert saved.status_code == 302
    assert vote.introduction == "Une précision."
    assert vote.voting_rule == "support"


def test_an_option_cannot_be_added_once_somebody_has_voted(vote: IdeaBox) -> None:
    cast_vote(person=make.citizen(), idea=options_of(vote)[0])
    client = signed_in(make.staff(STRATEGY))

    answer = edit(client, vote, [*rows_of(vote), {"title": "Une statue"}], votes_per_person="1")

    assert answer.status_code == 200
    assert "ne peuvent plus être ajoutées" in answer.content.decode()
    assert "Une statue" in answer.content.decode()
    assert len(options_of(vote)) == 2


def test_a_vote_that_comes_between_the_form_and_the_publication_is_told_not_a_fault(
    vote: IdeaBox, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench = options_of(vote)[0]
    client = signed_in(make.staff(STRATEGY))
    monkeypatch.setattr(
        IdeaBox, "wait_for_votes", lambda box: cast_vote(person=make.citizen(), idea=bench)
    )

    saved = edit(client, vote, rows_of(vote), voting_rule="for_against", votes_per_person="1")

    told = client.get(saved["Location"]).content.decode()
    assert "les règles de ce vote ne peuvent plus changer" in told
    assert IdeaBox.objects.get(pk=vote.pk).voting_rule == "support"


def test_the_chooser_of_ideas_shows_only_what_the_public_may_read() -> None:
    make.home()
    public, waiting = make.idea(title="Visible"), make.idea(state=Idea.State.SUBMITTED, title="Tu")
    client = signed_in(make.staff(STRATEGY))
    chooser = "wagtailsnippetchoosers_participation_idea"

    listed = client.get(reverse(f"{chooser}:choose_results")).content.decode()
    chosen = client.get(reverse(f"{chooser}:chosen", args=[waiting.pk]))

    assert public.title in listed
    assert waiting.title not in listed
    assert chosen.status_code == 404


# --- The citizen --------------------------------------------------------------------------------


def test_the_page_of_a_vote_says_what_one_may_do_and_until_when(vote: IdeaBox) -> None:
    answer = Client().get(f"/idees/boite/{vote.pk}/")
    html = answer.content.decode()

    assert "Soutenez les options que vous préférez." in html
    assert "Le vote est ouvert jusqu’au" in html
    assert "Vous avez 1 voix ici." in html
    assert html.index("Des bancs") < html.index("Des arbres")
    assert "Proposer une idée" not in html
    assert not answer.cookies


def test_the_votes_left_change_in_place_with_the_vote(vote: IdeaBox) -> None:
    ada, bench = make.citizen(), options_of(vote)[0]
    client = signed_in(ada.user)  # type: ignore[arg-type]  # a citizen with an account

    before = client.get(f"/idees/boite/{vote.pk}/").content.decode()
    answer = client.post(
        f"/idees/{bench.pk}/soutien/", {"choice": "for"}, headers={"HX-Request": "true"}
    )

    assert "Il vous reste 1 voix sur 1." in before
    assert 'hx-swap-oob="true"' in answer.content.decode()
    assert "Vous n’avez plus de voix ici" in answer.content.decode()


def test_a_vote_too_many_is_refused_with_a_sentence(vote: IdeaBox) -> None:
    ada, (bench, tree) = make.citizen(), options_of(vote)
    client = signed_in(ada.user)  # type: ignore[arg-type]  # a citizen with an account
    client.post(f"/idees/{bench.pk}/soutien/", {"choice": "for"})

    answer = client.post(f"/idees/{tree.pk}/soutien/", {"choice": "for"})

    assert answer.status_code == 409
    assert "Retirez-en une" in answer.content.decode()
    assert Vote.objects.get().idea_id == bench.pk


def test_the_result_is_a_table_that_anybody_can_read(vote: IdeaBox) -> None:
    bench = options_of(vote)[0]
    for _ in range(3):
        cast_vote(person=make.citizen(), idea=bench)
    count_changed_ideas()

    html = Client().get(f"/idees/boite/{vote.pk}/").content.decode()

    result = html[html.index('class="vote-result"') :]
    assert "<strong>3</strong> personnes ont voté" in result
    assert "Le résultat provisoire" in result
    assert "100" in result


@pytest.mark.parametrize("visibility", ["after_vote", "after_closing"])
def test_a_hidden_result_is_nowhere_in_the_page(visibility: str) -> None:
    make.home()
    box = make.vote_box(
        ["Des bancs", "Des arbres"], count_visibility=visibility, consultation=_now()
    )
    bench = options_of(box)[0]
    bench.tally.votes_for = bench.tally.points = 4321
    bench.tally.save()

    html = Client().get(f"/idees/boite/{box.pk}/").content.decode()

    assert "4321" not in html
    assert "4 321" not in html
    assert "vote-result" not in html


def test_a_vote_whose_closing_has_passed_shows_its_result_and_takes_no_vote() -> None:
    make.home()
    consultation = make.open_consultation()  # of May 2026: closed by now
    box = make.vote_box(["Des bancs", "Des arbres"], consultation=consultation)

    html = Client().get(f"/idees/boite/{box.pk}/").content.decode()

    assert "Ce vote est clôturé" in html
    assert "vote-result" in html
    assert "button-vote" not in html


def test_a_vote_that_is_only_a_draft_is_nowhere(vote: IdeaBox) -> None:
    IdeaBox.objects.filter(pk=vote.pk).update(live=False)
    bench = options_of(vote)[0]

    assert Client().get(f"/idees/boite/{vote.pk}/").status_code == 404
    assert Client().get(f"/idees/{bench.pk}/").status_code == 404
    assert Client().get(f"/idees/{bench.pk}/soutien/").status_code == 404


def test_an_option_leads_to_the_idea_it_comes_from_and_back() -> None:
    make.home()
    source = make.idea(make.idea_box(consultation=_now()), title="Une place sans voitures")
    box = make.vote_box(["Des bancs", source], consultation=_now())
    option = options_of(box)[1]

    option_page, source_page = (
        Client().get(f"/idees/{idea.pk}/").content.decode() for idea in (option, source)
    )

    assert f'href="/idees/{source.pk}/"' in option_page
    assert f'href="/idees/boite/{box.pk}/"' in source_page


@pytest.mark.parametrize("state", [Idea.State.HIDDEN, Idea.State.WITHDRAWN])
def test_an_option_tells_nothing_of_a_source_that_is_no_longer_public(state: str) -> None:
    make.home()
    source = make.idea(make.idea_box(consultation=_now()), title="Un titre masqué")
    box = make.vote_box(["Des bancs", source], consultation=_now())
    option = options_of(box)[1]
    Idea.objects.filter(pk=option.pk).update(title="Les mots de la Ville")
    Idea.objects.filter(pk=source.pk).update(state=state)

    html = Client().get(f"/idees/{option.pk}/").content.decode()

    assert "Les mots de la Ville" in html
    assert "Un titre masqué" not in html


def test_a_vote_costs_the_same_for_two_options_and_for_twelve(
    vote: IdeaBox, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    many = make.vote_box([f"Option {n}" for n in range(12)], consultation=_now())
    client = Client()
    client.get(f"/idees/boite/{vote.pk}/?warm=1")

    for box in (vote, many):
        with django_assert_max_num_queries(6):
            client.get(f"/idees/boite/{box.pk}/?asked=1")
