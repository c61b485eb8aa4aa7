"""The settings: what works without any variable, and what production refuses."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

SETTINGS = Path(__file__).resolve().parents[2] / "site" / "config" / "settings.py"
PRODUCTION = {
    "PARVIS_ENV": "production",
    "SECRET_KEY": "kS8x-Qm3vT0pZ7rYd2LwJ5nB9cHf4uGe6aXiOyRtEbNqWzVjMlKoPh1s",
    "ALLOWED_HOSTS": "participer.example.be,www.example.be",
    "BASE_URL": "https://participer.example.be",
    "DATABASE_URL": "postgres://parvis@127.0.0.1/parvis",
    "REDIS_URL": "redis://127.0.0.1:6379/0",
    "EMAIL_URL": "smtp+tls://parvis:secret@mail.example.be:587",
}


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """Read the settings anew in an environment that holds only these variables."""

    def read_with(environment: dict[str, str]) -> dict[str, Any]:
        for name in [*PRODUCTION, "DEBUG", "TRUST_PROXY", "BROKER_URL", "S3_BUCKET", "STATIC_ROOT"]:
            monkeypatch.delenv(name, raising=False)
        for name, value in {"PARVIS_VAR": str(tmp_path / "var"), **environment}.items():
            monkeypatch.setenv(name, value)
        return runpy.run_path(str(SETTINGS))

    return read_with


def test_without_any_variable_one_machine_is_enough(read: Any, tmp_path: Path) -> None:
    settings = read({})

    assert settings["DATABASES"]["default"]["NAME"] == str(tmp_path / "var" / "parvis.sqlite3")
    assert settings["DATABASES"]["default"]["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert settings["DATABASES"]["default"]["OPTIONS"]["timeout"] == 20
    assert "journal_mode=WAL" in settings["DATABASES"]["default"]["OPTIONS"]["init_command"]
    assert settings["CELERY_BROKER_URL"] == "filesystem://"
    assert settings["SHOWS_MAILBOX"]
    assert not settings["DEBUG"]


def test_an_installation_makes_its_secret_once_and_keeps_it_to_itself(
    read: Any, tmp_path: Path
) -> None:
    first, again = read({})["SECRET_KEY"], read({})["SECRET_KEY"]

    assert first == again
    assert len(first) > 60
    assert (tmp_path / "var" / "secret-key").stat().st_mode & 0o077 == 0


def test_production_starts_with_what_it_needs(read: Any) -> None:
    settings = read(PRODUCTION)

    assert settings["DATABASES"]["default"]["ENGINE"] == "config.postgresql"
    assert settings["CELERY_BROKER_URL"] == PRODUCTION["REDIS_URL"]
    assert settings["EMAIL_HOST"] == "mail.example.be"
    assert settings["EMAIL_USE_TLS"]
    assert settings["SESSION_COOKIE_SECURE"]
    assert settings["SESSION_COOKIE_NAME"].startswith("__Host-")
    assert not settings["SHOWS_MAILBOX"]


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY"),
        ({"SECRET_KEY": "changeme"}, "SECRET_KEY"),
        ({"SECRET_KEY": "a" * 80}, "SECRET_KEY"),
        ({"SECRET_KEY": "django-insecure-" + PRODUCTION["SECRET_KEY"]}, "SECRET_KEY"),
        ({"DEBUG": "1"}, "DEBUG"),
        ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS"),
        ({"ALLOWED_HOSTS": "participer.example.be,.example.be"}, "ALLOWED_HOSTS"),
        ({"ALLOWED_HOSTS": "*.example.be"}, "ALLOWED_HOSTS"),
        ({"BASE_URL": "http://participer.example.be"}, "BASE_URL"),
        ({"BASE_URL": ""}, "BASE_URL"),
        ({"DATABASE_URL": "sqlite:////srv/parvis.sqlite3"}, "DATABASE_URL"),
        ({"REDIS_URL": ""}, "BROKER_URL"),
        ({"EMAIL_URL": ""}, "EMAIL_URL"),
        ({"PARVIS_ENV": "prod"}, "PARVIS_ENV"),
    ],
)
def test_production_refuses_what_is_unsafe_and_names_it(
    read: Any, change: dict[str, str], named: str
) -> None:
    with pytest.raises(ImproperlyConfigured, match=named):
        read({**PRODUCTION, **change})


def test_production_without_a_database_address_does_not_fall_back_on_a_file(read: Any) -> None:
    without = {name: value for name, value in PRODUCTION.items() if name != "DATABASE_URL"}

    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL"):
        read(without)


def test_the_broker_may_be_another_server_than_the_cache(read: Any) -> None:
    settings = read({**PRODUCTION, "BROKER_URL": "amqp://parvis:secret@127.0.0.1/parvis"})

    assert settings["CELERY_BROKER_URL"].startswith("amqp://")
    assert settings["CACHES"]["shared"]["LOCATION"] == PRODUCTION["REDIS_URL"]


def test_a_frozen_redis_holds_no_request_longer_than_a_second(read: Any) -> None:
    settings = read(PRODUCTION)

    assert settings["CACHES"]["shared"]["OPTIONS"]["socket_timeout"] <= 1
    assert settings["CACHES"]["shared"]["OPTIONS"]["socket_connect_timeout"] <= 1
    assert settings["CELERY_BROKER_CONNECTION_TIMEOUT"] <= 1


def test_media_live_in_a_bucket_where_one_is_named(read: Any) -> None:
    bucket = {
        "S3_BUCKET": "parvis",
        "S3_ENDPOINT_URL": "https://s3.example.be",
        "S3_PUBLIC_DOMAIN": "media.example.be",
    }

    settings = read({**PRODUCTION, **bucket})

    assert settings["STORAGES"]["default"]["BACKEND"] == "storages.backends.s3.S3Storage"
    assert settings["STORAGES"]["default"]["OPTIONS"]["bucket_name"] == "parvis"
    image_sources = settings["CONTENT_SECURITY_POLICY"]["DIRECTIVES"]["img-src"]
    assert "https://media.example.be" in image_sources


@pytest.mark.parametrize(("trust", "believed"), [("", False), ("1", True)])
def test_a_proxy_is_believed_only_when_we_are_told_so(
    read: Any, trust: str, believed: bool
) -> None:
    settings = read({**PRODUCTION, **({"TRUST_PROXY": trust} if trust else {})})

    assert ("SECURE_PROXY_SSL_HEADER" in settings) is believed
    assert not settings.get("USE_X_FORWARDED_HOST", False)


def test_mail_of_the_embedded_default_stays_on_this_machine(read: Any, tmp_path: Path) -> None:
    settings = read({})

    assert settings["EMAIL_BACKEND"] == "django.core.mail.backends.filebased.EmailBackend"
    assert Path(settings["EMAIL_FILE_PATH"]).is_relative_to(tmp_path)
