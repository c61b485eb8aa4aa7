"""What editors publish: page types, settings, and the publisher's own records."""

from pages.models.article import ArticleIndexPage, ArticlePage, ArticleTheme
from pages.models.calendar_entry import CalendarEntry, Precision
from pages.models.calendar_feed import CalendarFeed
from pages.models.calendar_move import EntryMove
from pages.models.calendar_observance import Observance
from pages.models.calendar_snapshot import CalendarSnapshot, SnapshotLine
from pages.models.city_settings import CitySettings
from pages.models.consultation_index import ConsultationIndexPage
from pages.models.consultation_page import ConsultationPage, ConsultationTheme
from pages.models.feedback import FeedbackIndexPage, FeedbackReportPage
from pages.models.home import HomePage
from pages.models.idea_box_page import IdeaBoxPage
from pages.models.preview_link import PreviewLink
from pages.models.publisher import PublicationFailure, PublisherPass
from pages.models.standard import SiteMapPage, StandardPage

__all__ = [
    "ArticleIndexPage",
    "ArticlePage",
    "ArticleTheme",
    "CalendarEntry",
    "CalendarFeed",
    "CalendarSnapshot",
    "CitySettings",
    "ConsultationIndexPage",
    "ConsultationPage",
    "ConsultationTheme",
    "EntryMove",
    "FeedbackIndexPage",
    "FeedbackReportPage",
    "HomePage",
    "IdeaBoxPage",
    "Observance",
    "Precision",
    "PreviewLink",
    "PublicationFailure",
    "PublisherPass",
    "SiteMapPage",
    "SnapshotLine",
    "StandardPage",
]
