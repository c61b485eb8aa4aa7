"""The photo of an idea, read by whoever may read the idea and by nobody once it is hidden."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_safe

from participation.models import Idea, IdeaBox
from participation.pictures import picture_mark
from participation.reader import reader

READS_TEXTS = "participation.view_idea"
# A proxy may keep it for five seconds, a browser asks each time: it is gone as soon as the idea is.
FOR_EVERYBODY = "public, max-age=0, s-maxage=5, must-revalidate"


@require_safe
def picture(request: HttpRequest, idea_id: int, mark: str) -> HttpResponseBase:
    """Its pixels; an unknown address for those who may not read the idea in full."""
    ideas = Idea.objects.select_related("box__consultation")
    idea = get_object_or_404(ideas, pk=idea_id)
    if not idea.image or not constant_time_compare(mark, picture_mark(idea)):
        raise Http404
    is_public = _is_public(idea)
    if not is_public and not _may_read(request, idea):
        raise Http404
    headers = {
        "Cache-Control": FOR_EVERYBODY if is_public else "private, no-store",
        "Cross-Origin-Resource-Policy": "same-origin",
        "ETag": f'"{mark}"',
    }
    asked = HttpResponse(headers=headers)
    answer = get_conditional_response(request, etag=headers["ETag"], response=asked)
    if answer is not None and answer is not asked:
        return answer  # the browser has it already
    try:
        file = idea.image.storage.open(str(idea.image.name))
    except FileNotFoundError as error:
        raise Http404 from error
    name = f"photo-{idea.pk}.webp"  # the file's own is told to nobody
    return FileResponse(file, filename=name, content_type="image/webp", headers=headers)


def _is_public(idea: Idea) -> bool:
    """An option of a vote is the city's own: a preview shows it before its box is public."""
    return idea.is_public and (idea.box.is_public() or idea.box.use == IdeaBox.Use.VOTE)


def _may_read(request: HttpRequest, idea: Idea) -> bool:
    """Its author, and who reads the texts that are not public; a draft is its author's alone."""
    person = reader(request)
    if person is not None and person.pk == idea.person_id:
        return True
    return idea.state != Idea.State.DRAFT and request.user.has_perm(READS_TEXTS)
