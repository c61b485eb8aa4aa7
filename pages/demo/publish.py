"""Giving a new page its body and its place in time: online, scheduled or a draft."""

from __future__ import annotations

from typing import Any

from wagtail.models import Page

from accounts.models import District, Theme, User
from pages.demo import contributions, surveys, votes
from pages.demo.bodies import Bodies
from pages.demo.kinds import ArticleText, ConsultationText, ReportText, Text
from pages.demo.texts.front import HomeText
from pages.demo.tree import Tree
from pages.models import ConsultationPage, FeedbackReportPage
from participation.actions.put_in_force import put_in_force
from participation.actions.record_report import record_report


def finish(tree: Tree, key: str, text: Text, *, author: User | None, approver: User | None) -> None:
    """Write the body of a page that was just placed, then publish it as its text says."""
    page: Any = Page.objects.get(pk=tree.numbers[key]).specific
    _fill(page, text, tree)
    goes = _goes(text)
    if goes == "nowhere":
        if isinstance(text, ConsultationText):  # a day is noted, nothing is scheduled
            page.go_live_at = tree.moment(text.opens, 9)
        page.save_revision(user=author, clean=False)
        return
    if goes == "scheduled":
        page.go_live_at = page.opens_at
    revision = page.save_revision(user=author)
    if page.first_published_at:
        _date_facts(page)
    revision.publish(user=approver)
    if page.first_published_at:
        Page.objects.filter(pk=page.pk).update(last_published_at=page.first_published_at)


def _goes(text: Text) -> str:
    if isinstance(text, ConsultationText):
        return text.goes
    return "nowhere" if isinstance(text, ArticleText) and text.is_draft else "live"


def _fill(page: Any, text: Text, tree: Tree) -> None:
    bodies = Bodies(tree.writer, tree.numbers)
    box = contributions.add_box(page, text.slug)
    if text.body or box:
        blocks = [*bodies.body(text.body), *votes.add_votes(page), *surveys.add_surveys(page)]
        page.body = [*box, *blocks] if contributions.is_first(text.slug) else [*blocks, *box]
    if isinstance(text, ConsultationText | ArticleText):
        page.themes.add(*Theme.objects.filter(slug__in=text.themes))
    if isinstance(text, ConsultationText):
        page.districts.set(District.objects.filter(slug__in=text.districts))
    if isinstance(text, ReportText):
        page.figures = bodies.figures(text.figures)
        page.decisions = bodies.decisions(text.decisions)
    if isinstance(text, HomeText):
        page.invitation_title = tree.writer.plain(text.invitation_title)
        page.invitation = tree.writer.rich(text.invitation)


def _date_facts(page: Any) -> None:
    """What was published years ago was in force, and answered, on that day."""
    if isinstance(page, ConsultationPage):
        put_in_force(consultation=page.consultation, facts=page.facts(), at=page.first_published_at)
    if isinstance(page, FeedbackReportPage) and page.consultation:
        record_report(consultation=page.consultation, at=page.first_published_at)
