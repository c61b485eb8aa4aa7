"""« Importer »: send files, read what would come of them, confirm, and see it done."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from accounts.models import User
from accounts.spreadsheets import writing
from participation.actions.enter_sheet import PERMISSION as ENTER
from participation.actions.receive_import import (
    PERMISSION,
    confirm_import,
    discard_import,
    receive_import,
)
from participation.admin.import_form import ImportForm
from participation.imports import columns, told, told_sheets
from participation.models import Import

MOST = 2**63 - 1  # what the database can look up
MOST_SHOWN = 50  # faults on the screen; the file has them all
View = Callable[..., HttpResponseBase]


def for_importers(view: View) -> View:
    """Only whoever may import something; the others read why not."""

    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not (request.user.has_perm(PERMISSION) or request.user.has_perm(ENTER)):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


@for_importers
@require_http_methods(["GET", "POST"])
def send_files(request: HttpRequest) -> HttpResponse:
    """The form; what was sent is kept, and read by a worker."""
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "GET" or not form.is_valid():
        context = {"form": form, "ideas": columns.IDEAS, "comments": columns.COMMENTS}
        status = 200 if request.method == "GET" else 400
        return render(request, "participation/admin/send_files.html", context, status=status)
    consultation, box = form.place_chosen
    record = receive_import(
        who=cast(User, request.user),
        consultation=consultation,
        box=box,
        ideas=form.cleaned_data["ideas"],
        comments=form.cleaned_data["comments"],
        token=form.cleaned_data["token"],
    )
    return redirect("parvis_import", record.pk)


@for_importers
@require_safe
def import_page(request: HttpRequest, import_id: int) -> HttpResponse:
    """How far it is; then what would be added, or what is wrong, or what was added."""
    record = _record(request, import_id)
    if request.headers.get("HX-Request") == "true":
        answer = render(request, "participation/admin/import_progress.html", {"record": record})
        if not record.is_moving:
            answer["HX-Refresh"] = "true"  # the whole page says something else now
        return answer
    report = record.report
    context = {
        "record": record,
        "expected": _expected(record) if "figures" in report else [],
        "notes": report.get("figures", {}).get("notes", []),
        "first": report.get("first", {}),
        "faults": report.get("faults", [])[:MOST_SHOWN],
        "has_faults": bool(report.get("faults")),
    }
    return render(request, "participation/admin/import.html", context)


@for_importers
@require_POST
def confirm(request: HttpRequest, import_id: int) -> HttpResponse:
    record = confirm_import(who=cast(User, request.user), pk=_record(request, import_id).pk)
    return redirect("parvis_import", record.pk)


@for_importers
@require_POST
def discard(request: HttpRequest, import_id: int) -> HttpResponse:
    record = discard_import(who=cast(User, request.user), pk=_record(request, import_id).pk)
    messages.success(request, _("Given up: nothing has been written, the files are gone."))
    return redirect("parvis_import", record.pk)


@for_importers
@require_safe
def faults(request: HttpRequest, import_id: int, kind: str) -> HttpResponseBase:
    """Everything that is wrong, as a spreadsheet to work from."""
    found = _record(request, import_id).report.get("faults", [])
    headings = [_("File"), _("Line"), _("Column"), _("Error")]
    return writing.download(f"import-{import_id}", kind, headings, found)


def _expected(record: Import) -> list[str]:
    teller = told_sheets if record.is_of_sheets else told
    return teller.sentences(record.report["figures"])


def _record(request: HttpRequest, import_id: int) -> Import:
    """For whoever may import what it holds."""
    if import_id > MOST:
        raise Http404
    records = Import.objects.select_related("box", "survey", "consultation", "started_by")
    record = get_object_or_404(records, pk=import_id)
    if not request.user.has_perm(ENTER if record.is_of_sheets else PERMISSION):
        raise PermissionDenied
    return record
