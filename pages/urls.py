"""The site's own addresses, beside Wagtail's pages."""

from django.urls import path

from pages.admin.calendar import feed
from pages.views import feeds, idea_feed, preview, search

urlpatterns = [
    path("recherche/", search.results, name="search"),
    path("recherche/suggestions/", search.suggestions, name="search_suggestions"),
    path("apercu/<int:link_id>/<str:signature>/", preview.preview, name="preview"),
    path("flux/calendrier/<number:feed_id>/<str:signature>.ics", feed.feed, name="calendar_feed"),
    path("flux/consultations.atom", feeds.consultations, name="consultation_feed"),
    path("flux/articles.atom", feeds.articles, name="article_feed"),
    path("flux/idees.atom", idea_feed.ideas, name="idea_feed"),
]
