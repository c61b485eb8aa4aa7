"""An agent acts for somebody: the same rules, one voice, consent, and a code to read the answer."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from accounts import codes
from accounts.actions.erase_person import erase_person
from accounts.models import Person
from accounts.registry import Subject
from participation.actions.assist import Remark, Whom, Wishes, assist
from participation.actions.cast_vote import cast_vote
from participation.actions.claim import claim_contributions
from participation.actions.follow_code import holder_of, renew_code
from participation.actions.post_comment import post_comment
from participation.actions.propose_idea import IdeaText
from participation.actions.retire_assisted import HELPED_KEPT_FOR, retire_assisted
from participation.errors import (
    ActivityClosed,
    CodeNotRenewable,
    ConsentMissing,
    EmailNotConfirmed,
    NotAnAgent,
    NothingToEnter,
    NoVotesLeft,
    Refusal,
    SittingOver,
    TooManySittings,
    UnknownCode,
)
from participation.models import Channel, Comment, Idea, IdeaBox, IdeaToCount, Sitting, Vote
from participation.results.follow_up import followed
from participation.results.tallies import counts_of
from tests import make

pytestmark = pytest.mark.django_db
HERE: dict[str, Any] = {"channel": "counter", "place": "Bibliothèque", "agrees": True}


def enter(
    box: IdeaBox, agent: Any = None, *, whom: Any = None, token: Any = None, **wishes: Any
) -> Any:
    return assist(
        agent=agent or make.agent(),
        box=box,
        whom=whom or Whom(**HERE),
        wishes=Wishes(**wishes),
        token=token or uuid4(),
        at=make.NOON,
    )


# --- One sitting --------------------------------------------------------------------------------


def test_an_idea_votes_and_a_comment_are_entered_in_one_sitting() -> None:
    box = make.idea_box()
    bench, tree = make.idea(box), make.idea(box)

    done = enter(
        box,
        idea=IdeaText(title="Une fontaine"),
        choices={bench.pk: "for", tree.pk: "for"},
        remark=Remark(bench, "À l’ombre, s’il vous plaît."),
    )

    assert done.idea.state == Idea.State.PUBLISHED
    assert {vote.idea_id for vote in done.votes} == {bench.pk, tree.pk}
    person = done.sitting.person
    rows = [done.idea, done.comment, *done.votes]
    assert {(row.person_id, row.channel) for row in rows} == {(person.pk, "counter")}
    assert {vote.agent for vote in done.votes} == {done.sitting.agent}
    assert counts_of([bench.pk])[bench.pk]["on_paper"] == 1


def test_the_sitting_keeps_consent_channel_place_and_agent() -> None:
    agent = make.agent()

    sitting = enter(make.idea_box(), agent, idea=IdeaText(title="Un banc")).sitting

    assert (sitting.agent, sitting.channel, sitting.place) == (agent, "counter", "Bibliothèque")
    assert sitting.consent_version
    assert sitting.person.consent_recorded_at == make.NOON
    assert sitting.person.origin == Person.Origin.ASSISTED
    assert sitting.person.user is None


def test_nothing_is_entered_without_consent() -> None:
    with pytest.raises(ConsentMissing):
        enter(make.idea_box(), whom=Whom("counter"), idea=IdeaText(title="Un banc"))

    assert not Sitting.objects.exists()


def test_only_whoever_may_acts_for_somebody() -> None:
    with pytest.raises(NotAnAgent):
        enter(make.idea_box(), make.moderator(), idea=IdeaText(title="Un banc"))


def test_a_sitting_says_something() -> None:
    with pytest.raises(NothingToEnter):
        enter(make.idea_box())


def test_one_refusal_undoes_the_whole_sitting() -> None:
    box = make.idea_box(votes_per_person=1)
    first, second = make.idea(box), make.idea(box)

    with pytest.raises(NoVotesLeft):
        enter(box, idea=IdeaText(title="Un banc"), choices={first.pk: "for", second.pk: "for"})

    assert not Sitting.objects.exists()
    assert not Vote.objects.exists()
    assert not Person.objects.filter(origin=Person.Origin.ASSISTED).exists()


def test_no_agent_opens_what_is_closed() -> None:
    over = make.open_consultation(closes_at=make.NOON - timedelta(hours=1))
    box = make.idea_box(consultation=over)

    for wishes in ({"idea": IdeaText(title="Un banc")}, {"choices": {make.idea(box).pk: "for"}}):
        with pytest.raises(ActivityClosed):
            enter(box, **wishes)


def test_the_call_says_whether_a_moderator_reads_first() -> None:
    box = make.idea_box(moderation=IdeaBox.Moderation.BEFORE)

    assert enter(box, idea=IdeaText(title="Un banc")).idea.state == Idea.State.SUBMITTED


def test_the_same_form_sent_twice_is_entered_once() -> None:
    box, agent, token = make.idea_box(), make.agent(), uuid4()

    first = enter(box, agent, token=token, idea=IdeaText(title="Un banc"))
    again = enter(box, agent, token=token, idea=IdeaText(title="Un banc"))

    assert again.sitting == first.sitting
    assert again.code == ""
    assert Idea.objects.count() == 1


def test_one_agent_does_not_act_for_a_crowd_at_once(settings: Any) -> None:
    settings.SITTINGS_PER_AGENT = [(2, 3600)]
    box, agent = make.idea_box(), make.agent()
    for _ in range(2):
        enter(box, agent, idea=IdeaText(title="Un banc"))

    with pytest.raises(TooManySittings):
        enter(box, agent, idea=IdeaText(title="Un banc"))

    enter(box, idea=IdeaText(title="Un banc"))  # a colleague


def test_without_a_sitting_who_has_no_account_does_nothing_online() -> None:
    person = make.assisted().sitting.person
    idea = make.idea()

    with pytest.raises(EmailNotConfirmed):
        cast_vote(person=person, idea=idea, at=make.NOON)
    with pytest.raises(EmailNotConfirmed):
        post_comment(person=person, idea=idea, body="Bonjour", at=make.NOON)


# --- The same person again ------------------------------------------------------------------------


def test_an_agent_goes_on_with_the_same_person_for_half_an_hour() -> None:
    box, agent = make.idea_box(), make.agent()
    sitting = enter(box, agent, idea=IdeaText(title="Un banc")).sitting
    idea = make.idea(box)
    go_on: dict[str, Any] = {"agent": agent, "box": box, "whom": sitting, "token": uuid4()}
    vote = Wishes(choices={idea.pk: "for"})

    done = assist(**go_on, wishes=vote, at=make.NOON + timedelta(minutes=29))
    with pytest.raises(SittingOver):
        assist(**go_on, wishes=vote, at=make.NOON + timedelta(minutes=30))

    assert done.votes[0].person == sitting.person


def test_no_agent_goes_on_with_a_colleagues_sitting() -> None:
    box = make.idea_box()
    sitting = enter(box, idea=IdeaText(title="Un banc")).sitting

    with pytest.raises(SittingOver):
        enter(box, whom=sitting, idea=IdeaText(title="Une fontaine"))


def test_who_comes_back_with_their_code_keeps_one_voice() -> None:
    box = make.idea_box()
    idea = make.idea(box)
    code = enter(box, choices={idea.pk: "for"}).code

    again = enter(box, whom=Whom(**HERE, code=code.lower()), choices={idea.pk: "for"})

    assert again.code == ""
    assert Vote.objects.filter(idea=idea).count() == 1
    assert Sitting.objects.filter(person=again.sitting.person).count() == 2


def test_a_wrong_code_enters_nothing() -> None:
    with pytest.raises(UnknownCode):
        enter(make.idea_box(), whom=Whom(**HERE, code="0" * 16), idea=IdeaText(title="Un banc"))


# --- The code -------------------------------------------------------------------------------------


def test_a_code_is_kept_as_a_hash_only() -> None:
    done = make.assisted()
    letters = done.code.replace("-", "")

    assert len(letters) == 16
    assert holder_of(done.code) == done.sitting.person
    assert letters not in done.sitting.person.follow_up_hash.upper()
    assert done.sitting.person.follow_up_hash == codes.hash_of(done.code)


@pytest.mark.parametrize("typed", ["{}", " {} ", "{}".lower()])
def test_a_code_is_read_as_people_type_it(typed: str) -> None:
    assert codes.read_code(typed.format("0123-4567-89AB-CDEF")) == "0123-4567-89AB-CDEF"
    assert codes.read_code("OI23 4567 89ab cdef") == "0123-4567-89AB-CDEF"


@pytest.mark.parametrize("typed", ["", "0123", "0123-4567-89AB-CDEU", "x" * 4000, "\x00" * 16])
def test_what_is_no_code_opens_nothing(typed: str) -> None:
    assert codes.read_code(typed) == ""
    assert holder_of(typed) is None


def test_a_new_code_makes_the_lost_one_void_and_is_in_the_journal() -> None:
    done, agent = make.assisted(), make.agent()

    code = renew_code(sitting=done.sitting, agent=agent)

    assert holder_of(done.code) is None
    assert holder_of(code) == done.sitting.person
    done.sitting.refresh_from_db()
    assert done.sitting.code_renewed_by == agent


def test_who_was_forgotten_or_has_an_account_gets_no_other_code() -> None:
    forgotten, claimed = make.assisted(), make.assisted()
    erase_person(subject=Subject(None, forgotten.sitting.person), with_contributions=False)
    claim_contributions(person=make.citizen(), code=claimed.code)

    for done in (forgotten, claimed):
        done.sitting.refresh_from_db()
        with pytest.raises(CodeNotRenewable):
            renew_code(sitting=done.sitting, agent=make.agent())


# --- What the public and the person read ----------------------------------------------------------


def test_a_contribution_bears_the_name_that_was_given_or_none() -> None:
    named = make.assisted(name="Lucienne").idea
    unnamed = make.assisted().idea

    assert named
    assert named.author_name == "Lucienne"
    assert unnamed
    assert unnamed.author_name in ("une personne", "someone")


def test_what_was_said_and_answered_is_read_with_the_code() -> None:
    box = make.idea_box()
    idea = make.idea(box)
    done = make.assisted(
        box,
        wishes=Wishes(IdeaText(title="Un banc"), {idea.pk: "for"}, Remark(idea, "Oui")),
    )
    assert done.idea
    post_comment(
        person=make.speaker(),
        idea=done.idea,
        body="C’est prévu.",
        speaks_for="Travaux",
        at=make.NOON,
    )

    said = followed(done.sitting.person, make.NOON)

    assert [one.text for one in said.ideas] == [done.idea]
    assert [answer.body for answer in said.ideas[0].answers] == ["C’est prévu."]
    assert [one.text for one in said.comments] == [done.comment]
    assert [one.vote.idea for one in said.votes] == [idea]


def test_reading_with_a_code_costs_the_same_however_much_was_said(
    django_assert_max_num_queries: Any,
) -> None:
    box = make.idea_box()
    ideas = [make.idea(box) for _ in range(8)]
    done = make.assisted(
        box, wishes=Wishes(IdeaText(title="Un banc"), {idea.pk: "for" for idea in ideas})
    )

    with django_assert_max_num_queries(7):
        followed(done.sitting.person, make.NOON)


def test_whoever_is_forgotten_leaves_no_name_and_votes_still_count() -> None:
    idea = make.idea()
    done = make.assisted(
        idea.box,
        name="Lucienne",
        wishes=Wishes(IdeaText(title="Un banc"), {idea.pk: "for"}),
    )

    erase_person(subject=Subject(None, done.sitting.person), with_contributions=True)

    assert done.idea
    kept = Idea.objects.get(pk=done.idea.pk)
    assert "Lucienne" not in kept.author_name
    assert kept.title != "Un banc"
    assert Vote.objects.filter(idea=idea).count() == 1
    assert holder_of(done.code) is None
    assert Sitting.objects.get().place == ""


def test_two_years_after_the_last_sitting_a_person_is_forgotten() -> None:
    box = make.idea_box()
    gone, back = make.assisted(box, name="Lucienne"), make.assisted(box, name="Prosper")
    again = make.NOON + timedelta(days=20)
    make.assisted(box, code=back.code, at=again)

    forgotten = retire_assisted(at=make.NOON + HELPED_KEPT_FOR)

    assert forgotten == 1
    assert holder_of(gone.code) is None
    assert holder_of(back.code) == back.sitting.person
    assert not Idea.objects.filter(author_name="Lucienne").exists()


# --- Claiming -------------------------------------------------------------------------------------


def test_the_code_puts_everything_into_an_account() -> None:
    ada, idea = make.citizen(), make.idea()
    done = make.assisted(
        idea.box,
        name="Lucienne",
        wishes=Wishes(IdeaText(title="Un banc"), {idea.pk: "for"}, Remark(idea, "Oui")),
    )

    dropped = claim_contributions(person=ada, code=done.code)

    assert dropped == 0
    assert Idea.objects.get(title="Un banc").person == ada
    assert Idea.objects.get(title="Un banc").author_name == "Lucienne"
    assert Comment.objects.get().person == ada
    assert Vote.objects.get().person == ada
    assert Sitting.objects.get().person == ada


def test_a_code_is_claimed_once() -> None:
    code = make.assisted().code
    claim_contributions(person=make.citizen(), code=code)

    for person in (make.citizen(), make.citizen()):
        with pytest.raises(UnknownCode):
            claim_contributions(person=person, code=code)


def test_who_had_supported_the_same_idea_online_keeps_one_vote() -> None:
    ada = make.citizen()
    box = make.idea_box(voting_rule=IdeaBox.VotingRule.FOR_AGAINST)
    both, other = make.idea(box), make.idea(box)
    cast_vote(person=ada, idea=both, choice="against", at=make.NOON)
    done = make.assisted(box, wishes=Wishes(choices={both.pk: "for", other.pk: "for"}))
    IdeaToCount.objects.all().delete()

    dropped = claim_contributions(person=ada, code=done.code)

    assert dropped == 1
    vote = Vote.objects.get(idea=both)
    assert (vote.person, vote.choice, vote.channel) == (ada, "against", Channel.WEB)
    assert Vote.objects.get(idea=other).person == ada
    assert [mark.idea_id for mark in IdeaToCount.objects.all()] == [both.pk]


def test_claiming_gives_no_more_votes_than_the_box_allows() -> None:
    ada = make.citizen()
    box = make.idea_box(votes_per_person=2)
    ideas = [make.idea(box) for _ in range(4)]
    cast_vote(person=ada, idea=ideas[0], at=make.NOON)
    done = make.assisted(box, wishes=Wishes(choices={ideas[1].pk: "for", ideas[2].pk: "for"}))

    claim_contributions(person=ada, code=done.code)

    assert Vote.objects.of(ada).filter(box=box).count() == 2
    assert Vote.objects.of(ada).filter(idea=ideas[0]).exists()
    assert not Vote.objects.exclude(person=ada).exists()


def test_a_block_comes_along() -> None:
    ada, done = make.citizen(), make.assisted()
    until = make.NOON + timedelta(days=7)
    Person.objects.filter(pk=done.sitting.person_id).update(blocked_until=until)

    claim_contributions(person=ada, code=done.code)

    ada.refresh_from_db()
    assert ada.blocked_until == until


def test_after_a_claim_the_agent_does_not_go_on_for_the_account() -> None:
    box, agent = make.idea_box(), make.agent()
    done = enter(box, agent, idea=IdeaText(title="Un banc"))
    claim_contributions(person=make.citizen(), code=done.code)

    with pytest.raises(Refusal):
        enter(box, agent, whom=done.sitting, idea=IdeaText(title="Une fontaine"))
