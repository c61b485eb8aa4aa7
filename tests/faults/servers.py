"""Servers of a test's own, on free ports, stopped when the test ends. Nothing else is touched.

with postgres() as server: …       # .url .restart("immediate") .stop() .start() .freeze() .run(sql)
with redis_server() as server: …   # .url .stop() .start() .freeze() .thaw() .client()
with site() as house: …            # .url .get("/") .kill("worker") .restart("web") .logs() .shell()
with nginx(house.url, …) as proxy: …   # .url .get("/"), as readers reach it
with production() as city: …       # .house .proxy .database .redis, as deployed
"""

from tests.faults.houses import House, site
from tests.faults.processes import Process, free_port, listens, wait_for
from tests.faults.production import PRODUCTION, City, production
from tests.faults.proxies import Proxy, nginx
from tests.faults.redis_store import Redis, redis_server
from tests.faults.stores import Postgres, postgres
from tests.faults.web import Answer, fetch

__all__ = [
    "PRODUCTION",
    "Answer",
    "City",
    "House",
    "Postgres",
    "Process",
    "Proxy",
    "Redis",
    "fetch",
    "free_port",
    "listens",
    "nginx",
    "postgres",
    "production",
    "redis_server",
    "site",
    "wait_for",
]
