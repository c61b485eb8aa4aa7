"""What browsers report of the content policy: a line without a person, and never too many."""

from __future__ import annotations

import json
import logging
from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client

from pages.views.policy_reports import MOST_A_MINUTE
from tests import make

pytestmark = pytest.mark.django_db
ADDRESS = "/policy-reports"
REPORT = {
    "document-uri": "https://participer.example.be/compte/adresse/confirmer/s3cr3t/?next=/x",
    "effective-directive": "script-src-elem",
    "blocked-uri": "https://ada:secret@ailleurs.example/suivi.js?person=ada",
    "script-sample": "alert('ada@example.be')",
}


@pytest.fixture(autouse=True)
def _nobody_reported_before() -> None:
    caches["shared"].delete("policy-reports")


def _send(body: Any, kind: str = "application/csp-report") -> Any:
    data = body if isinstance(body, bytes | str) else json.dumps(body)
    return Client(enforce_csrf_checks=True).post(ADDRESS, data, content_type=kind)


def test_every_page_names_the_place_for_reports(client: Client) -> None:
    make.home()

    headers = client.get("/").headers

    assert f"report-uri {ADDRESS}" in headers["Content-Security-Policy"]
    assert "report-to policy" in headers["Content-Security-Policy"]
    assert headers["Reporting-Endpoints"] == f'policy="{ADDRESS}"'


@pytest.mark.parametrize("is_new", [False, True], ids=["report-uri", "report-to"])
def test_a_report_is_a_line_with_the_rule_and_the_host_and_nothing_else(
    is_new: bool, caplog: pytest.LogCaptureFixture
) -> None:
    new = {
        "documentURL": REPORT["document-uri"],
        "effectiveDirective": REPORT["effective-directive"],
        "blockedURL": REPORT["blocked-uri"],
    }
    body = [{"type": "csp-violation", "body": new}] if is_new else {"csp-report": REPORT}

    response = _send(body, "application/reports+json" if is_new else "application/csp-report")

    assert response.status_code == 204
    (line,) = [record.getMessage() for record in caplog.records]
    assert "script-src-elem blocked ailleurs.example on" in line
    for secret in ("ada", "s3cr3t", "next", "suivi", "alert"):
        assert secret not in line


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\x00\xff",
        "[" * 5000,
        "null",
        '{"csp-report": []}',
        '[{"body": "text"}, 7]',
        '{"csp-report": {"document-uri": "http://[", "blocked-uri": "http://["}}',
        json.dumps({"csp-report": {"effective-directive": "a\nFORGED line\r\n" * 40}}),
        "x" * 20_000,
    ],
)
def test_nonsense_is_answered_alike_and_forges_no_line(
    body: Any, caplog: pytest.LogCaptureFixture
) -> None:
    assert _send(body).status_code == 204
    assert not [r for r in caplog.records if "\n" in r.getMessage() or len(r.getMessage()) > 200]


def test_a_flood_of_reports_fills_no_log(caplog: pytest.LogCaptureFixture) -> None:
    for _ in range(MOST_A_MINUTE + 20):
        _send({"csp-report": REPORT})

    assert len(caplog.records) == MOST_A_MINUTE


def test_it_is_written_only(client: Client) -> None:
    caplog_level = logging.getLogger("django.request").level
    assert client.get(ADDRESS).status_code == 405
    assert logging.getLogger("django.request").level == caplog_level
