"""`site/` is a folder, never a package: with an __init__.py it would shadow Python's own `site`."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def test_site_is_not_a_package() -> None:
    assert not (ROOT / "site" / "__init__.py").exists()


def test_only_the_top_of_tests_is_a_package() -> None:
    assert list((ROOT / "tests").rglob("__init__.py")) == [ROOT / "tests" / "__init__.py"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["manage.py", "check"],
        ["-c", "import config.settings"],
        ["-m", "celery", "-A", "config", "report"],
        ["-m", "gunicorn", "--check-config", "config.wsgi"],
        ["-X", "frozen_modules=off", "manage.py", "check"],
    ],
)
def test_the_settings_import_in_every_way(arguments: list[str]) -> None:
    done = subprocess.run([sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True)

    assert done.returncode == 0, done.stdout + done.stderr
