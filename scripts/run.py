"""`make run`: the whole site on this machine, set up when something changed, then started.

PORT (8000) says where; PARVIS_VAR where its data stays; PARVIS_DEMO=0 leaves the demo city out.
"""

import hashlib
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = ROOT / ".venv" / "bin"
VAR = Path(os.environ.get("PARVIS_VAR") or ROOT / "var").resolve()
STAMP = VAR / "set-up.sha256"
ACCOUNTS = VAR / "demo-accounts.txt"
CHOICES = ("BASE_URL", "DATABASE_URL", "MEDIA_ROOT", "PARVIS_ENV", "S3_BUCKET", "STATIC_ROOT")


def main() -> None:
    port = _port()
    subprocess.run([sys.executable, "scripts/set_up.py"], cwd=ROOT, check=True)
    os.environ["PATH"] = f"{BIN}{os.pathsep}{os.environ['PATH']}"
    os.environ["PORT"] = str(port)
    os.environ.setdefault("BASE_URL", f"http://localhost:{port}")
    _prepare()
    os.environ["PARVIS_WELCOME"] = _welcome(os.environ["BASE_URL"])
    os.environ.setdefault("PYTHONWARNINGS", "ignore:You're running the worker with superuser")
    os.chdir(ROOT)
    os.execv(BIN / "python", [str(BIN / "python"), "scripts/supervise.py", "Procfile.embedded"])


def _port() -> int:
    """The port, seen to be free before anything is started."""
    given = os.environ.get("PORT") or "8000"
    if not given.isdecimal() or not 0 < int(given) < 65536:
        sys.exit(f"PORT is a number from 1 to 65535, not “{given}”.")
    try:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", int(given)))
    except PermissionError:
        sys.exit(f"Port {given} is reserved. Choose another: make run PORT=8000")
    except OSError:
        sys.exit(
            f"Port {given} is in use: stop what runs there (perhaps another `make run`), "
            f"or choose another: make run PORT={int(given) % 65535 + 1}"
        )
    return int(given)


def _prepare() -> None:
    """Tables, static files and, in a new database, the demo; nothing when nothing has changed."""
    digest = _digest()
    if STAMP.exists() and STAMP.read_text() == digest and _has_its_data():
        return
    options = [] if os.environ.get("PARVIS_DEMO") == "0" else ["--demo"]
    done = subprocess.run([BIN / "python", "manage.py", "set_up", *options], cwd=ROOT)
    if done.returncode:
        sys.exit("The set-up failed; the reason stands above. Nothing was started.")
    STAMP.write_text(digest)


def _has_its_data() -> bool:
    database = bool(os.environ.get("DATABASE_URL")) or (VAR / "parvis.sqlite3").exists()
    return database and (bool(os.environ.get("STATIC_ROOT")) or (VAR / "static").exists())


def _digest() -> str:
    digest = hashlib.sha256(repr([os.environ.get(name) for name in CHOICES]).encode())
    for path in sorted(_sources()):
        digest.update(str(path.relative_to(ROOT)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _sources() -> Iterator[Path]:
    """What tables, seeded rights, static files and error pages are made from."""
    yield ROOT / "requirements.txt"
    yield ROOT / "site/config/settings.py"
    for app in ("site/accounts", "participation", "pages", "newsletters"):
        yield from (ROOT / app).glob("migrations/*.py")
        yield from (ROOT / app).glob("groups.py")
    for folder in ("static", "locale", "templates/errors"):
        yield from (path for path in (ROOT / folder).rglob("*") if path.is_file())


def _welcome(address: str) -> str:
    lines = [
        f"Parvis is ready:  {address}/",
        f"Wagtail admin:    {address}/admin/",
        f"Local mailbox:    {address}/boite-mail/",
    ]
    if ACCOUNTS.exists():
        lines += ["", *ACCOUNTS.read_text().splitlines()]
    lines += ["", f"Its data stays in {VAR}. Ctrl-C stops it."]
    rule = "─" * max(map(len, lines))
    return "\n".join(["", rule, *lines, rule, ""])


if __name__ == "__main__":
    main()
