"""Load on one address, and what it cost: requests, waiting, processor time, memory, bytes."""

from __future__ import annotations

import gzip
import http.client
import os
import re
import shutil
import statistics
import subprocess
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin, urlsplit

CLIENTS = 8
_TICK_MS = 1000 / os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Load:
    """One round on one address. Milliseconds of processor time are per request."""

    per_second: float
    p50_ms: float
    p99_ms: float
    worker_ms: float
    database_ms: float
    failures: int


def generator() -> str:
    return "wrk -t1 -c8" if shutil.which("wrk") else f"a Python client of {CLIENTS} threads"


Processes = Callable[[], list[int]]


def nobody() -> list[int]:
    """No process to account for."""
    return []


def load(
    address: str,
    seconds: float,
    workers: Processes = nobody,
    backends: Processes = nobody,
    script: Sequence[str] = (),
) -> Load:
    """Ask for `address` from eight clients for so many seconds; `script` makes wrk send forms."""
    before = _processor(workers()), _processor(backends())
    if shutil.which("wrk"):
        requests, per_second, p50, p99, failures = _wrk(address, seconds, script)
    else:
        requests, per_second, p50, p99, failures = _threads(address, seconds)
    after = _processor(workers()), _processor(backends())
    worker, database = (
        sum(used - old.get(pid, 0.0) for pid, used in new.items()) / max(requests, 1)
        for old, new in zip(before, after, strict=True)
    )
    return Load(per_second, p50, p99, worker, database, failures)


def memory(pid: int) -> tuple[float, float]:
    """(resident, proportional) MB of one process."""
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    sizes = dict(re.findall(r"^(Rss|Pss):\s+(\d+) kB", rollup, re.MULTILINE))
    return int(sizes["Rss"]) / 1024, int(sizes["Pss"]) / 1024


def first_view(address: str) -> dict[str, int]:
    """Bytes over the wire of a first visit: document, style, script, fonts, images above the fold.

    An image that loads lazily is below the fold; of the others the largest candidate counts.
    """
    page = _get(address)
    html = page.text
    styles = re.findall(r'<link rel="stylesheet" href="([^"]+)"', html)
    scripts = re.findall(r'<script[^>]+src="([^"]+)"', html)
    images = [tag for tag in re.findall(r"<img[^>]+>", html) if 'loading="lazy"' not in tag]
    kinds: dict[str, set[str]] = {
        "style": {urljoin(address, found) for found in styles},
        "script": {urljoin(address, found) for found in scripts},
        "images": {urljoin(address, found) for tag in images if (found := _largest(tag))},
        "fonts": {urljoin(address, f) for f in re.findall(r'href="([^"]+\.woff2)"', html)},
    }
    sizes = {"document": page.size} | dict.fromkeys(kinds, 0)
    for style in kinds["style"]:
        sheet = _get(style)
        sizes["style"] += sheet.size
        fonts = re.findall(r"url\([\"']?([^)\"']+\.woff2)", sheet.text)
        kinds["fonts"] |= {urljoin(style, font) for font in fonts}
    for kind in ("script", "images", "fonts"):
        sizes[kind] = sum(_get(found).size for found in kinds[kind])
    return sizes | {"total": sum(sizes.values())}


@dataclass(frozen=True)
class _Answer:
    size: int
    text: str


def _get(address: str) -> _Answer:
    request = urllib.request.Request(address, headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(request, timeout=30) as response:
        body = response.read()
        zipped = response.headers.get("Content-Encoding") == "gzip"
    return _Answer(len(body), (gzip.decompress(body) if zipped else body).decode("utf-8", "ignore"))


def _largest(tag: str) -> str:
    if found := re.search(r'srcset="([^"]+)"', tag):
        return found[1].split(",")[-1].split()[0]
    found = re.search(r'src="([^"]+)"', tag)
    return found[1] if found and not found[1].startswith("data:") else ""


def _processor(pids: list[int]) -> dict[int, float]:
    """Milliseconds of processor time that each of these processes has used so far."""
    used = {}
    for pid in pids:
        with suppress(OSError):  # a connection reached its age: its process is gone
            fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
            used[pid] = (int(fields[11]) + int(fields[12])) * _TICK_MS
    return used


def _wrk(
    address: str, seconds: float, script: Sequence[str]
) -> tuple[int, float, float, float, int]:
    command = ["wrk", "-t1", f"-c{CLIENTS}", f"-d{seconds:.0f}s", "--latency"]
    if script:
        command += ["-s", script[0], address, "--", *script[1:]]
    else:
        command.append(address)
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    requests = int(_found(r"(\d+) requests in", text))
    failures = sum(int(n) for n in re.findall(r"Non-2xx or 3xx responses: (\d+)", text))
    failures += sum(int(n) for n in re.findall(r"(?:connect|read|write|timeout) (\d+)", text))
    rate = float(_found(r"Requests/sec:\s+([\d.]+)", text))
    return requests, rate, _waited("50%", text), _waited("99%", text), failures


def _waited(share: str, text: str) -> float:
    number, unit = re.findall(rf"{share}\s+([\d.]+)(us|ms|s)\b", text)[0]
    return float(number) * {"us": 0.001, "ms": 1.0, "s": 1000.0}[unit]


def _found(pattern: str, text: str) -> str:
    return re.findall(pattern, text)[0]


def _threads(address: str, seconds: float) -> tuple[int, float, float, float, int]:
    parts = urlsplit(address)
    path = f"{parts.path}?{parts.query}" if parts.query else parts.path
    waits: list[float] = []
    failures: list[int] = []
    end = time.monotonic() + seconds

    def ask() -> None:
        while time.monotonic() < end:
            begun = time.monotonic()
            connection = http.client.HTTPConnection(parts.netloc, timeout=30)
            connection.request("GET", path)
            answer = connection.getresponse()
            answer.read()
            connection.close()
            waits.append((time.monotonic() - begun) * 1000)
            if answer.status >= 300:
                failures.append(answer.status)

    threads = [threading.Thread(target=ask) for _ in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    quantiles = statistics.quantiles(waits, n=100)
    return len(waits), len(waits) / seconds, quantiles[49], quantiles[98], len(failures)
