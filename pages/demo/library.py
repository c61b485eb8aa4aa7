"""The demonstration's images and documents: made when a page first needs them, found by title."""

from __future__ import annotations

from typing import Any

from django.core.files.base import ContentFile
from django.utils.text import capfirst
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection

from pages.demo.alternatives import ALTERNATIVES
from pages.demo.documents import DOCUMENTS, paper_form
from pages.demo.pictures import draw
from pages.demo.writing import typeset

COLLECTION = "Démonstration"


def image(name: str) -> Any:
    """The image that shows the picture of this name."""
    model = get_image_model()
    title = _title(name)
    found = model.objects.filter(title=title).first()
    return found or model.objects.create(
        title=title,
        description=alternative(name),
        file=ContentFile(draw(name), name=f"{name}.png"),
        collection=_collection(),
    )


def _title(name: str) -> str:
    """What it shows, in few words: that is how an editor looks for it."""
    return capfirst(alternative(name).partition("\u00a0: ")[2].rstrip(".") or alternative(name))


def alternative(name: str) -> str:
    """What the picture shows, in words."""
    return typeset(ALTERNATIVES[name])


def document(name: str) -> Any:
    """The document of this name."""
    model = get_document_model()
    title = typeset(DOCUMENTS[name])
    found = model.objects.filter(title=title).first()
    return found or model.objects.create(
        title=title,
        file=ContentFile(paper_form(), name=f"{name}.odt"),
        collection=_collection(),
    )


def _collection() -> Collection:
    root = Collection.get_first_root_node()
    assert root is not None, "Wagtail's first migration makes it"
    found: Collection | None = root.get_children().filter(name=COLLECTION).first()
    return found or root.add_child(name=COLLECTION)
