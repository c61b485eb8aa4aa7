"""The newest ideas as an Atom feed: only what the public may read, without any count."""

from __future__ import annotations

from datetime import datetime
from uuid import NAMESPACE_OID, uuid5

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from pages import page_cache
from pages.models import CitySettings
from pages.views.feeds import MOST_ENTRIES, printable
from participation.models import Idea


class IdeaFeed(Feed):  # type: ignore[type-arg]  # the stubs’ own argument: Django has none
    """Propositions of every public box, newest first."""

    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest) -> HttpRequest:
        return request

    def title(self, request: HttpRequest) -> str:
        return printable(f"{gettext('Ideas')} – {self.author_name(request)}")

    def author_name(self, request: HttpRequest) -> str:
        return printable(CitySettings.for_request(request).platform_name)

    def link(self, request: HttpRequest) -> str:
        return reverse("participation:ideas")

    def items(self) -> list[Idea]:
        return list(Idea.objects.published().propositions().newest_first()[:MOST_ENTRIES])

    def item_title(self, idea: Idea) -> str:
        return printable(idea.title)

    def item_description(self, idea: Idea) -> str:
        return printable(idea.body)

    def item_link(self, idea: Idea) -> str:
        return reverse("participation:idea", args=[idea.pk])

    def item_guid(self, idea: Idea) -> str:
        """The same for ever, whatever the site's name or the idea's words become."""
        return uuid5(NAMESPACE_OID, f"idea {idea.pk} {idea.created_at.isoformat()}").urn

    def item_pubdate(self, idea: Idea) -> datetime | None:
        return idea.published_at

    def item_updateddate(self, idea: Idea) -> datetime | None:
        return idea.published_at


@require_safe
def ideas(request: HttpRequest) -> HttpResponse:
    return page_cache.allow(IdeaFeed()(request))
