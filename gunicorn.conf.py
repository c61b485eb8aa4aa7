"""The web process: gunicorn reads this file by itself. PORT, BIND, WEB_CONCURRENCY, WEB_THREADS."""

import os
from pathlib import Path

bind = os.environ.get("BIND") or f"127.0.0.1:{os.environ.get('PORT', '8000')}"
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
preload_app = True  # loaded once, shared by the workers: half the memory, and ready sooner
backlog = 512

timeout = 60  # a worker that does not even beat is replaced
graceful_timeout = 20  # what is being answered is answered
keepalive = 75  # longer than nginx keeps its connections, so that it never writes to a closed one
max_requests = 10_000  # a leak, should there be one, never grows old
max_requests_jitter = 1_000
limit_request_line = 8190
# Only Django decides whether a proxy's word on the scheme counts (TRUST_PROXY), not the address.
secure_scheme_headers: dict[str, str] = {}
forwarded_allow_ips = ""

control_socket_disable = True  # no socket in the home of an account that has none
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None
accesslog = None  # addresses of readers are personal data; nginx counts without them
errorlog = "-"
loglevel = "warning"


def when_ready(server: object) -> None:
    """`make run` leaves its welcome in this variable; say it once everything can be opened."""
    if welcome := os.environ.get("PARVIS_WELCOME"):
        print(welcome, flush=True)
