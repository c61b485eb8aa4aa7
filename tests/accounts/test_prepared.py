"""A prepared question answers what the query set would, on both engines."""

from __future__ import annotations

import pytest
from django.db import connection
from django.db.models import Model
from django.test.utils import CaptureQueriesContext

from accounts.backends import AccountBackend
from accounts.models import Person, User
from accounts.prepared import Prepared
from participation.actions.doors import idea_for_rules
from participation.models import Idea
from participation.views.surveys import public_surveys
from tests import make, surveys

pytestmark = pytest.mark.django_db


def fields_of(row: Model) -> dict[str, object]:
    """What was read of a row."""
    return {name: value for name, value in row.__dict__.items() if not name.startswith("_")}


def test_it_reads_what_the_query_set_reads() -> None:
    ada = make.citizen()
    people = Person.objects.select_related("user", "district")
    wanted = people.get(pk=ada.pk)

    found = Prepared(lambda pk: people.filter(pk=pk)).get(ada.pk)

    assert found is not None
    assert fields_of(found) == fields_of(wanted)
    assert found.user is not None
    assert wanted.user is not None
    assert fields_of(found.user) == fields_of(wanted.user)
    assert found.district is None
    assert found.created_at.tzinfo is not None  # SQLite keeps texts: they are turned into instants


def test_it_reads_what_is_annotated_too() -> None:
    made = surveys.survey()
    version = made.versions.get()

    found = Prepared(lambda pk: public_surveys().filter(pk=pk)).get(made.pk)

    assert found is not None
    assert fields_of(found) == fields_of(public_surveys().get(pk=made.pk))
    assert (found.latest_pk, found.latest_at) == (version.pk, version.published_at)


def test_each_time_it_reads_the_row_as_it_is_now() -> None:
    ada, bob = make.citizen(), make.citizen()
    question = Prepared(lambda pk: Person.objects.filter(pk=pk))
    question.get(ada.pk)

    Person.objects.filter(pk=ada.pk).update(pseudonym="Ada L.")

    again, other = question.get(ada.pk), question.get(bob.pk)
    assert again is not None
    assert other is not None
    assert (again.pseudonym, other.pk) == ("Ada L.", bob.pk)


def test_an_unknown_number_is_nobody() -> None:
    assert Prepared(lambda pk: Person.objects.filter(pk=pk)).get(999_999) is None


def test_a_question_with_two_places_or_none_is_refused() -> None:
    with pytest.raises(AssertionError):
        Prepared(lambda pk: Person.objects.all()).get(1)
    with pytest.raises(AssertionError):
        Prepared(lambda pk: Person.objects.filter(pk=pk, user=pk)).get(1)


def test_what_was_left_out_is_read_when_asked_for() -> None:
    idea = make.idea()

    found = idea_for_rules(idea.pk)

    assert found is not None
    assert found.title == Idea.objects.get(pk=idea.pk).title


def test_an_idea_with_its_rules_is_one_question() -> None:
    idea = make.idea()

    with CaptureQueriesContext(connection) as asked:
        found = idea_for_rules(idea.pk)
        assert found is not None
        assert found.box.is_open(make.NOON) in (True, False)
        assert found.person.user_id is None or found.person.user_id

    assert len(asked) == 1


def test_who_is_signed_in_comes_with_their_participant() -> None:
    ada = make.citizen()
    with CaptureQueriesContext(connection) as asked:
        user = AccountBackend().get_user(ada.user_id)
        assert user is not None
        assert user.person == ada

    assert len(asked) == 1


def test_a_log_in_without_a_participant_has_none_yet() -> None:
    staff = User.objects.create(email="agent@example.be")

    user = AccountBackend().get_user(staff.pk)

    assert user == staff
    with pytest.raises(Person.DoesNotExist):
        _ = user.person


def test_who_may_no_longer_log_in_is_nobody() -> None:
    ada = make.citizen()
    assert ada.user_id
    User.objects.filter(pk=ada.user_id).update(is_active=False)

    assert AccountBackend().get_user(ada.user_id) is None
