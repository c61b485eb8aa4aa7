"""The one base of our registers: lists that are read, inspected and exported, never written."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.admin.utils import label_for_field, lookup_field
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.text import capfirst
from wagtail_modeladmin.helpers import PermissionHelper
from wagtail_modeladmin.options import ModelAdmin
from wagtail_modeladmin.views import IndexView, InspectView

from accounts.spreadsheets.exports import SpreadsheetExport


class ReadOnly(PermissionHelper):
    """Only the actions write."""

    def user_can_create(self, user: Any) -> bool:
        return False

    def user_can_edit_obj(self, user: Any, obj: Any) -> bool:
        return False

    def user_can_delete_obj(self, user: Any, obj: Any) -> bool:
        return False


class RegisterIndexView(SpreadsheetExport, IndexView):
    """Exports through our own writer: zero is 0, nothing is an empty cell, no formula gets out."""

    def get_filename(self) -> str:
        return str(getattr(self.model_admin, "export_filename", self.model_name))

    def export_headings_row(self, queryset: Any) -> list[str]:
        labels = (label_for_field(f, self.model, self.model_admin) for f in self.list_export)
        return [capfirst(str(label)) for label in labels]

    def export_row(self, item: Any) -> list[Any]:
        return [self._value(field, item) for field in self.list_export]

    def _value(self, field: str, item: Any) -> Any:
        """A choice by its word, as the list on the screen shows it."""
        if in_words := getattr(item, f"get_{field}_display", None):
            return in_words()
        return lookup_field(field, item, self.model_admin)[2]


class RegisterInspectView(InspectView):
    """Shows zero as 0, not as « - », and no row that the list leaves out."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.model_admin.get_queryset(request).filter(pk=self.instance.pk).exists():
            raise Http404
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    def get_field_display_value(self, field_name: str, field: Any = None) -> Any:
        value = getattr(self.instance, field_name, None)
        return 0 if value == 0 else super().get_field_display_value(field_name, field)


class Register(ModelAdmin):
    """The one base of our registers."""

    permission_helper_class = ReadOnly
    index_view_class = RegisterIndexView
    inspect_view_class = RegisterInspectView
    inspect_view_enabled = True
    history_view_enabled = False  # Wagtail's asks for no permission, and names its row
    list_per_page = 50

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.admin_site = AdminSite()  # a filter by a relation asks it; Django's is not installed

    def get_extra_class_names_for_field_col(self, obj: Any, field_name: str) -> list[str]:
        return ["parvis-cell"]  # words are not cut in the middle
