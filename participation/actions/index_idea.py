"""Keeping the search index as the public reads ideas. A worker does it: saving an idea waits for
nothing."""

from __future__ import annotations

from modelsearch.backends import get_search_backends

from accounts import outbox
from accounts.models import OutboxMessage
from participation.models import Idea, IdeaBox

KIND = "index_ideas"
BATCH = 500


def ask_to_index(idea: Idea) -> None:
    """Its words may have changed, or whether they may be found."""
    outbox.add(KIND, target=str(idea.pk), payload={"idea": idea.pk}, can_wait=True)


def ask_to_index_box(box: IdeaBox) -> None:
    """Many of its ideas came at once."""
    outbox.add(KIND, target=f"box-{box.pk}", payload={"box": box.pk})


def index_ideas(message: OutboxMessage) -> None:
    """Put what the public may read into the index, and take the rest out."""
    asked = message.payload
    if "box" in asked:
        numbers = Idea.get_indexed_objects().filter(box=asked["box"]).values_list("pk", flat=True)
        rows = list(numbers)
    else:
        rows = [asked["idea"]]
    for start in range(0, len(rows), BATCH):
        _index(rows[start : start + BATCH])


def _index(numbers: list[int]) -> None:
    for backend in get_search_backends(with_auto_update=True):
        public = list(Idea.get_indexed_objects().filter(pk__in=numbers))
        if public:
            backend.add_bulk(Idea, public)
        shown = {idea.pk for idea in public}
        for idea in Idea.objects.filter(pk__in=set(numbers) - shown):
            backend.delete(idea)
