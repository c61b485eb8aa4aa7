"""Votes: the city proposes, people choose; what they relied on when they voted stands still."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from wagtail.models import Revision

from accounts.models import Person
from participation.actions.cast_vote import cast_vote, withdraw_vote
from participation.actions.propose_idea import IdeaText, propose_idea
from participation.errors import (
    BoxHoldsIdeas,
    OnlyAVoteHasOptions,
    OnlyTheCityProposes,
    OptionsFrozen,
    Refusal,
    RulesFrozen,
    TooFewOptions,
)
from participation.models import Idea, IdeaBox, Vote, VoteOption
from participation.results import figures
from participation.results.votes import options_of, result_of, votes_left
from tests import make

pytestmark = pytest.mark.django_db


def titles(box: IdeaBox) -> list[str]:
    return [option.title for option in options_of(box)]


def publish(box: IdeaBox) -> IdeaBox:
    """Publish the vote as it stands in memory, as the editor's button does."""
    box.save_revision().publish()
    return IdeaBox.objects.get(pk=box.pk)


# --- Options ------------------------------------------------------------------------------------


def test_a_published_vote_offers_the_citys_options_in_its_order() -> None:
    box = make.vote_box(["Des bancs", "Des arbres", "Une fontaine"])

    assert titles(box) == ["Des bancs", "Des arbres", "Une fontaine"]
    assert {option.person.origin for option in options_of(box)} == {Person.Origin.CITY}


def test_a_draft_of_a_vote_changes_nothing() -> None:
    box = make.vote_box(["Des bancs", "Des arbres"])
    box.options.add(VoteOption(title="Une fontaine"))

    box.save_revision()

    assert titles(box) == ["Des bancs", "Des arbres"]


def test_an_option_is_corrected_and_moved_without_losing_its_votes() -> None:
    box = make.vote_box(["Des bancs", "Des arbres"])
    bench, tree = options_of(box)
    cast_vote(person=make.citizen(), idea=bench, at=make.NOON)
    first, second = box.options.all()
    first.text, first.sort_order, second.sort_order = "À l’ombre.", 1, 0
    box.options.set([second, first])

    publish(box)

    assert [option.pk for option in options_of(box)] == [tree.pk, bench.pk]
    assert Idea.objects.get(pk=bench.pk).body == "À l’ombre."
    assert Vote.objects.get().idea_id == bench.pk


def test_an_option_that_is_removed_before_anybody_voted_is_gone_from_the_vote() -> None:
    box = make.vote_box(["Des bancs", "Des arbres", "Une fontaine"])
    box.options.set(list(box.options.all())[:2])

    publish(box)

    assert titles(box) == ["Des bancs", "Des arbres"]


def test_publishing_twice_makes_no_option_twice() -> None:
    box = make.vote_box(["Des bancs", "Des arbres"])

    publish(publish(box))

    assert Idea.objects.filter(box=box).count() == 2


def test_a_chosen_idea_becomes_an_option_that_starts_at_zero() -> None:
    source = make.idea(title="Une place sans voitures", body="Le dimanche.")
    cast_vote(person=make.citizen(), idea=source, at=make.NOON)

    box = make.vote_box(["Des bancs", source])

    chosen = options_of(box)[1]
    assert (chosen.title, chosen.body) == ("Une place sans voitures", "Le dimanche.")
    assert chosen.source == source
    assert not chosen.votes.exists()
    assert source.votes.count() == 1


def test_a_chosen_idea_that_its_author_goes_on_writing_changes_no_option_that_has_votes() -> None:
    source = make.idea(title="Une place sans voitures", body="Le dimanche.")
    box = make.vote_box(["Des bancs", source])
    cast_vote(person=make.citizen(), idea=options_of(box)[0], at=make.NOON)
    Idea.objects.filter(pk=source.pk).update(title="Un parking", body="Payant.")
    box.introduction = "Une précision."

    publish(box)

    chosen = options_of(box)[1]
    assert (chosen.title, chosen.body) == ("Une place sans voitures", "Le dimanche.")


def test_options_never_count_as_propositions() -> None:
    box = make.vote_box(["Des bancs", "Des arbres", make.idea()])

    assert Idea.objects.filter(box=box).count() == 3
    assert figures.ideas(make.NOON + timedelta(days=400)) == 1


def test_the_librarys_image_is_drawn_anew_for_the_option_once() -> None:
    box = make.vote_box(["Des bancs", "Des arbres"])
    option = box.options.first()
    option.image, option.image_alt = make.image(), "Un banc vert"
    box.options.set([option, *list(box.options.all())[1:]])

    publish(box)
    drawn = options_of(box)[0].image.name
    publish(IdeaBox.objects.get(pk=box.pk))

    assert str(drawn).endswith(".webp")
    assert options_of(box)[0].image.name == drawn
    assert options_of(box)[0].image_alt == "Un banc vert"


def test_nobody_proposes_in_a_vote() -> None:
    box = make.vote_box(["Des bancs", "Des arbres"])

    with pytest.raises(OnlyTheCityProposes):
        propose_idea(person=make.citizen(), box=box, text=IdeaText("Une fontaine"), at=make.NOON)


# --- What is refused at publication -----------------------------------------------------------


@pytest.mark.parametrize("options", [[], ["Des bancs"]])
def test_a_vote_needs_two_options(options: list[Any]) -> None:
    with pytest.raises(TooFewOptions):
        make.vote_box(options)


def test_a_box_where_people_proposed_cannot_become_a_vote() -> None:
    box = make.idea().box
    box.use = IdeaBox.Use.VOTE
    box.options.set([VoteOption(title="Oui"), VoteOption(title="Non")])

    with pytest.raises(BoxHoldsIdeas):
        publish(box)


def test_a_call_for_ideas_has_no_options() -> None:
    box = make.idea_box()
    box.options.set([VoteOption(title="Oui")])

    with pytest.raises(OnlyAVoteHasOptions):
        publish(box)


# --- Frozen once somebody voted ---------------------------------------------------------------

CHANGES = {
    "voting_rule": IdeaBox.VotingRule.FOR_AGAINST,
    "votes_per_person": 3,
    "count_visibility": IdeaBox.Visibility.AFTER_CLOSING,
    "use": IdeaBox.Use.CALL,
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_rule_stands_once_somebody_has_voted(name: str) -> None:
    box = make.vote_box(["Des bancs", "Des arbres"])
    cast_vote(person=make.citizen(), idea=options_of(box)[0], at=make.NOON)
    setattr(box, name, CHANGES[name])

    with pytest.raises(RulesFrozen):
        publish(box)

    assert getattr(IdeaBox.objects.get(pk=box.pk), name) != CHANGES[name]


def test_a_rule_can_be_changed_until_then_and_again_once_all_votes_are_withdrawn() -> None:
    box = make.vote_box(["Des bancs", "Des arbres"])
    ada, bench = make.citizen(), options_of(box)[0]
    cast_vote(person=ada, idea=bench, at=make.NOON)
    withdraw_vote(person=ada, idea=bench, at=make.NOON)
    box.voting_rule = IdeaBox.VotingRule.FOR_AGAINST

    assert publish(box).voting_rule == IdeaBox.VotingRule.FOR_AGAINST


def _remove(box: IdeaBox) -> None:
    box.options.set(list(box.options.all())[:2])


def _rename(box: IdeaBox) -> None:
    first, *others = box.options.all()
    first.title = "Tout autre chose"
    box.options.set([first, *others])


def _add(box: IdeaBox) -> None:
    box.options.add(VoteOption(title="Une statue"))


@pytest.mark.parametrize("change", [_remove, _rename, _add])
def test_options_stand_once_somebody_has_voted(change: Any) -> None:
    box = make.vote_box(["Des bancs", "Des arbres", "Une fontaine"])
    cast_vote(person=make.citizen(), idea=options_of(box)[0], at=make.NOON)
    change(box)

    with pytest.raises(OptionsFrozen):
        publish(box)

    assert titles(box) == ["Des bancs", "Des arbres", "Une fontaine"]


def test_each_refusal_is_a_sentence_for_the_editor() -> None:
    for refusal in (RulesFrozen, OptionsFrozen, TooFewOptions, BoxHoldsIdeas):
        assert issubclass(refusal, Refusal)
        assert str(refusal()).endswith(".")


def test_an_older_version_never_gives_an_adopted_vote_back() -> None:
    consultation = make.open_consultation()
    box = make.vote_box(["Des bancs", "Des arbres"], consultation=None)
    before = box.save_revision()
    IdeaBox.objects.filter(pk=box.pk).update(consultation=consultation, is_shown=True)

    Revision.objects.get(pk=before.pk).publish()

    box = IdeaBox.objects.get(pk=box.pk)
    assert (box.consultation, box.is_shown) == (consultation, True)


# --- Rules and results --------------------------------------------------------------------------


def test_the_votes_that_are_left_go_down_with_each_vote() -> None:
    box = make.vote_box(["Des bancs", "Des arbres", "Une fontaine"], votes_per_person=2)
    ada = make.citizen()
    left = [votes_left(box, ada)]
    for option in options_of(box)[:2]:
        cast_vote(person=ada, idea=option, at=make.NOON)
        left.append(votes_left(box, ada))

    assert left == [2, 1, 0]
    assert votes_left(box, None) is None


def test_equal_results_have_the_same_rank() -> None:
    box = make.vote_box(["Des bancs", "Des arbres", "Une fontaine"])
    bench, tree, fountain = options_of(box)
    for option, votes in ((bench, 1), (tree, 3), (fountain, 3)):
        option.tally.votes_for = votes

    result = result_of(box, [bench, tree, fountain])

    assert [(line.idea.title, line.rank) for line in result.lines] == [
        ("Des arbres", 1),
        ("Une fontaine", 1),
        ("Des bancs", 3),
    ]


def test_a_share_is_of_those_who_voted() -> None:
    box = make.vote_box(["Des bancs", "Des arbres"])
    bench, tree = options_of(box)
    voters = [make.citizen() for _ in range(4)]
    for person in voters:
        cast_vote(person=person, idea=bench, at=make.NOON)
    cast_vote(person=voters[0], idea=tree, at=make.NOON)
    bench.tally.votes_for, tree.tally.votes_for = 4, 1

    result = result_of(box, [bench, tree])

    assert (result.voters, result.voices) == (4, 5)
    assert [line.share for line in result.lines] == [100, 25]


def test_a_vote_without_voters_has_a_result_all_the_same() -> None:
    box = make.vote_box(["Des bancs", "Des arbres"])

    assert [line.share for line in result_of(box, options_of(box)).lines] == [0, 0]
