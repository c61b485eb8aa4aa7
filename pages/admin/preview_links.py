"""« Liens d'aperçu »: the addresses under which a draft may be read, their end, and new ones."""

from __future__ import annotations

from typing import cast

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages
from wagtail.models import Page

from accounts import clock
from accounts.models import User
from pages.actions.share_preview import CHOICES_OF_DAYS, make_preview_link, revoke_preview_link
from pages.errors import MayNotEdit
from pages.models import PreviewLink


class PreviewLinkForm(forms.Form):
    days = forms.TypedChoiceField(label=gettext_lazy("Valid for"), coerce=int, initial=7)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # what a form takes
        days = cast(forms.TypedChoiceField, self.fields["days"])
        days.choices = [
            (count, ngettext("%(count)s day", "%(count)s days", count) % {"count": count})
            for count in CHOICES_OF_DAYS
        ]


@never_cache
@require_http_methods(["GET", "POST"])
def preview_links(request: HttpRequest, page_id: int) -> HttpResponse:
    """The valid links of one page, and the form for another."""
    page = get_object_or_404(Page, pk=page_id)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    form = PreviewLinkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        days = form.cleaned_data["days"]
        make_preview_link(page=page, user=cast(User, request.user), days=days)
        messages.success(request, _("The link is made. Give it only to who should read the draft."))
        return redirect("parvis_preview_links", page.pk)
    links = PreviewLink.objects.filter(page=page).valid(clock.now()).newest_first()
    addresses = [
        (link, request.build_absolute_uri(link.get_absolute_url()))
        for link in links.select_related("page__locale")
    ]
    context = {"page": page, "form": form, "addresses": addresses}
    status = 400 if form.is_bound else 200
    return render(request, "pages/admin/preview_links.html", context, status=status)


@require_POST
def revoke(request: HttpRequest, link_id: int) -> HttpResponse:
    """Take one link back."""
    link = get_object_or_404(PreviewLink.objects.select_related("page"), pk=link_id)
    try:
        revoke_preview_link(link=link, user=cast(User, request.user))
    except MayNotEdit as refusal:
        raise PermissionDenied from refusal
    messages.success(request, _("The link opens nothing any more."))
    return redirect("parvis_preview_links", link.page_id)
