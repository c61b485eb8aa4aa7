"""Which pages show an activity to the public."""

from __future__ import annotations

from participation.models import Activity, Showing


def pages_showing(activity: Activity) -> list[int]:
    """The numbers of the live pages whose body points to it."""
    showings = Showing.objects.filter(kind=activity._meta.model_name, activity=activity.pk)
    return list(showings.values_list("page", flat=True))
