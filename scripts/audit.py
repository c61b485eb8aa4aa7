"""Asks the advisory sources about every package of the lock, and says what it could not learn.

Fails on a known vulnerability. Where no source answers, or a package was skipped, it says « not
audited »: the absence of an answer is never good news.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ("osv", "pypi")
LOCKS = ("requirements.txt", "requirements-dev.txt")


def main() -> int:
    return max(_audit(lock) for lock in LOCKS)


def _audit(lock: str) -> int:
    answers = [answer for source in SOURCES if (answer := _ask(lock, source)) is not None]
    code, lines = verdict(answers)
    for line in lines:
        print(f"{lock}: {line}")
    return code


def verdict(answers: list[list[dict[str, Any]]]) -> tuple[int, list[str]]:
    """The exit code and the words for what the sources answered, package by package."""
    packages = [package for answer in answers for package in answer]
    if not packages:
        return 0, ["NOT AUDITED: no advisory source answered"]
    audited = {package["name"] for package in packages if "skip_reason" not in package}
    unknown = sorted({package["name"] for package in packages} - audited)
    flaws: dict[str, set[str]] = {}
    for package in packages:
        for flaw in package.get("vulns", []):
            flaws.setdefault(f"{package['name']} {package['version']}", set()).add(flaw["id"])
    lines = [f"VULNERABLE: {name} ({', '.join(sorted(ids))})" for name, ids in flaws.items()]
    if not audited:
        lines.append(f"NOT AUDITED: all {len(unknown)} packages were skipped by the sources")
    elif unknown:
        lines.append(f"{len(audited)} packages audited; NOT AUDITED: {', '.join(unknown)}")
    elif not flaws:
        lines.append(f"{len(audited)} packages audited, no known vulnerability")
    return (1 if flaws else 0), lines


def _ask(lock: str, source: str) -> list[dict[str, Any]] | None:
    """What one source knows of each package; None when it did not answer."""
    command = [
        *(sys.executable, "-m", "pip_audit", "--requirement", str(ROOT / lock)),
        *("--require-hashes", "--disable-pip", "--vulnerability-service", source),
        *("--format", "json", "--progress-spinner", "off", "--timeout", "20"),
    ]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    except subprocess.TimeoutExpired:
        print(f"{lock}: {source} took too long")
        return None
    try:
        packages: list[dict[str, Any]] = json.loads(done.stdout)["dependencies"]
    except (json.JSONDecodeError, KeyError, TypeError):
        reason = (done.stderr.strip().splitlines() or ["no answer"])[-1]
        print(f"{lock}: {source} did not answer ({reason[:160]})")
        return None
    return packages


if __name__ == "__main__":
    sys.exit(main())
