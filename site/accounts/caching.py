"""Which answers are the same for every anonymous reader: the page cache keeps only these."""

from __future__ import annotations

from django.http import HttpResponse

MARK = "_is_for_everybody"


def allow(response: HttpResponse) -> HttpResponse:
    """Mark an answer that holds no form token, no cookie and no personal word."""
    setattr(response, MARK, True)
    return response
