"""What citizens see and do over HTTP, without JavaScript."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts import words
from accounts.models import Person
from participation.models import Comment, Idea, IdeaBox, Vote
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def box() -> IdeaBox:
    """A call for ideas that is open now."""
    make.home()
    now = timezone.now()
    consultation = make.open_consultation(
        opens_at=now - timedelta(days=7), closes_at=now + timedelta(days=28)
    )
    return make.idea_box(consultation=consultation)


def signed_in(person: Person) -> Client:
    client = Client()
    assert person.user is not None
    client.force_login(person.user)
    return client


def test_the_list_and_the_page_hold_no_token_no_cookie_and_no_personal_word(box: IdeaBox) -> None:
    idea = make.idea(box)

    for path in (f"/idees/boite/{box.pk}/", f"/idees/{idea.pk}/", f"/nl/idees/{idea.pk}/"):
        answer = Client().get(path)

        assert answer.status_code == 200
        assert idea.title in answer.content.decode()
        assert not answer.cookies
        assert "csrfmiddlewaretoken" not in answer.content.decode()


def test_supporting_asks_to_confirm_then_counts(box: IdeaBox) -> None:
    idea = make.idea(box)
    client = signed_in(make.citizen())

    asked = client.get(f"/idees/{idea.pk}/soutien/")
    voted = client.post(f"/idees/{idea.pk}/soutien/", {"choice": "for"})

    assert "csrfmiddlewaretoken" in asked.content.decode()
    assert voted.status_code == 302
    assert Vote.objects.get().idea == idea


def test_a_vote_can_be_withdrawn(box: IdeaBox) -> None:
    idea = make.idea(box)
    client = signed_in(make.citizen())
    client.post(f"/idees/{idea.pk}/soutien/", {"choice": "for"})

    client.post(f"/idees/{idea.pk}/soutien/", {"choice": "none"})

    assert not Vote.objects.exists()


def test_the_voter_sees_the_exact_count_at_once(box: IdeaBox) -> None:
    idea = make.idea(box)
    client = signed_in(make.citizen())

    answer = client.post(
        f"/idees/{idea.pk}/soutien/", {"choice": "for"}, headers={"HX-Request": "true"}
    )

    assert "<strong>1</strong>" in answer.content.decode()


def test_a_choice_out_of_nowhere_is_refused_with_a_sentence(box: IdeaBox) -> None:
    idea = make.idea(box)
    client = signed_in(make.citizen())

    answer = client.post(f"/idees/{idea.pk}/soutien/", {"choice": "everything"})

    assert answer.status_code == 409
    assert not Vote.objects.exists()


def test_hidden_counts_are_on_no_surface(box: IdeaBox) -> None:
    box.count_visibility = IdeaBox.Visibility.AFTER_CLOSING
    box.save()
    few, many = make.idea(box, title="Peu"), make.idea(box, title="Beaucoup")
    many.tally.votes_for = many.tally.points = 4321
    many.tally.save()

    page = Client().get(f"/idees/{many.pk}/").content.decode()
    newest = Client().get(f"/idees/boite/{box.pk}/").content.decode()
    by_support = Client().get(f"/idees/boite/{box.pk}/?order=supported").content.decode()

    assert "4321" not in page + newest + by_support
    assert "4 321" not in page + newest + by_support
    cards = [f'id="idea-{idea.pk}"' for idea in (few, many)]
    assert sorted(cards, key=newest.index) == sorted(cards, key=by_support.index)


def test_an_idea_is_proposed_and_its_text_survives_a_refusal(box: IdeaBox) -> None:
    client = signed_in(make.citizen())
    form = {"title": "ab", "body": "Près de l’école", "token": _token(client, box)}

    refused = client.post(f"/idees/boite/{box.pk}/proposer/", form)
    sent = client.post(f"/idees/boite/{box.pk}/proposer/", form | {"title": "Des bancs"})

    assert refused.status_code == 422
    assert "Près de l’école" in refused.content.decode()
    assert sent.status_code == 302
    assert Idea.objects.get().title == "Des bancs"


def test_similar_ideas_are_shown_once_and_never_block(box: IdeaBox) -> None:
    title = "Des bancs à l’ombre"
    make.idea(box, title=title, title_words=f" {words.normalise(title)} ")
    client = signed_in(make.citizen())
    form = {"title": "Bancs et ombre", "token": _token(client, box)}

    shown = client.post(f"/idees/boite/{box.pk}/proposer/", form)
    sent = client.post(f"/idees/boite/{box.pk}/proposer/", form | {"is_different": "1"})

    assert title in shown.content.decode()
    assert sent.status_code == 302


def test_an_idea_that_is_being_read_is_for_its_author_only(box: IdeaBox) -> None:
    ada = make.citizen()
    idea = make.idea(box, ada, state=Idea.State.SUBMITTED, title="Un secret")

    assert signed_in(ada).get(f"/idees/{idea.pk}/").status_code == 200
    assert signed_in(make.citizen()).get(f"/idees/{idea.pk}/").status_code == 404
    assert Client().get(f"/idees/{idea.pk}/").status_code == 404
    assert "Un secret" not in Client().get(f"/idees/boite/{box.pk}/").content.decode()


def test_a_comment_and_its_answer(box: IdeaBox) -> None:
    idea = make.idea(box)
    client = signed_in(make.citizen())
    address = f"/idees/{idea.pk}/commenter/"

    client.post(address, {"body": "Oui !", "token": _token_at(client, address)})
    first = Comment.objects.get()
    client.post(
        address, {"body": "Et là ?", "answer_to": first.pk, "token": _token_at(client, address)}
    )

    page = Client().get(f"/idees/{idea.pk}/").content.decode()
    assert "Oui !" in page
    assert "Et là ?" in page


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "<svg onload=alert(1)>", "\x00nul"])
def test_what_people_type_is_inert(box: IdeaBox, text: str) -> None:
    idea = make.idea(box)
    client = signed_in(make.citizen())
    address = f"/idees/{idea.pk}/commenter/"

    client.post(address, {"body": f"a {text}", "token": _token_at(client, address)})

    page = Client().get(f"/idees/{idea.pk}/").content.decode()
    assert "<script>alert" not in page
    assert "<svg onload" not in page


def test_the_list_costs_the_same_for_three_ideas_and_for_twenty(
    box: IdeaBox,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(20):
        make.idea(box)
    Client().get(f"/idees/boite/{box.pk}/?warm=1")

    with django_assert_max_num_queries(10):
        Client().get(f"/idees/boite/{box.pk}/?order=newest")


def _token(client: Client, box: IdeaBox) -> str:
    return _token_at(client, f"/idees/boite/{box.pk}/proposer/")


def _token_at(client: Client, address: str) -> str:
    return str(client.get(address).context["form"]["token"].value())


def test_under_a_comment_one_is_invited_to_answer_by_a_verb(box: IdeaBox) -> None:
    idea = make.idea(box)
    Comment.objects.create(
        person=make.citizen(), idea=idea, body="Oui", author_name="Ada", created_at=timezone.now()
    )

    page = Client().get(f"/idees/{idea.pk}/").content.decode()

    assert "Répondre" in page
