"""Prints deploy/nginx.conf.template with its ${NAMES} filled from the environment."""

import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path

TEMPLATE = Path(__file__).resolve().parents[1] / "deploy" / "nginx.conf.template"
DEFAULTS = {
    "PARVIS_LISTEN": "8080",
    "PARVIS_UPSTREAM": "127.0.0.1:8000",
    "PARVIS_CACHE": "/var/cache/nginx/parvis",
    "PARVIS_LOG": "/var/log/nginx/parvis.log",
    "PARVIS_EXTRA": "/etc/nginx/parvis.d/*.conf",
}
_SAFE = re.compile(r"[\w./:*\- \[\]]+")


def render(given: Mapping[str, str]) -> str:
    """The configuration; folders follow PARVIS_VAR unless named. Raises on what is missing."""
    values = DEFAULTS | _folders(given) | {k: v for k, v in given.items() if v}

    def value(match: re.Match[str]) -> str:
        name = match[1]
        if not _SAFE.fullmatch(values.get(name, "")):
            raise ValueError(f"{name} is missing or holds a character that nginx would read.")
        return values[name]

    lines = TEMPLATE.read_text().splitlines(keepends=True)
    return "".join(
        line if line.startswith("#") else re.sub(r"\$\{(\w+)\}", value, line) for line in lines
    )


def _folders(given: Mapping[str, str]) -> dict[str, str]:
    if not (var := given.get("PARVIS_VAR")):
        return {}
    return {
        "PARVIS_STATIC": given.get("STATIC_ROOT") or f"{var}/static",
        "PARVIS_MEDIA": given.get("MEDIA_ROOT") or f"{var}/media",
        "PARVIS_ERRORS": f"{var}/errors",
    }


if __name__ == "__main__":
    try:
        sys.stdout.write(render(os.environ))
    except ValueError as problem:
        sys.exit(str(problem))
