"""The photo of an idea is read as long as the idea is: hiding it hides the file too, everywhere."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image

from accounts.groups import DATA_ENTRY, STRATEGY
from accounts.models import Person
from participation.actions.moderate import moderate
from participation.models import Idea, ModerationAct
from participation.pictures import picture_url
from tests import editor, make

pytestmark = pytest.mark.django_db
Act = ModerationAct.Act
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def _media(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    settings.STAFF_SECOND_FACTOR = False
    make.home()


def with_photo(person: Person | None = None, **fields: Any) -> Idea:
    idea = make.idea(fields.pop("box", None), person, **fields)
    file = BytesIO()
    Image.new("RGB", (4, 3), "teal").save(file, "WEBP")
    idea.image.save("zorglubine.webp", ContentFile(file.getvalue()))
    return idea


def status(idea: Idea, client: Client | None = None) -> int:
    return (client or Client()).get(picture_url(idea)).status_code


def decide(idea: Idea, act: str) -> None:
    moderate(
        subject=idea,
        act=act,
        moderator=make.moderator(),
        article=make.charter_article(),
        reason="Une plaque lisible",
        at=make.NOON,
    )


def test_everybody_sees_the_photo_of_a_public_idea() -> None:
    idea = with_photo()

    with CaptureQueriesContext(connection) as queries:
        answer: Any = Client().get(picture_url(idea))

    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "image/webp"
    assert Image.open(BytesIO(b"".join(answer.streaming_content))).size == (4, 3)
    assert len(queries) == 1
    assert not answer.cookies


def test_hiding_an_idea_takes_its_photo_away_and_restoring_brings_it_back() -> None:
    idea = with_photo()
    address = picture_url(idea)

    decide(idea, Act.HIDE)
    hidden = Client().get(address).status_code
    decide(idea, Act.RESTORE)

    assert hidden == 404
    assert Client().get(address).status_code == 200


@pytest.mark.parametrize("state", sorted(set(Idea.State) - set(Idea.PUBLIC_STATES)))
def test_no_state_that_the_public_may_not_read_shows_its_photo(state: str) -> None:
    assert status(with_photo(state=state)) == 404


def test_a_box_that_is_not_public_shows_no_photo() -> None:
    box = make.idea_box(consultation=make.open_consultation(is_public=False))

    assert status(with_photo(box=box)) == 404


def test_no_proxy_and_no_browser_keeps_it_for_more_than_five_seconds() -> None:
    control = Client().get(picture_url(with_photo())).headers["Cache-Control"]

    assert "s-maxage=5" in control
    assert "max-age=0" in control
    assert "immutable" not in control


def test_a_browser_that_has_it_is_told_so_and_no_longer_once_it_is_hidden() -> None:
    idea = with_photo()
    client, address = Client(), picture_url(idea)
    etag = client.get(address).headers["ETag"]

    kept = client.get(address, headers={"if-none-match": etag})
    decide(idea, Act.HIDE)
    gone = client.get(address, headers={"if-none-match": etag})

    assert (kept.status_code, gone.status_code) == (304, 404)


def test_its_author_and_who_reads_texts_see_what_is_not_public_and_nobody_keeps_it() -> None:
    ada = make.citizen()
    idea = with_photo(ada, state=Idea.State.HIDDEN)
    assert ada.user
    readers = [ada.user, make.moderator(), make.staff(STRATEGY)]

    answers = [editor.signed_in(user).get(picture_url(idea)) for user in readers]

    assert [answer.status_code for answer in answers] == [200] * 3
    assert {answer.headers["Cache-Control"] for answer in answers} == {"private, no-store"}


def test_other_citizens_and_staff_see_nothing_of_it() -> None:
    idea = with_photo(state=Idea.State.HIDDEN)
    other = make.citizen().user
    assert other

    for user in (other, make.staff(DATA_ENTRY)):
        assert status(idea, editor.signed_in(user)) == 404


def test_a_draft_is_its_authors_alone() -> None:
    idea = with_photo(state=Idea.State.DRAFT)

    assert status(idea, editor.signed_in(make.moderator())) == 404


def test_the_file_itself_has_no_address() -> None:
    """The control: a picture of the library, beside it, has one."""
    idea = with_photo()
    name = str(idea.image.name)
    assert idea.image.storage.exists(name)
    image = make.image()
    rendition = image.get_rendition("width-20")

    assert Client().get(f"/media/{name}").status_code == 404
    assert Client().get(f"/media/x/../{name}").status_code == 404
    assert Client().get(rendition.url).status_code == 200


def test_no_page_tells_the_name_of_the_file() -> None:
    idea = with_photo()
    name = Path(str(idea.image.name)).stem

    for address in (f"/idees/{idea.pk}/", f"/idees/boite/{idea.box_id}/", "/idees/"):
        page = Client().get(address).text
        assert picture_url(idea) in page
        assert name not in page


def test_templates_ask_for_the_guarded_address() -> None:
    """A template that wrote `idea.image.url` would give the file's own address."""
    for folder in ("participation", "account"):
        for path in (ROOT / "templates" / folder).rglob("*.html"):
            text = path.read_text()
            assert "idea.image.url" not in text, path
            assert "text.image.url" not in text, path


def test_another_photo_has_another_address_and_the_old_one_is_gone() -> None:
    idea = with_photo()
    before = picture_url(idea)
    file = BytesIO()
    Image.new("RGB", (4, 3), "red").save(file, "WEBP")

    idea.image.save("autre.webp", ContentFile(file.getvalue()))

    assert picture_url(idea) != before
    assert Client().get(before).status_code == 404


def test_a_file_that_is_gone_is_an_unknown_address() -> None:
    idea = with_photo()
    idea.image.storage.delete(str(idea.image.name))

    assert status(idea) == 404


def test_an_option_of_a_vote_is_seen_in_a_preview_before_its_box_is_public() -> None:
    box = make.vote_box(["A", "B"], consultation=make.open_consultation(is_public=False))
    option = box.ideas.first()
    assert option
    file = BytesIO()
    Image.new("RGB", (4, 3)).save(file, "WEBP")
    option.image.save("option.webp", ContentFile(file.getvalue()))

    assert status(option) == 200


def test_the_size_of_a_photo_is_stored_so_that_lists_open_no_file() -> None:
    idea = with_photo()

    sizes = Idea.objects.filter(pk=idea.pk).values_list("image_width", "image_height")
    assert list(sizes) == [(4, 3)]
