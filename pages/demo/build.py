"""Loading the demonstration: adds what is missing, changes nothing that is there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from wagtail.models import Locale, Page, Site

from accounts import clock
from accounts.models import Service, StrategicObjective, User
from pages import models
from pages.demo import places
from pages.demo.calendar import add_calendar
from pages.demo.contributions import add_contributions
from pages.demo.kinds import ArticleText, ConsultationText, ReportText
from pages.demo.publish import finish
from pages.demo.references import add_accounts, add_references, add_settings
from pages.demo.texts import ARTICLES, CONSULTATIONS, REPORTS, STANDARD, front
from pages.demo.translate import add_translations
from pages.demo.tree import Tree, key_of
from pages.demo.writing import typeset


class CityIsThere(Exception):
    """The site already shows a city of its own: the demonstration does not mix with it."""


@dataclass(frozen=True)
class Loaded:
    """What one run added."""

    pages: int
    accounts: int


@transaction.atomic
def load(*, with_accounts: bool = True, at: datetime | None = None) -> Loaded:
    """Add the pages and accounts that are missing, all or none. Raises CityIsThere."""
    for code in ("fr", "nl", "en"):
        Locale.objects.get_or_create(language_code=code)
    add_references()
    accounts = add_accounts() if with_accounts else 0
    author = User.objects.filter(email="mise-en-oeuvre@example.be").first()
    approver = User.objects.filter(email="strategie@example.be").first()
    at = at or clock.now()
    tree = Tree(at, author)
    site = _place_home(tree)
    add_settings(site)
    _place_pages(tree, site.root_page)
    for key, text in tree.new:
        finish(tree, key, text, author=author, approver=approver)
    add_contributions(tree, at)
    translated = add_translations(tree, approver)
    add_calendar(tree, at)
    return Loaded(pages=len(tree.new) + translated, accounts=accounts)


def _place_home(tree: Tree) -> Site:
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    shown = site.root_page if site else None
    if isinstance(getattr(shown, "specific", None), models.HomePage) and (
        shown is None or shown.translation_key != key_of(front.HOME.slug)
    ):
        raise CityIsThere
    root = Page.objects.get(depth=1)
    home = tree.place(models.HomePage, root, front.HOME)
    if site is None:
        return Site.objects.create(
            hostname="localhost",  # `set_up` writes the real one
            root_page=home,
            is_default_site=True,
            site_name="Fleurus participe",
        )
    if shown is not None and shown.pk != home.pk:
        site.root_page, site.site_name = home, "Fleurus participe"
        site.save()
        _remove_welcome(shown)
    return site


def _remove_welcome(page: Page) -> None:
    """Wagtail's first page, which says how to start; anything else stays."""
    if page.specific_class is Page and page.slug == "home" and page.is_leaf():
        Page.objects.get(pk=page.pk).delete()


def _place_pages(tree: Tree, home: Page) -> None:
    consultations = tree.place(models.ConsultationIndexPage, home, front.CONSULTATIONS)
    articles = tree.place(models.ArticleIndexPage, home, front.ARTICLES)
    feedback = tree.place(models.FeedbackIndexPage, home, front.FEEDBACK)
    tree.place(models.IdeaBoxPage, home, front.IDEA_BOX)
    placed = {text.slug: _consultation(tree, consultations, text) for text in CONSULTATIONS}
    for report in REPORTS:
        _report(tree, placed.get(report.consultation, feedback), report)
    for article in ARTICLES:
        _article(tree, articles, article, placed.get(article.consultation))
    for text in STANDARD:
        reviewed = None if text.reviewed is None else tree.day(text.reviewed)
        fields: dict[str, Any] = {"is_in_footer": text.in_footer, "reviewed_on": reviewed}
        tree.place(models.StandardPage, home, text, **fields)
    tree.place(models.SiteMapPage, home, front.SITE_MAP)


def _consultation(tree: Tree, parent: Page, text: ConsultationText) -> Any:
    lines = ("decided", "open", "decider", "answer", "data")
    contract = {
        f"contract_{name}": tree.writer.plain(line)
        for name, line in zip(lines, text.contract, strict=True)
    }
    opening_hour = 9 if text.goes == "scheduled" else 0
    last = tree.day(text.opens).toordinal() + text.days
    return tree.place(
        models.ConsultationPage,
        parent,
        text,
        kind=text.kind,
        opens_at=tree.moment(text.opens, opening_hour),
        closes_at=tree.moment(type(tree.today).fromordinal(last)),
        answer_due_on=tree.day(text.answer),
        service=_service(text.service),
        objective=StrategicObjective.objects.filter(code=places.OBJECTIVE).first(),
        public_concerned=tree.writer.plain(text.concerned),
        elected_in_charge=tree.writer.plain(text.elected),
        contact=text.contact,
        **contract,
    )


def _report(tree: Tree, parent: Page, text: ReportText) -> None:
    key = f"{text.consultation}/{text.slug}" if text.consultation else text.slug
    fields = {
        "period_starts_on": text.starts,
        "period_ends_on": text.ends,
        "figures_as_of": text.as_of,
    }
    tree.place(models.FeedbackReportPage, parent, text, key=key, **fields)


def _article(tree: Tree, parent: Page, text: ArticleText, related: Any | None) -> None:
    fields: dict[str, Any] = {"service": _service(text.service), "related_consultation": related}
    tree.place(models.ArticlePage, parent, text, **fields)


def _service(name: str) -> Service | None:
    return Service.objects.filter(name=typeset(name)).first()
