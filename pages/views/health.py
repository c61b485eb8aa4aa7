"""Is it alive, and is all of it working? One word for the public, no help to an attacker."""

from __future__ import annotations

from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from pages.results.health import problems


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """Process and database: what a balancer asks. 503 while this machine can serve nobody."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Exception:  # whatever keeps the database from answering
        return JsonResponse({"status": "database"}, status=503)
    return JsonResponse({"status": "ok"})


@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """Everything, for monitoring. Never point a balancer here: a late mail is no outage."""
    found = problems()
    return JsonResponse(
        {"status": "ok" if not found else found[0], "all": found}, status=503 if found else 200
    )
