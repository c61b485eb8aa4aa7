"""Count the queries of each address given, warmed, with the whole-page cache off; print JSON.

A program of its own: run.py starts it with the settings in the environment.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[1:1] = [str(ROOT), str(ROOT / "site")]

import django  # noqa: E402  (the path comes first)

django.setup()

from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402


def count(address: str) -> int:
    """How many statements the database sees for one request."""
    seen: list[str] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        seen.append(sql)
        return execute(sql, params, many, context)

    client = Client(headers={"host": "127.0.0.1"})
    client.get(address)
    with connection.execute_wrapper(note):
        client.get(address)
    return len(seen)


if __name__ == "__main__":
    print(json.dumps({address: count(address) for address in sys.argv[1:]}))
