"""Keeping a photo while its author logs in or mends the form: nothing that was chosen is lost."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.core.files.base import ContentFile
from django.db import transaction

from accounts import clock
from participation.models import KeptPicture

KEPT_FOR = timedelta(days=1)
MOST_KEPT = 500  # a flood drives out its own first


@transaction.atomic
def keep_picture(*, picture: ContentFile[bytes], at: datetime | None = None) -> UUID:
    """Keep a redrawn picture for a day; return the key that gives it back."""
    at = at or clock.now()
    picture.seek(0)
    kept = KeptPicture.objects.create(content=picture.read(), kept_at=at)
    oldest = KeptPicture.objects.order_by("-kept_at").values("pk")[MOST_KEPT:]
    KeptPicture.objects.filter(pk__in=list(oldest.values_list("pk", flat=True))).delete()
    return kept.pk


@transaction.atomic
def take_picture(*, key: UUID) -> ContentFile[bytes] | None:
    """The picture of this key, once; None when it is gone."""
    kept = KeptPicture.objects.filter(pk=key).first()
    if kept is None:
        return None
    kept.delete()
    return ContentFile(bytes(kept.content), name=f"{key.hex}.webp")


def purge_kept_pictures(*, at: datetime | None = None) -> int:
    """Forget the pictures that nobody came back for; return how many."""
    old = KeptPicture.objects.filter(kept_at__lt=(at or clock.now()) - KEPT_FOR)
    return old.delete()[0]
