"""What an editor builds a page from: every block is described, previewed, and safe."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.test import Client
from django.urls import reverse
from wagtail.blocks import RawHTMLBlock, StreamBlock, StructBlock
from wagtail.blocks.list_block import ListBlock
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.documents import get_document_model
from wagtail.embeds.blocks import EmbedBlock
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageBlock
from wagtail.images.tests.utils import get_test_image_file

from pages.blocks import BodyBlock, DecisionBlock, FigureBlock
from pages.blocks.body import RICH_TEXT, SHORT_TEXT
from pages.blocks.player import PlayerBlock, recognise
from tests import make

BLOCKS = list(BodyBlock().child_blocks.values())
NAMES = [
    "text",
    "image",
    "quote",
    "key_figure",
    "steps",
    "documents",
    "related_pages",
    "questions",
    "notice",
    "player",
    "contact",
]


def _all_blocks(block: Any) -> Iterator[Any]:
    yield block
    if isinstance(block, StructBlock | StreamBlock):
        for child in block.child_blocks.values():
            yield from _all_blocks(child)
    if isinstance(block, ListBlock):
        yield from _all_blocks(block.child_block)


def _image() -> Any:
    return get_image_model().objects.create(
        title="Place", file=ImageFile(get_test_image_file(), name="place.png")
    )


def test_the_names_stored_with_the_pages_stay() -> None:
    assert set(NAMES) <= {block.name for block in BLOCKS}


@pytest.mark.parametrize(
    "block", [*BLOCKS, FigureBlock(), DecisionBlock()], ids=lambda block: type(block).__name__
)
def test_every_block_is_described(block: Any) -> None:
    assert str(block.get_description())
    assert str(block.label)


@pytest.mark.django_db
@pytest.mark.parametrize("with_files", [False, True])
def test_every_block_can_be_previewed(with_files: bool, client: Client) -> None:
    make.consultation_page(title="La place")
    if with_files:
        _image()
        document = get_document_model()(title="Plan")
        document.file.save("plan.pdf", ContentFile(b"%PDF-"))
        document.save()
    client.force_login(make.superuser())

    for block in BLOCKS:
        assert block.is_previewable, block.name
        response = client.get(
            reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix}
        )
        html = response.content.decode()
        assert response.status_code == 200, block.name
        body = html.partition("<main")[2]
        if with_files:
            assert len(body.split("<")) > 6, block.name


def test_no_block_takes_raw_html_or_asks_another_server() -> None:
    unsafe = (RawHTMLBlock, TableBlock, EmbedBlock)

    found = [block for block in _all_blocks(BodyBlock()) if isinstance(block, unsafe)]

    assert found == []
    assert not {"embed", "image", "code"} & {*RICH_TEXT, *SHORT_TEXT}


@pytest.mark.django_db
def test_an_image_is_described_or_decorative() -> None:
    block, image = ImageBlock(), _image()

    def value(alt: str, decorative: bool) -> Any:
        return block.to_python({"image": image.pk, "alt_text": alt, "decorative": decorative})

    with pytest.raises(ValidationError):
        block.clean(value("", False))
    block.clean(value("La place au marché", False))
    block.clean(value("", True))


@pytest.mark.django_db
def test_a_decorative_image_has_an_empty_alternative() -> None:
    block = BodyBlock().child_blocks["image"]
    image = {"image": _image().pk, "alt_text": "", "decorative": True}

    html = block.render(block.to_python({"image": image, "caption": "", "credit": ""}))

    assert 'alt=""' in html


@pytest.mark.django_db
def test_a_block_survives_what_is_deleted(client: Client) -> None:
    image, document = _image(), get_document_model()(title="Plan")
    document.file.save("plan.pdf", ContentFile(b"%PDF-"))
    document.save()
    gone = make.standard_page(title="Bientôt partie")
    page = make.standard_page(title="Restante", slug="restante")
    page.body = BodyBlock().to_python(
        [
            {"type": "image", "value": {"image": {"image": image.pk, "decorative": True}}},
            {"type": "documents", "value": {"title": "", "documents": [document.pk]}},
            {"type": "related_pages", "value": {"title": "", "pages": [gone.pk]}},
        ]
    )
    page.save_revision().publish()

    image.delete()
    document.delete()
    gone.delete()

    assert client.get("/restante/").status_code == 200


@pytest.mark.parametrize(
    ("url", "frame"),
    [
        ("https://www.youtube.com/watch?v=dQw4w9WgXcQ", "/embed/dQw4w9WgXcQ"),
        ("https://m.youtube.com/watch?t=4&v=dQw4w9WgXcQ", "/embed/dQw4w9WgXcQ"),
        ("https://youtu.be/dQw4w9WgXcQ?si=x", "/embed/dQw4w9WgXcQ"),
        ("https://www.youtube.com/shorts/dQw4w9WgXcQ", "/embed/dQw4w9WgXcQ"),
        ("https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ", "/embed/dQw4w9WgXcQ"),
        ("https://vimeo.com/123456789", "/video/123456789?dnt=1"),
        ("https://player.vimeo.com/video/123456789", "/video/123456789?dnt=1"),
        ("https://vimeo.com/123456789/0a1b2c3d4e", "/video/123456789?dnt=1&h=0a1b2c3d4e"),
    ],
)
def test_a_video_of_a_listed_provider_gets_an_address_that_we_build(url: str, frame: str) -> None:
    player = recognise(url)

    assert player
    assert player.frame_url.endswith(frame)
    assert player.frame_url.startswith(
        ("https://www.youtube-nocookie.com/embed/", "https://player.vimeo.com/video/")
    )


LOOKALIKES = [
    "",
    "x",
    "javascript:alert(1)//youtube.com/watch?v=dQw4w9WgXcQ",
    "data:text/html,<script>alert(1)</script>",
    "https://youtube.com.evil/watch?v=dQw4w9WgXcQ",
    "https://evil-youtube.com/watch?v=dQw4w9WgXcQ",
    "https://youtube.com@evil.example/watch?v=dQw4w9WgXcQ",
    "https://youtube.com:x@evil.example/watch?v=dQw4w9WgXcQ",
    "https://user:pass@youtube.com/watch?v=dQw4w9WgXcQ",
    "https://evil.example/https://youtube.com/watch?v=dQw4w9WgXcQ",
    "https://evil.example\\@youtube.com/watch?v=dQw4w9WgXcQ",
    "https://youtube.com:8443/watch?v=dQw4w9WgXcQ",
    "https://youtube.com:99999999/watch?v=dQw4w9WgXcQ",
    "https://[youtube.com/watch?v=dQw4w9WgXcQ",
    "ftp://youtube.com/watch?v=dQw4w9WgXcQ",
    "file:///watch?v=dQw4w9WgXcQ",
    "https://youtube.com/watch?v=../../evil",
    'https://youtube.com/watch?v="><script>',
    "https://youtube.com/c/ElevenChars",
    "https://youtube.com/redirect?q=dQw4w9WgXcQ",
    "https://уoutube.com/watch?v=dQw4w9WgXcQ",
    "https://vimeo.com/ville",
    "https://vimeo.com/123456789/../../evil",
    "http://127.0.0.1/watch?v=dQw4w9WgXcQ",
]


@pytest.mark.parametrize("url", LOOKALIKES)
def test_what_only_looks_like_a_listed_provider_is_refused(url: str) -> None:
    assert recognise(url) is None
    with pytest.raises(ValidationError):
        PlayerBlock().clean({"title": "Vidéo", "url": url, "transcript": ""})


@pytest.mark.django_db
def test_a_stored_lookalike_shows_no_player() -> None:
    block = PlayerBlock()

    for url in LOOKALIKES:
        html = block.render(block.to_python({"title": "Vidéo", "url": url, "transcript": ""}))
        assert "data-player" not in html


@pytest.mark.django_db
def test_no_address_that_an_editor_gives_is_asked_by_the_server(client: Client) -> None:
    hits: list[str] = []

    class Listener(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            hits.append(self.path)
            self.send_response(200)
            self.end_headers()

        do_HEAD = do_POST = do_GET

    server = HTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    here = f"http://127.0.0.1:{server.server_port}/video"
    try:
        client.force_login(make.superuser())
        with pytest.raises(ValidationError):
            PlayerBlock().clean({"title": "Vidéo", "url": here, "transcript": ""})
        chooser = reverse("wagtailembeds:chooser_upload")
        answer = client.post(chooser, {"embed-chooser-url": here})
        assert answer.status_code == 200
        page = make.standard_page(
            slug="x", body=[("text", f'<embed embedtype="media" url="{here}"/>')]
        )
        assert client.get(page.url).status_code == 200
    finally:
        server.shutdown()
        server.server_close()

    assert hits == []
