"""Write first, identify after: what was begun is kept, and done when its author is known."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from accounts.models import Person, RulesOfTheGame
from participation.actions.keep_picture import KEPT_FOR, purge_kept_pictures
from participation.models import Comment, Consultation, Idea, IdeaBox, KeptPicture, Vote
from tests import make

pytestmark = pytest.mark.django_db
LOG_IN = "/compte/connexion/"


@pytest.fixture
def box() -> IdeaBox:
    """A call for ideas that is open now."""
    make.home()
    now = timezone.now()
    consultation = make.open_consultation(
        opens_at=now - timedelta(days=7), closes_at=now + timedelta(days=28)
    )
    return make.idea_box(consultation=consultation)


@pytest.fixture
def ada() -> Person:
    person = make.citizen(email="ada@example.be")
    assert person.user
    person.user.set_password(make.PASSWORD)
    person.user.save()
    return person


def log_in(client: Client) -> Any:
    return client.post(LOG_IN, {"login": "ada@example.be", "password": make.PASSWORD})


def propose(client: Client, box: IdeaBox, **fields: Any) -> Any:
    address = f"/idees/boite/{box.pk}/proposer/"
    token = client.get(address).context["form"]["token"].value()
    typed = {"title": "Des bancs", "body": "À l’ombre.", "token": token}
    return client.post(address, typed | fields)


def test_an_idea_is_sent_by_the_log_in(client: Client, box: IdeaBox, ada: Person) -> None:
    asked = propose(client, box)

    answer = log_in(client)

    idea = Idea.objects.get()
    assert "Votre texte est conservé" in asked.content.decode()
    assert (idea.person, idea.title, idea.body) == (ada, "Des bancs", "À l’ombre.")
    assert answer["Location"] == f"/idees/{idea.pk}/"
    assert "est bien reçue" in client.get(answer["Location"]).content.decode()


def test_logging_in_twice_sends_one_idea(client: Client, box: IdeaBox, ada: Person) -> None:
    propose(client, box)
    log_in(client)
    client.post("/compte/deconnexion/")
    log_in(client)

    assert Idea.objects.count() == 1


def test_a_vote_is_cast_by_the_log_in(client: Client, box: IdeaBox, ada: Person) -> None:
    idea = make.idea(box)
    client.post(f"/idees/{idea.pk}/soutien/", {"choice": "for"})

    answer = log_in(client)

    assert Vote.objects.get().person == ada
    assert answer["Location"] == f"/idees/{idea.pk}/"


def test_a_comment_is_posted_by_the_log_in(client: Client, box: IdeaBox, ada: Person) -> None:
    idea = make.idea(box)
    address = f"/idees/{idea.pk}/commenter/"
    token = client.get(address).context["form"]["token"].value()
    client.post(address, {"body": "Oui !", "token": token})

    log_in(client)

    comment = Comment.objects.get()
    assert (comment.person, comment.body) == (ada, "Oui !")


def test_what_closed_in_between_becomes_a_draft(client: Client, box: IdeaBox, ada: Person) -> None:
    propose(client, box)
    Consultation.objects.update(closes_at=timezone.now())

    answer = log_in(client)

    idea = Idea.objects.get()
    assert (idea.state, idea.title) == (Idea.State.DRAFT, "Des bancs")
    assert "conservé dans vos brouillons" in client.get(answer["Location"]).content.decode()


def test_a_vote_that_comes_too_late_is_refused_with_a_sentence(
    client: Client, box: IdeaBox, ada: Person
) -> None:
    idea = make.idea(box)
    client.post(f"/idees/{idea.pk}/soutien/", {"choice": "for"})
    Consultation.objects.update(closes_at=timezone.now())

    answer = log_in(client)

    assert not Vote.objects.exists()
    assert "clôturé" in client.get(answer["Location"]).content.decode()


def test_new_rules_are_asked_before_the_act_and_the_act_follows(
    client: Client, box: IdeaBox, ada: Person
) -> None:
    RulesOfTheGame.objects.create(version="2027-01", text="Nouvelles règles")
    propose(client, box)

    asked = log_in(client)
    assert not Idea.objects.exists()
    accepted = client.post(asked["Location"], {"accepts": "on", "accepts_rules": "on"})

    assert asked["Location"].startswith("/regles-du-jeu/")
    assert accepted["Location"] == f"/idees/{Idea.objects.get().pk}/"
    ada.refresh_from_db()
    assert ada.rules_accepted == "2027-01"


def test_new_rules_are_asked_at_the_next_contribution_of_whoever_is_signed_in(
    client: Client, box: IdeaBox, ada: Person
) -> None:
    idea = make.idea(box)
    log_in(client)
    RulesOfTheGame.objects.create(version="2027-01", text="Nouvelles règles")

    asked = client.post(f"/idees/{idea.pk}/soutien/", {"choice": "for"})
    assert not Vote.objects.exists()
    client.post(asked["Location"], {"accepts": "on", "accepts_rules": "on"})

    assert Vote.objects.get().person == ada


# --- Photos -------------------------------------------------------------------------------------


def photo() -> SimpleUploadedFile:
    file = BytesIO()
    Image.new("RGB", (40, 30), "green").save(file, "JPEG")
    return SimpleUploadedFile("IMG_1.jpg", file.getvalue(), "image/jpeg")


def test_a_photo_survives_the_log_in(client: Client, box: IdeaBox, ada: Person) -> None:
    propose(client, box, image=photo(), image_alt="Une pelouse")

    log_in(client)

    idea = Idea.objects.get()
    assert (idea.image_width, idea.image_height, idea.image_alt) == (40, 30, "Une pelouse")
    assert not KeptPicture.objects.exists()


def test_a_photo_survives_a_mistake_in_another_field(
    client: Client, box: IdeaBox, ada: Person
) -> None:
    log_in(client)

    refused = propose(client, box, title="ab", image=photo(), image_alt="Une pelouse")
    kept = refused.context["form"].data["kept"]
    propose(client, box, kept=kept, image_alt="Une pelouse")

    assert refused.status_code == 422
    assert "Votre photo est gardée" in refused.content.decode()
    assert Idea.objects.get().image_width == 40


def test_a_photo_that_nobody_came_back_for_is_forgotten(client: Client, box: IdeaBox) -> None:
    propose(client, box, image=photo(), image_alt="Une pelouse")

    assert purge_kept_pictures() == 0
    assert purge_kept_pictures(at=timezone.now() + KEPT_FOR + timedelta(minutes=1)) == 1
    assert not KeptPicture.objects.exists()
