"""Whole pages are kept for everybody, purged at once, and never hold what is one person's."""

from __future__ import annotations

import gzip
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.middleware.csrf import CsrfViewMiddleware, get_token
from django.test import RequestFactory
from pytest_django.fixtures import Settings

from accounts import clock
from pages import content_version, page_cache
from pages.kept_page import KeptPage
from pages.page_cache import PageCacheMiddleware, allow, seconds_of_truth
from tests import make

pytestmark = pytest.mark.django_db
ask = RequestFactory()


class View:
    """Counts how often it is asked; answers with that number, for everybody."""

    def __init__(self, change: Callable[[HttpRequest, HttpResponse], object] | None = None) -> None:
        self.times = 0
        self.change = change

    def __call__(self, request: HttpRequest) -> HttpResponse:
        self.times += 1
        response = allow(HttpResponse(f"page {self.times}"))
        if self.change:
            self.change(request, response)
        return response


@pytest.fixture(autouse=True)
def _another_version() -> None:
    content_version.purge()


def text(response: HttpResponse) -> str:
    return response.content.decode()


# --- Kept, and purged -------------------------------------------------------------------------


def test_a_page_is_rendered_once() -> None:
    site = PageCacheMiddleware(view := View())

    answers = [text(site(ask.get("/"))) for _ in range(3)]

    assert answers == ["page 1"] * 3
    assert view.times == 1


def test_a_purge_is_seen_at_once_in_every_process() -> None:
    one, other = PageCacheMiddleware(View()), PageCacheMiddleware(View())
    one(ask.get("/"))
    other(ask.get("/"))

    content_version.purge()

    assert text(one(ask.get("/"))) == text(other(ask.get("/"))) == "page 2"


class ReadsTheVersionAfterwards(PageCacheMiddleware):
    """The control: what was rendered is kept under the version of the moment it was ready."""

    def _keep(self, key: str, response: HttpResponse, known: str, left: float) -> KeptPage:
        return super()._keep(key, response, content_version.store().read(), left)


@pytest.mark.parametrize(
    ("middleware", "then"),
    [(PageCacheMiddleware, "new words"), (ReadsTheVersionAfterwards, "old words")],
)
def test_what_is_published_during_a_rendering_is_not_served_stale(
    middleware: type[PageCacheMiddleware], then: str
) -> None:
    words = ["old words"]

    def view(request: HttpRequest) -> HttpResponse:
        response = allow(HttpResponse(words[0]))
        if words[0] == "old words":
            words[0] = "new words"
            content_version.purge()
        return response

    site = middleware(view)
    site(ask.get("/"))

    assert text(site(ask.get("/"))) == then


def test_a_fragment_made_during_a_purge_is_left_behind_with_the_old_version() -> None:
    from django.core.cache import caches

    def view(request: HttpRequest) -> HttpResponse:
        made = caches["fragments"].get("menu") or "old menu"
        content_version.purge()
        caches["fragments"].set("menu", made)
        return HttpResponse(made)

    PageCacheMiddleware(view)(ask.get("/"))

    assert caches["fragments"].get("menu") is None


def test_many_purges_within_one_tick_are_many_versions() -> None:
    store = content_version.FileVersion(settings.VAR / "quick-version")

    def bumped() -> str:
        store.bump()
        return store.read()

    assert len({bumped() for _ in range(500)}) == 500


def test_a_version_file_that_cannot_be_kept_lets_pages_live_five_seconds() -> None:
    store = content_version.FileVersion(settings.VAR / "no-such-folder" / "version")

    assert store.read().startswith("blind-")


# --- Its end ----------------------------------------------------------------------------------


def shown(**fields: Any) -> None:
    page = make.consultation_page()
    type(page.consultation).objects.filter(pk=page.consultation.pk).update(**fields)


@pytest.mark.parametrize("what", ["opening", "closing", "last days"])
def test_a_page_ends_at_the_next_edge_of_any_consultation(what: str) -> None:
    soon, far = clock.now() + timedelta(seconds=30), clock.now() + timedelta(days=60)
    past = clock.now() - timedelta(days=30)
    fields = {
        "opening": {"opens_at": soon, "closes_at": far},
        "closing": {"opens_at": past, "closes_at": soon},
        "last days": {"opens_at": past, "closes_at": soon + timedelta(days=7)},
    }
    shown(**fields[what])

    assert seconds_of_truth(elapsed=0) <= 30


@pytest.mark.parametrize("what", ["opens_at", "closes_at"])
def test_a_page_ends_at_the_edge_of_an_activity_with_its_own_window(what: str) -> None:
    make.idea_box(**{what: clock.now() + timedelta(seconds=30)})

    assert seconds_of_truth(elapsed=0) <= 30


def test_a_page_ends_at_midnight_in_brussels() -> None:
    midnight = clock.next_local_midnight(clock.now())

    left = seconds_of_truth(elapsed=0)

    assert left == pytest.approx((midnight - clock.now()).total_seconds(), abs=5)


def test_a_closing_during_the_rendering_counts() -> None:
    a_second_ago = clock.now() - timedelta(seconds=1)
    shown(opens_at=a_second_ago - timedelta(days=30), closes_at=a_second_ago)

    assert seconds_of_truth(elapsed=5) < 0
    assert seconds_of_truth(elapsed=0) > 0  # the control: counted from the end it would be kept


def test_a_page_that_ended_is_rendered_anew(settings: Settings) -> None:
    settings.PAGE_CACHE_SECONDS = 0.05
    site = PageCacheMiddleware(View())
    site(ask.get("/"))

    time.sleep(0.06)

    assert text(site(ask.get("/"))) == "page 2"


def test_a_proxy_may_keep_it_for_five_seconds_and_never_past_its_end(
    settings: Settings,
) -> None:
    long = PageCacheMiddleware(View())(ask.get("/"))
    settings.PAGE_CACHE_SECONDS = 2.5
    short = PageCacheMiddleware(View())(ask.get("/"))

    assert long.headers["Cache-Control"] == "public, max-age=0, s-maxage=5"
    assert short.headers["Cache-Control"] == "public, max-age=0, s-maxage=2"


# --- What is never kept --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        lambda request, response: setattr(response, "_is_for_everybody", False),
        lambda request, response: setattr(response, "status_code", 404),
        lambda request, response: response.set_cookie("any", "1"),
        lambda request, response: response.headers.__setitem__("Cache-Control", "private"),
        lambda request, response: response.headers.__setitem__("Cache-Control", "no-store"),
        lambda request, response: response.headers.__setitem__("Vary", "X-Requested-With"),
        lambda request, response: response.headers.__setitem__("Content-Encoding", "br"),
    ],
    ids=["unmarked", "404", "cookie", "private", "no-store", "varies", "encoded"],
)
def test_an_answer_that_may_be_one_persons_is_not_kept(change: Any) -> None:
    site = PageCacheMiddleware(View(change))

    first = site(ask.get("/"))

    assert "s-maxage" not in first.headers["Cache-Control"]
    assert text(site(ask.get("/"))) == "page 2"


def test_a_streamed_answer_is_not_kept() -> None:
    site = PageCacheMiddleware(lambda request: allow(StreamingHttpResponse([b"a"])))  # type: ignore[arg-type]  # a view may stream

    assert site(ask.get("/")).streaming


@pytest.mark.parametrize(
    "request_",
    [
        ask.get("/?theme=velo"),
        ask.get("/?utm_source=a&page=2"),
        ask.get("/", headers={"Authorization": "Bearer x"}),
        ask.get("/", headers={"Cookie": f"{settings.SESSION_COOKIE_NAME}=abc"}),
        ask.get("/", headers={"Cookie": f"a=b; {settings.SESSION_COOKIE_NAME}=abc"}),
        ask.get("/", headers={"Cookie": "messages=abc"}),
        ask.get("/", headers={"Cookie": "parvis_sheets=abc"}),
        ask.post("/"),
    ],
    ids=["query", "mixed query", "authorization", "session", "two", "messages", "ours", "post"],
)
def test_somebody_gets_a_page_of_their_own(request_: HttpRequest) -> None:
    site = PageCacheMiddleware(View())
    site(ask.get("/"))

    theirs = site(request_)

    assert text(theirs) == "page 2"
    assert theirs.headers["Cache-Control"] == "private, no-cache"
    assert text(site(ask.get("/"))) == "page 1"


def test_other_peoples_cookies_change_nothing() -> None:
    site = PageCacheMiddleware(View())
    site(ask.get("/"))

    answer = site(ask.get("/", headers={"Cookie": "_ga=1; my_messages=2; csrftoken=3"}))

    assert text(answer) == "page 1"


@pytest.mark.parametrize("cookie", ["", f"{settings.CSRF_COOKIE_NAME}={'a' * 32}"])
def test_a_page_with_a_form_token_is_not_kept_even_when_marked(cookie: str) -> None:
    protected = CsrfViewMiddleware(lambda request: allow(HttpResponse(get_token(request))))
    site = PageCacheMiddleware(protected)  # type: ignore[arg-type]  # it may await, and does not

    answers = {text(site(ask.get("/", headers={"Cookie": cookie} if cookie else {}))) for _ in "ab"}

    assert len(answers) == 2


def test_a_tracking_query_is_neither_in_the_key_nor_in_the_page() -> None:
    site = PageCacheMiddleware(lambda request: allow(HttpResponse(request.get_full_path())))

    first = text(site(ask.get("/a/?utm_source=<b>&fbclid=x")))

    assert first == text(site(ask.get("/a/"))) == "/a/"


def test_scheme_and_host_have_pages_of_their_own() -> None:
    site = PageCacheMiddleware(view := View())

    site(ask.get("/", headers={"Host": "one.example"}))
    site(ask.get("/", headers={"Host": "two.example"}))
    site(ask.get("/", headers={"Host": "one.example"}, secure=True))

    assert view.times == 3


def test_switched_off_it_keeps_nothing(settings: Settings) -> None:
    settings.PAGE_CACHE_SECONDS = 0
    site = PageCacheMiddleware(view := View())

    site(ask.get("/"))
    site(ask.get("/"))

    assert view.times == 2


# --- How it answers ------------------------------------------------------------------------------


def test_head_is_answered_without_a_body_and_is_not_what_others_get() -> None:
    site = PageCacheMiddleware(view := View())

    site(ask.head("/"))
    site(ask.get("/"))
    head = site(ask.head("/"))

    assert (head.content, head.headers["Content-Length"]) == (b"", "6")
    assert view.times == 2  # the first HEAD was not kept


def test_a_reader_who_has_the_page_gets_304() -> None:
    site = PageCacheMiddleware(View())
    tag = site(ask.get("/")).headers["ETag"]

    same = site(ask.get("/", headers={"If-None-Match": tag}))
    other = site(ask.get("/", headers={"If-None-Match": '"another"'}))

    assert (same.status_code, same.content, same.headers["ETag"]) == (304, b"", tag)
    assert same.headers["Cache-Control"] == other.headers["Cache-Control"]
    assert other.status_code == 200


@pytest.mark.parametrize(
    ("accepted", "is_zipped"),
    [("", False), ("gzip, br", True), ("br;q=1, gzip;q=0", False), ("gzip; q=0.0, *", False)],
)
def test_it_is_compressed_for_those_who_take_it(accepted: str, is_zipped: bool) -> None:
    site = PageCacheMiddleware(View())
    site(ask.get("/"))

    answer = site(ask.get("/", headers={"Accept-Encoding": accepted}))

    body = gzip.decompress(answer.content) if is_zipped else answer.content
    assert body == b"page 1"
    assert answer.headers.get("Content-Encoding") == ("gzip" if is_zipped else None)
    assert answer.headers["Content-Length"] == str(len(answer.content))
    assert answer.headers["Vary"] == "Accept-Encoding"


# --- Memory and threads --------------------------------------------------------------------------


def test_it_holds_so_many_pages_and_forgets_the_least_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_cache, "MOST_PAGES", 3)
    site = PageCacheMiddleware(View())
    site(ask.get("/read/"))

    for number in range(5):
        site(ask.get(f"/{number}/"))
        site(ask.get("/read/"))

    assert len(site._pages) == 3
    assert text(site(ask.get("/read/"))) == "page 1"


def test_it_holds_so_many_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_cache, "MOST_BYTES", 10_000)
    site = PageCacheMiddleware(lambda request: allow(HttpResponse("a" * 1500)))

    for number in range(20):
        site(ask.get(f"/{number}/"))

    assert 0 < site._bytes <= 10_000
    assert site._bytes == sum(page.size() for page in site._pages.values())


def test_one_page_that_is_too_big_does_not_drive_out_the_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(page_cache, "MOST_BYTES", 10_000)
    site = PageCacheMiddleware(lambda request: allow(HttpResponse("a" * 9_000)))

    site(ask.get("/"))

    assert not site._pages


class TakesNoTurn(PageCacheMiddleware):
    """The control: nobody waits for anybody."""

    def _keep(self, key: str, response: HttpResponse, known: str, left: float) -> KeptPage:
        page = super()._keep(key, response, known, left)
        object.__setattr__(page, "turn", _NoLock())
        return page


class _NoLock:
    def acquire(self, timeout: float) -> bool:
        return False


@pytest.mark.parametrize(
    ("middleware", "is_one"), [(PageCacheMiddleware, True), (TakesNoTurn, False)]
)
def test_eight_readers_of_a_purged_page_have_it_rendered_once(
    middleware: type[PageCacheMiddleware], is_one: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_cache, "seconds_of_truth", lambda elapsed: 60.0)
    view = View(lambda request, response: time.sleep(0.1))
    site = middleware(view)
    site(ask.get("/"))
    content_version.purge()
    start = threading.Barrier(8)

    def read(_: int) -> str:
        start.wait()
        return text(site(ask.get("/")))

    with ThreadPoolExecutor(8) as readers:
        answers = set(readers.map(read, range(8)))

    assert (view.times == 2) is is_one
    assert (answers == {"page 2"}) is is_one


class DropsFirst(PageCacheMiddleware):
    """The control: the old page goes before the new one is there."""

    def _keep(self, key: str, response: HttpResponse, known: str, left: float) -> KeptPage:
        with self._writing:
            self._drop(key)
        time.sleep(0.0005)  # the other thread looks now
        return super()._keep(key, response, known, left)


@pytest.mark.parametrize(
    ("middleware", "is_missing"), [(PageCacheMiddleware, False), (DropsFirst, True)]
)
def test_a_page_is_at_no_moment_missing_while_it_is_renewed(
    middleware: type[PageCacheMiddleware], is_missing: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_cache, "seconds_of_truth", lambda elapsed: 60.0)
    site = middleware(View())
    site(ask.get("/"))
    key = next(iter(site._pages))
    often, is_over = sys.getswitchinterval(), threading.Event()
    found: set[bool] = set()

    def look() -> None:
        while not is_over.is_set():
            found.add(site._pages.get(key) is None)

    sys.setswitchinterval(1e-6)
    try:
        looking = threading.Thread(target=look)
        looking.start()
        for _ in range(300):
            content_version.purge()
            site(ask.get("/"))
    finally:
        is_over.set()
        looking.join()
        sys.setswitchinterval(often)

    assert (True in found) is is_missing


def test_nobody_waits_for_ever_for_another_ones_rendering(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_cache, "LONGEST_TURN", 0.05)
    site = PageCacheMiddleware(View())
    site(ask.get("/"))
    kept = next(iter(site._pages.values()))
    content_version.purge()
    kept.turn.acquire()  # somebody renders, and does not come back

    assert text(site(ask.get("/"))) == "page 2"
