"""What an editor's browser sends to Wagtail's admin."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from accounts.clock import BRUSSELS
from accounts.models import User
from tests import make


def signed_in(user: User) -> Client:
    """A browser in which this person has logged in."""
    client = Client()
    client.force_login(user)
    return client


def typed(moment: datetime | None) -> str:
    """A moment as the date picker writes it."""
    return moment.astimezone(BRUSSELS).strftime("%Y-%m-%d %H:%M") if moment else ""


def form_of(page: Any, **fields: Any) -> dict[str, Any]:
    """The form of a consultation or article page, as it stands, with some fields changed."""
    values: dict[str, Any] = {
        "title": page.title,
        "slug": page.slug,
        "lead": page.lead,
        "image": page.image_id or "",
        "image_alt": page.image_alt,
        "body": streamfield([("text", rich_text("<p>Un texte.</p>"))]),
        "seo_title": "",
        "search_description": "",
        "go_live_at": typed(page.go_live_at),
        "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0},
        "themes": "",
        "service": page.service_id or "",
    }
    if hasattr(page, "closes_at"):
        values |= {
            "kind": page.kind,
            "opens_at": typed(page.opens_at),
            "closes_at": typed(page.closes_at),
            "answer_due_on": page.answer_due_on.isoformat() if page.answer_due_on else "",
            "objective": "",
            **{
                name: getattr(page, name)
                for name in (
                    "contract_decided",
                    "contract_open",
                    "contract_decider",
                    "contract_answer",
                    "contract_data",
                )
            },
        }
    values |= fields
    ticked = {name: values.pop(name) for name in ("districts",) if name in values}
    data: dict[str, Any] = nested_form_data(values)
    return data | ticked


def save(client: Client, page: Page, action: str = "", **fields: Any) -> HttpResponse:
    """Save a page in the editor; `action` is publish, submit or nothing for a draft."""
    data = form_of(page, **fields)
    if action:
        data[f"action-{action}"] = "1"
    response: Any = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)
    return response


def autosave(client: Client, page: Page, **fields: Any) -> HttpResponse:
    """What half a second after a keystroke sends."""
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    headers = {"accept": "application/json"}
    response: Any = client.post(address, form_of(page, **fields), headers=headers)
    return response


def bulk(client: Client, action: str, *pages: Page, **data: Any) -> HttpResponse:
    """Tick pages in the explorer and choose what is to be done with them."""
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    chosen = "&".join(f"id={page.pk}" for page in pages)
    response: Any = client.post(f"{address}?{chosen}", data)
    return response


def messages_of(response: Any) -> str:
    """What the person reads at the top of the next screen."""
    return " ".join(str(message) for message in response.wsgi_request._messages)


def editor() -> Client:
    """Somebody of the group that writes."""
    return signed_in(make.staff("implementation"))


def approver() -> Client:
    """Somebody of the group that publishes."""
    return signed_in(make.staff("strategy"))
