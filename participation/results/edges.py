"""When what the public sees changes by itself: openings, closings, last days."""

from __future__ import annotations

from datetime import datetime

from participation.models import Consultation, IdeaBox, Survey


def next_edge(at: datetime) -> datetime | None:
    """The first such instant after `at`, over all consultations and activities."""
    models = (Consultation, IdeaBox, Survey)
    edges = [model.objects.next_edge(at) for model in models]
    return min((edge for edge in edges if edge), default=None)
