"""Production as it is deployed: PostgreSQL, Redis, the process file, and our nginx in front."""

from __future__ import annotations

import http.client
import json
import sys
from collections.abc import Iterator
from http.cookies import SimpleCookie
from pathlib import Path

import pytest

from tests.faults.servers import PRODUCTION, City, House, Process, production, site, wait_for
from tests.observatory import score

pytestmark = [pytest.mark.postgres, pytest.mark.redis, pytest.mark.nginx, pytest.mark.slow]
SIGNED_IN = {"Cookie": "__Host-sessionid=abc"}


@pytest.fixture(scope="module")
def city() -> Iterator[City]:
    with production() as made:
        yield made


def test_a_page_is_kept_by_the_proxy_for_at_most_five_seconds(city: City) -> None:
    city.proxy.get("/")
    kept = city.proxy.get("/")

    assert kept.status == 200
    assert kept.headers["X-Cache-Status"] == "HIT"
    assert 0 < int(kept.headers["Cache-Control"].split("s-maxage=")[1]) <= 5
    assert "Set-Cookie" not in kept.headers


@pytest.mark.parametrize(
    "headers",
    [
        SIGNED_IN,
        {"Cookie": "a=1; __Host-csrftoken=abc"},
        {"Cookie": "sessionid=abc"},
        {"Cookie": "csrftoken=abc"},
        {"Cookie": "parvis_sheets=abc"},
        {"Authorization": "Bearer abc"},
    ],
)
def test_whoever_is_known_to_us_bypasses_the_proxys_cache(
    city: City, headers: dict[str, str]
) -> None:
    city.proxy.get("/")

    assert city.proxy.get("/", headers=headers).headers["X-Cache-Status"] == "BYPASS"


@pytest.mark.parametrize("address", ["/", "/compte/connexion/", "/rien/"])
def test_its_headers_score_as_the_best_of_the_observatories(city: City, address: str) -> None:
    answer = city.proxy.get(address, headers={"X-Forwarded-Proto": "https"})

    cookies = SimpleCookie(answer.headers.get("Set-Cookie", ""))
    found = score(dict(answer.headers), cookies, answer.text)

    assert found.points >= 130, found.found
    assert all(weight >= 0 for weight in found.found.values()), found.found


def test_a_personal_answer_is_not_kept_for_the_next_reader(city: City) -> None:
    city.proxy.get("/?utm_source=personal", headers=SIGNED_IN)

    after = city.proxy.get("/?utm_source=personal")

    assert after.headers["X-Cache-Status"] == "MISS"


def test_a_cookie_of_somebody_else_changes_nothing(city: City) -> None:
    city.proxy.get("/")

    assert city.proxy.get("/", headers={"Cookie": "_ga=1"}).headers["X-Cache-Status"] == "HIT"


def test_readers_with_and_without_gzip_get_what_they_can_read(city: City) -> None:
    zipped = city.proxy.get("/", headers={"Accept-Encoding": "gzip, deflate, br"})
    plain = city.proxy.get("/")

    assert zipped.headers["Content-Encoding"] == "gzip"
    assert zipped.body[:2] == b"\x1f\x8b"
    assert plain.headers["Content-Encoding"] is None
    assert "<html" in plain.text


def test_the_sign_in_form_is_never_kept(city: City) -> None:
    city.proxy.get("/compte/connexion/")
    again = city.proxy.get("/compte/connexion/")

    assert again.status == 200
    assert "X-Cache-Status" not in again.headers
    assert "no-" in again.headers["Cache-Control"]


def test_forged_forwarding_headers_change_nothing(city: City) -> None:
    forged = {
        "X-Forwarded-Host": "evil.example",
        "X-Forwarded-Proto": "http",
        "X-Forwarded-Port": "666",
        "X-Forwarded-Prefix": "/evil",
        "X-Forwarded-Ssl": "off",
        "Forwarded": "for=6.6.6.6;host=evil.example;proto=http",
    }

    honest = city.proxy.get("/robots.txt?utm_source=honest")
    answer = city.proxy.get("/robots.txt?utm_source=forged", headers=forged)

    assert answer.status == honest.status == 200
    assert answer.text == honest.text
    assert "https://localhost/" in answer.text


def test_another_host_name_is_refused(city: City) -> None:
    assert city.proxy.get("/", headers={"Host": "evil.example"}).status == 400


def test_without_a_trusted_proxy_nobody_talks_itself_into_https(city: City) -> None:
    direct = {**PRODUCTION, "TRUST_PROXY": ""}

    with site(city.database.url, city.redis.url, processes=["web"], environment=direct) as house:
        answer = house.get("/", headers={"X-Forwarded-Proto": "https", "X-Forwarded-Ssl": "on"})

    assert answer.status == 301
    assert answer.headers["Location"].startswith("https://")


def test_a_dead_application_leaves_the_last_good_pages(city: City) -> None:
    assert city.proxy.get("/").status == 200

    city.house.kill("web")
    try:
        wait_for(
            lambda: city.proxy.get("/").headers["X-Cache-Status"] == "STALE",
            seconds=10,
            what="the stale page",
        )
        kept, unknown = city.proxy.get("/"), city.proxy.get("/nl/onbekend/")
        health = city.proxy.get("/healthz")
    finally:
        city.house.start("web")

    assert kept.status == 200
    assert "<html" in kept.text
    assert unknown.status == 503
    assert unknown.headers["Retry-After"] == "30"
    assert 'lang="nl"' in unknown.text
    assert health.status == 503
    assert city.proxy.get("/healthz").status == 200


def test_only_this_machine_reads_the_state_of_the_parts(city: City) -> None:
    def ask(path: str, source: str) -> int:
        connection = http.client.HTTPConnection(
            "127.0.0.1", city.proxy.port, timeout=10, source_address=(source, 0)
        )
        connection.request("GET", path, headers={"Host": "localhost"})
        return connection.getresponse().status

    assert ask("/readyz", "127.0.0.1") in (200, 503)
    assert ask("/readyz", "127.0.0.2") == 404
    assert ask("/healthz", "127.0.0.2") == 200


def test_a_body_that_is_too_big_gets_our_page(city: City) -> None:
    answer = city.proxy.get("/compte/connexion/", data=b"x" * 17_000_000)

    assert answer.status == 413
    assert 'lang="fr"' in answer.text


def test_guessing_passwords_is_slowed_down(city: City) -> None:
    answers = [city.proxy.get("/compte/connexion/", data=b"login=a") for _ in range(25)]

    assert answers[0].status != 429
    assert answers[-1].status == 429
    assert 'lang="fr"' in answers[-1].text
    assert city.proxy.get("/compte/connexion/").status == 200


def test_static_files_are_kept_for_ever_under_their_digest(city: City) -> None:
    manifest = Path(city.house.environment["STATIC_ROOT"], "staticfiles.json")
    name = json.loads(manifest.read_text())["paths"]["wagtailadmin/css/core.css"]

    answer = city.proxy.get(f"/static/{name}", headers={"Accept-Encoding": "gzip"})

    assert answer.status == 200
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert city.proxy.get("/static/staticfiles.json").status == 404


def test_an_uploaded_file_can_run_nothing_and_originals_stay_private(city: City) -> None:
    for folder in ("images", "documents", "original_images", "ideas"):
        (city.house.var / "media" / folder).mkdir(parents=True, exist_ok=True)
        (city.house.var / "media" / folder / "a.jpg").write_bytes(b"\xff\xd8\xff")

    picture = city.proxy.get("/media/images/a.jpg")

    assert picture.status == 200
    assert "sandbox" in picture.headers["Content-Security-Policy"]
    assert picture.headers["X-Content-Type-Options"] == "nosniff"
    assert city.proxy.get("/media/documents/a.jpg").status == 404
    assert city.proxy.get("/media/original_images/a.jpg").status == 404
    assert city.proxy.get("/media/ideas/a.jpg").status == 404


PHOTO = """
from io import BytesIO
from django.core.files.base import ContentFile
from PIL import Image
from participation.pictures import picture_url
from tests import make
make.home()
idea = make.idea()
file = BytesIO()
Image.new("RGB", (4, 3)).save(file, "WEBP")
idea.image.save("photo.webp", ContentFile(file.getvalue()))
make.moderator(), make.charter_article()
print(picture_url(idea), idea.image.name)
"""
MODERATE = """
from accounts.models import User
from participation.actions.moderate import moderate
from participation.models import CharterArticle, Idea
moderate(
    subject=Idea.objects.exclude(image="").get(), act="{}", reason="Une plaque",
    moderator=User.objects.get(groups__name="moderator"), article=CharterArticle.objects.get(),
)
"""


def test_a_hidden_photo_is_gone_behind_the_proxy_within_ten_seconds_and_comes_back(
    city: City,
) -> None:
    address, name = city.house.shell(PHOTO).splitlines()[-1].split()
    assert city.proxy.get(address).status == 200
    assert city.proxy.get(address).headers["X-Cache-Status"] == "HIT"
    assert city.proxy.get(f"/media/{name}").status == 404

    for act, status in (("hide", 404), ("restore", 200)):
        city.house.shell(MODERATE.format(act))
        wait_for(
            lambda status=status: city.proxy.get(address).status == status,  # type: ignore[misc]  # this turn's
            seconds=10,
            what=f"the photo answers {status}",
        )


def test_the_proxys_log_names_no_reader(city: City) -> None:
    city.proxy.get("/apercu/1/s3cr3t-signature/")
    city.proxy.get("/nl/compte/adresse/confirmer/s3cr3t-key/")
    city.proxy.get("/?utm_source=log", headers={"Cookie": "_ga=me"})

    wait_for(lambda: bool(city.proxy.access_log.read_text()), seconds=5, what="a line in the log")
    log = city.proxy.access_log.read_text()

    assert "/nl/compte/..." in log
    assert "s3cr3t" not in log
    assert "127.0.0.1" not in log
    assert "_ga" not in log
    assert "utm_source" not in log


def test_the_process_file_starts_all_three_and_its_end_stops_them(city: City) -> None:
    with site(city.database.url, city.redis.url, processes=[], environment=PRODUCTION) as house:
        group = Process(
            [sys.executable, "scripts/supervise.py", "Procfile"],
            log=house.var / "group.log",
            environment=house.environment,
        )
        group.start()
        try:
            wait_for(
                lambda: _answers_ready(house), seconds=60, what=f"the publisher ran\n{group.logs()}"
            )
        finally:
            code = group.stop(seconds=30)

    assert code == 143
    assert "ended by itself" not in group.logs()


def _answers_ready(house: House) -> bool:
    try:
        return house.get("/readyz", seconds=5).status == 200
    except OSError:
        return False
