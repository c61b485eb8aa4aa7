"""What is new for a participant: in the themes and sections that they follow."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q

from accounts.models import Person
from pages.models.article import ArticlePage
from pages.models.consultation_page import ConsultationPage
from participation.models import Idea

RECENT = timedelta(days=30)
MOST = 6


@dataclass(frozen=True)
class News:
    """What one person's home shows beside what everybody sees."""

    follows: bool  # anything at all
    consultations: list[ConsultationPage]
    articles: list[ArticlePage]
    ideas: list[Idea]

    @property
    def is_empty(self) -> bool:
        return not (self.consultations or self.articles or self.ideas)


def news_for(person: Person, at: datetime) -> News:
    """The last thirty days, newest first, never the person's own texts. Five queries at most."""
    themes = list(person.followed_themes.values_list("pk", flat=True))
    districts = list(person.followed_districts.values_list("pk", flat=True))
    if not themes and not districts:
        return News(False, [], [], [])
    since = at - RECENT
    in_themes = Q(themes__in=themes)
    pages: Any = ConsultationPage.objects.in_language().with_facts()
    consultations = pages.filter(in_themes | Q(consultation__districts__in=districts))
    articles: Any = ArticlePage.objects.in_language().with_related().filter(in_themes)
    ideas = Idea.objects.published().propositions().for_cards().exclude(person=person.pk)
    ideas = ideas.filter(in_themes | Q(district__in=districts), published_at__gte=since)
    return News(
        True,
        _recent(consultations, since),
        _recent(articles, since),
        list(ideas.distinct().newest_first()[:MOST]),
    )


def _recent(pages: Any, since: datetime) -> list[Any]:
    return list(pages.filter(first_published_at__gte=since).distinct().newest_first()[:3])
