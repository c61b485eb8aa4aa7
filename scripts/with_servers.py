"""Runs a command beside a PostgreSQL and a Redis of its own, and stops them afterwards.

Usage: with_servers.py COMMAND…; it finds DATABASE_URL and REDIS_URL in its environment.
"""

import os
import subprocess
import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1])]

from tests.faults.servers import postgres, redis_server  # noqa: E402  (the path comes first)


def main() -> int:
    with postgres(max_connections="100") as database, redis_server() as redis:
        database.run("CREATE DATABASE parvis")
        urls = {"DATABASE_URL": database.database("parvis"), "REDIS_URL": redis.url}
        return subprocess.run(sys.argv[1:], env={**os.environ, **urls}).returncode


if __name__ == "__main__":
    sys.exit(main())
