"""A disk that is full: a sentence that says so, and nothing half stored."""

from __future__ import annotations

import errno
import io
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from PIL import Image
from wagtail.images import get_image_model
from wagtail.models import Collection

from participation.models import Idea
from tests import editor, make

pytestmark = pytest.mark.django_db


@pytest.fixture
def _full_media(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*args: Any, **kwargs: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(FileSystemStorage, "_save", full)


def _quiet(client: Client) -> Client:
    """Answers with the error page, as a server does, instead of raising."""
    client.raise_request_exception = False
    return client


def _picture() -> SimpleUploadedFile:
    stream = io.BytesIO()
    Image.new("RGB", (20, 10), "green").save(stream, "PNG")
    return SimpleUploadedFile("photo.png", stream.getvalue(), "image/png")


@pytest.mark.usefixtures("_full_media")
def test_an_idea_with_a_photo_is_not_half_stored() -> None:
    make.home()
    box, person = make.idea_box(consultation=None, is_shown=True), make.citizen()
    assert person.user
    client = _quiet(editor.signed_in(person.user))
    form = {
        "title": "Un banc",
        "image": _picture(),
        "image_alt": "Un banc à l’ombre",
        "token": str(uuid4()),
    }

    response = client.post(reverse("participation:propose", args=[box.pk]), form)

    assert response.status_code == 503
    assert int(response.headers["Retry-After"]) > 0
    assert not Idea.objects.exists()


@pytest.mark.usefixtures("_full_media")
def test_an_editors_picture_is_not_half_stored() -> None:
    make.home()
    client = _quiet(editor.approver())

    root = Collection.get_first_root_node()
    form = {"title": "Place", "file": _picture(), "collection": root.pk, "tags": ""}

    response = client.post(reverse("wagtailimages:add"), form)

    assert response.status_code == 503
    assert not get_image_model().objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite alone can be told its size")
def test_a_database_that_cannot_grow_says_so_and_keeps_what_it_has() -> None:
    make.home()
    box, person = make.idea_box(consultation=None, is_shown=True), make.citizen()
    assert person.user
    client = _quiet(editor.signed_in(person.user))
    address = reverse("participation:propose", args=[box.pk])
    form = {"title": "Un banc", "body": "x" * 5_000, "token": str(uuid4()), "is_different": "1"}

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA freelist_count")
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA page_count")
        (pages,) = cursor.fetchone()
        cursor.execute(f"PRAGMA max_page_count = {pages}")
    try:
        statuses = {client.post(address, form | {"token": str(uuid4())}).status_code for _ in "123"}
        readable = client.get("/").status_code
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA max_page_count = 4294967294")
    kept = Idea.objects.count()
    again = client.post(address, form)

    assert 503 in statuses
    assert readable == 200
    assert again.status_code == 302
    assert Idea.objects.count() == kept + 1
