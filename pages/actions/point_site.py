"""Telling Wagtail the public address: what feeds, site map and notices write into their links."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.db import transaction
from wagtail.models import Site

PORTS = {"http": 80, "https": 443}


@transaction.atomic
def point_site(*, base_url: str) -> bool:
    """Give the default site the host and port of `base_url`; return whether they were others.

    Other sites, and the name and pages of this one, stay as they are.
    """
    parts = urlsplit(base_url)
    host, port = parts.hostname or "localhost", parts.port or PORTS.get(parts.scheme, 80)
    site = Site.objects.select_for_update().filter(is_default_site=True).first()
    if site is None or (site.hostname, site.port) == (host, port):
        return False
    site.hostname, site.port = host, port
    site.save()  # not `update`: Wagtail's and our caches have to hear of it
    return True
