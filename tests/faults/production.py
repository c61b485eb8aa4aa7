"""Production as it is deployed: PostgreSQL, Redis, production settings, and our nginx in front."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from tests.faults.houses import House, site
from tests.faults.proxies import Proxy, nginx
from tests.faults.redis_store import Redis, redis_server
from tests.faults.stores import Postgres, postgres

PRODUCTION = {
    "PARVIS_ENV": "production",
    "SECRET_KEY": "kS8x-Qm3vT0pZ7rYd2LwJ5nB9cHf4uGe6aXiOyRtEbNqWzVjMlKoPh1s",
    "ALLOWED_HOSTS": "localhost",
    "BASE_URL": "https://localhost",
    "EMAIL_URL": "smtp://127.0.0.1:1",
    "TRUST_PROXY": "1",
}
_A_SITE = """
from django.core.management import call_command
from tests import make
make.home().save_revision().publish()
call_command("render_error_pages")
"""


@dataclass(frozen=True)
class City:
    """One deployed site. Its worker and beat are not running."""

    house: House
    proxy: Proxy
    database: Postgres
    redis: Redis


@contextmanager
def production() -> Iterator[City]:
    """A published home page, behind the proxy."""
    with (
        postgres(migrated=True) as database,
        redis_server() as redis,
        site(
            database.url, redis.url, processes=["web"], environment=PRODUCTION, prepare=_A_SITE
        ) as house,
        nginx(
            house.url,
            PARVIS_VAR=str(house.var),
            PARVIS_STATIC=house.environment["STATIC_ROOT"],
        ) as proxy,
    ):
        yield City(house, proxy, database, redis)
