"""The editor's form of a vote, as a browser sends it."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from participation.models import IdeaBox

LIST = "wagtailsnippets_participation_ideabox"


def form_of(options: list[dict[str, Any]], **fields: Any) -> dict[str, Any]:
    values = {
        "title": "Votez",
        "question": "Que préférez-vous ?",
        "introduction": "",
        "use": "vote",
        "consultation": "",
        "opens_at": "",
        "closes_at": "",
        "moderation": "before",
        "voting_rule": "support",
        "votes_per_person": "",
        "count_visibility": "always",
        "go_live_at": "",
        "expire_at": "",
        "action-publish": "1",
    } | fields
    blank: dict[str, Any] = {"source": "", "title": "", "text": "", "image": "", "image_alt": ""}
    blank["translations"] = inline_formset([])
    rows = [blank | option for option in options]
    known = sum("id" in option for option in options)
    parts = {"options": inline_formset(rows, initial=known), "translations": inline_formset([])}
    return nested_form_data(values | parts)


def edit(client: Client, box: IdeaBox, options: list[dict[str, Any]], **fields: Any) -> Any:
    return client.post(reverse(f"{LIST}:edit", args=[box.pk]), form_of(options, **fields))


def rows_of(box: IdeaBox) -> list[dict[str, Any]]:
    return [{"id": str(o.pk), "title": o.title, "text": o.text} for o in box.options.all()]
