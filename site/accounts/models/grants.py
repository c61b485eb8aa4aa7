"""Which default permissions a group was given, so that none is given twice."""

from django.contrib.auth.models import Group
from django.db import models


class SeededPermission(models.Model):
    """The city may take a default permission away: this row keeps it from coming back."""

    wagtail_reference_index_ignore = True  # nothing that an editor publishes

    group = models.ForeignKey(Group, models.CASCADE, related_name="+")
    permission = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "permission"], name="seeded_once")]

    def __str__(self) -> str:
        return f"{self.group}: {self.permission}"
