"""An nginx of a test's own with the configuration of deploy/, in front of an application."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from scripts.nginx_conf import render
from tests.faults.processes import IS_ROOT, Process, free_port, listens, own_folder, wait_for
from tests.faults.web import Answer, fetch

_FRAME = """
daemon off; pid {folder}/nginx.pid; error_log stderr warn; {user}
worker_processes 1;
events {{ worker_connections 512; }}
http {{
    include /etc/nginx/mime.types; default_type application/octet-stream; sendfile on;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
    include {folder}/parvis.conf;
}}
"""


class Proxy:
    """A running nginx; `get` asks it as a reader would."""

    def __init__(self, folder: Path, upstream: str, values: Mapping[str, str]) -> None:
        self.port = free_port()
        self.url = f"http://localhost:{self.port}"
        config = render(
            {
                "PARVIS_LISTEN": f"127.0.0.1:{self.port}",
                "PARVIS_HOST": "localhost",
                "PARVIS_UPSTREAM": f"127.0.0.1:{urlsplit(upstream).port}",
                "PARVIS_CACHE": f"{folder}/cache",
                "PARVIS_LOG": f"{folder}/access.log",
                "PARVIS_EXTRA": f"{folder}/extra*.conf",
                **values,
            }
        )
        (folder / "parvis.conf").write_text(config)
        user = "user root;" if IS_ROOT else ""  # it reads folders that are only ours
        (folder / "nginx.conf").write_text(_FRAME.format(folder=folder, user=user))
        program = shutil.which("nginx") or "/usr/sbin/nginx"
        self.access_log = folder / "access.log"
        self.process = Process(
            [program, "-p", str(folder), "-c", f"{folder}/nginx.conf"], log=folder / "nginx.log"
        )

    def start(self) -> None:
        self.process.start()
        wait_for(self._listens, seconds=10, what="nginx listens")

    def get(
        self,
        path: str,
        *,
        headers: Mapping[str, str] | None = None,
        data: bytes | None = None,
        seconds: float = 30,
    ) -> Answer:
        return fetch(f"{self.url}{path}", headers=headers, data=data, seconds=seconds)

    def _listens(self) -> bool:
        assert self.process.is_running, self.process.logs()
        return listens(self.port)


@contextmanager
def nginx(upstream: str, **values: str) -> Iterator[Proxy]:
    """nginx before `upstream`; `values` are the names of the template, for instance PARVIS_VAR."""
    with own_folder() as folder:
        proxy = Proxy(folder, upstream, values)
        proxy.start()
        try:
            yield proxy
        finally:
            proxy.process.stop()
