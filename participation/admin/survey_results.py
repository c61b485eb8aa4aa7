"""What staff read of a survey: figures, texts to publish. Never who answered."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from accounts import clock
from participation.actions.export_answers import is_long
from participation.actions.moderating import PERMISSION as MODERATE
from participation.actions.publish_texts import publish_texts as publish
from participation.admin.survey_views import for_permission
from participation.models import Answer, Survey
from participation.results.drop_offs import drop_offs
from participation.results.splits import Splits
from participation.results.survey_results import results_of

PERMISSION = "participation.change_survey"
PER_PAGE = 50
UNREAD_FIRST = F("read_at").desc(nulls_first=True)


@for_permission(PERMISSION)
@require_safe
def results(request: HttpRequest, survey: Survey) -> HttpResponse:
    """The figures as staff may see them, with where people stop."""
    at = clock.now()
    left = drop_offs(survey, at)
    context = {
        "survey": survey,
        "results": results_of(survey, with_waiting=True, is_staff=True),
        "taken_at": at,
        "is_hidden": survey.count_visibility == Survey.Results.NEVER,
        "begun": sum(place.sheets for place in left),
        "left": left,
        "is_long": is_long(survey),
        "may_moderate": request.user.has_perm(MODERATE),
    }
    return render(request, "participation/admin/survey_results.html", context)


@for_permission(PERMISSION)
@require_safe
def splits(request: HttpRequest, survey: Survey) -> HttpResponse:
    """One question by another one, or by channel."""
    if survey.count_visibility == Survey.Results.NEVER:
        raise PermissionDenied
    splits = Splits(survey, is_staff=True)
    splits.choose(request.GET.get("question", ""), request.GET.get("by", ""))
    context = {"survey": survey, "splits": splits}
    return render(request, "participation/admin/survey_splits.html", context)


@for_permission(MODERATE)
@require_http_methods(["GET", "POST"])
def publish_texts(request: HttpRequest, survey: Survey) -> HttpResponse:
    """The texts, a page at a time, unread ones first; those that are ticked are public."""
    texts = Answer.objects.filter(question__survey=survey).exclude(text="")
    pages = Paginator(texts.select_related("question").order_by(UNREAD_FIRST, "-pk"), PER_PAGE)
    page = pages.get_page(request.GET.get("p"))
    if request.method == "POST":
        shown, chosen = (_numbers(request.POST.getlist(name)) for name in ("shown", "text"))
        total = publish(survey=survey, shown=shown, chosen=chosen)
        words = ngettext("%(total)s text is public.", "%(total)s texts are public.", total)
        messages.success(request, words % {"total": total})
        return redirect(request.get_full_path())
    context = {"survey": survey, "texts": page}
    return render(request, "participation/admin/survey_texts.html", context)


def _numbers(texts: list[str]) -> list[int]:
    return [int(text) for text in texts if text.isascii() and text.isdigit() and len(text) < 16]
