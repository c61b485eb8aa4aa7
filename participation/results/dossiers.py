"""All that a moderator weighs before deciding on one text."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.functional import Promise

from participation.models import Comment, CommentVersion, Idea, IdeaVersion, ModerationAct, Report
from participation.results.signs import signs_in


@dataclass(frozen=True)
class Dossier:
    history: list[ModerationAct]  # of the text and of its author's account, newest first
    reports: list[Report]
    versions: list[IdeaVersion | CommentVersion]
    signs: list[Promise]
    sent: int  # texts of the same author that were sent
    removed: int  # of which moderation hid or refused so many


def dossier_of(text: Idea | Comment) -> Dossier:
    """In seven queries, however long its life was."""
    about = {"idea": text} if isinstance(text, Idea) else {"comment": text}
    acts = ModerationAct.objects.filter(Q(**about) | Q(account=text.person))
    sent, removed = _of_author(text)
    return Dossier(
        history=list(acts.select_related("moderator", "article").order_by("-pk")),
        reports=list(text.reports.select_related("article", "handled_by").order_by("pk")),
        versions=list(text.versions.order_by("-replaced_at")),
        signs=signs_in("\n".join(text.written())),
        sent=sent,
        removed=removed,
    )


def _of_author(text: Idea | Comment) -> tuple[int, int]:
    gone = Q(state__in=("hidden", "refused"))
    totals = {"sent": Count("pk"), "removed": Count("pk", filter=gone)}
    ideas = Idea.objects.filter(person=text.person).exclude(state=Idea.State.DRAFT)
    comments = Comment.objects.filter(person=text.person)
    found = [rows.aggregate(**totals) for rows in (ideas, comments)]
    return sum(f["sent"] for f in found), sum(f["removed"] for f in found)
