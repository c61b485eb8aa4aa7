"""The small programs around the site: set-up, audit, supervisor, proxy configuration."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from scripts.audit import verdict
from scripts.nginx_conf import render
from scripts.supervise import read

ROOT = Path(__file__).resolve().parents[2]
SOUND = {"name": "django", "version": "5.2.19", "vulns": []}
FLAWED = {"name": "celery", "version": "5.7.0", "vulns": [{"id": "CVE-2026-0001"}]}
SKIPPED = {"name": "parvis-own", "skip_reason": "not found"}


def test_an_audit_without_an_answer_says_not_audited() -> None:
    code, lines = verdict([])

    assert code == 0
    assert "NOT AUDITED" in lines[0]


@pytest.mark.parametrize("packages", [[SKIPPED], [SOUND, SKIPPED]])
def test_an_audit_that_skipped_a_package_never_says_no_vulnerability(
    packages: list[dict[str, object]],
) -> None:
    code, lines = verdict([packages])

    assert code == 0
    assert any("NOT AUDITED" in line for line in lines)
    assert not any("no known vulnerability" in line for line in lines)


def test_an_audit_fails_on_a_known_vulnerability() -> None:
    code, lines = verdict([[SOUND, FLAWED]])

    assert code == 1
    assert "VULNERABLE: celery 5.7.0 (CVE-2026-0001)" in lines


def test_an_audit_of_everything_may_say_that_nothing_is_known() -> None:
    assert verdict([[SOUND]]) == (0, ["1 packages audited, no known vulnerability"])


def test_a_package_that_one_source_knows_is_audited() -> None:
    _, lines = verdict([[{"name": "django", "skip_reason": "not found"}], [SOUND]])

    assert lines == ["1 packages audited, no known vulnerability"]


@pytest.mark.parametrize("name", ["Procfile", "Procfile.embedded"])
def test_both_process_files_name_the_same_three_processes(name: str) -> None:
    commands = read(ROOT / name)

    assert list(commands) == ["web", "worker", "beat"]
    assert all(command.startswith("exec ") for command in commands.values())


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_stops_the_whole_group(tmp_path: Path, number: signal.Signals) -> None:
    supervisor = _supervise(tmp_path, "a: exec sleep 61\nb: exec sleep 62\n")

    supervisor.send_signal(number)

    assert supervisor.wait(10) == 128 + number
    assert _left(tmp_path) == []


def test_one_that_ends_by_itself_ends_the_group_with_a_failure(tmp_path: Path) -> None:
    supervisor = _supervise(tmp_path, "a: exec sleep 63\nb: exec sleep 0.3\n")

    assert supervisor.wait(10) == 1
    assert _left(tmp_path) == []


def test_a_killed_supervisor_leaves_nothing_running(tmp_path: Path) -> None:
    supervisor = _supervise(tmp_path, "a: exec sleep 64\nb: exec sleep 65\n")

    supervisor.kill()
    supervisor.wait(10)

    until = time.monotonic() + 5
    while _left(tmp_path) and time.monotonic() < until:
        time.sleep(0.05)
    assert _left(tmp_path) == []


def test_a_taken_port_is_said_before_anything_is_done() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])

        done = subprocess.run(
            [sys.executable, "scripts/run.py"],
            cwd=ROOT,
            env={**os.environ, "PORT": port},
            capture_output=True,
            text=True,
        )

    assert done.returncode == 1
    assert f"Port {port} is in use" in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize("port", ["eighty", "0", "70000", "-1", "²"])
def test_a_port_that_is_none_is_refused_in_a_sentence(port: str) -> None:
    done = subprocess.run(
        [sys.executable, "scripts/run.py"],
        cwd=ROOT,
        env={**os.environ, "PORT": port},
        capture_output=True,
        text=True,
    )

    assert done.returncode == 1
    assert "PORT is a number" in done.stderr


def test_a_machine_without_a_fit_python_is_told_what_to_install(tmp_path: Path) -> None:
    for name in ("python3", "python"):
        old = tmp_path / name
        old.write_text("#!/bin/sh\nexit 1\n")  # what an older one answers
        old.chmod(0o755)
    sh = "/bin/sh"

    done = subprocess.run(
        [sh, "scripts/python.sh"],
        cwd=ROOT,
        env={"PATH": str(tmp_path)},
        capture_output=True,
        text=True,
    )

    assert done.returncode == 1
    assert "Python 3.11 or newer" in done.stderr


def test_the_proxy_configuration_refuses_a_missing_name() -> None:
    with pytest.raises(ValueError, match="PARVIS_HOST"):
        render({"PARVIS_VAR": "/srv/parvis"})


def test_the_proxy_configuration_refuses_what_nginx_would_read() -> None:
    with pytest.raises(ValueError, match="PARVIS_HOST"):
        render({"PARVIS_VAR": "/srv/parvis", "PARVIS_HOST": "example.be; return 200"})


def _supervise(folder: Path, procfile: str) -> subprocess.Popen[bytes]:
    (folder / "Procfile").write_text(procfile)
    supervisor = subprocess.Popen(
        [sys.executable, "scripts/supervise.py", str(folder / "Procfile")],
        cwd=ROOT,
        env={**os.environ, "SUPERVISED_IN": str(folder)},
        stdout=subprocess.DEVNULL,
    )
    until = time.monotonic() + 5
    while len(_left(folder)) < 3 and time.monotonic() < until:
        time.sleep(0.02)
    return supervisor


def _left(folder: Path) -> list[str]:
    """The processes that have our mark in their environment."""
    mark = f"SUPERVISED_IN={folder}".encode()
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        try:
            if mark in (path / "environ").read_bytes().split(b"\0"):
                found.append(path.name)
        except OSError:
            continue  # it ended while we looked
    return found
