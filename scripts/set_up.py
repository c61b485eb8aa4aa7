"""The virtual environment with what the lock says, made again only when the lock has changed.

Usage: set_up.py [--dev]. Runs on the machine's own Python, before anything is installed.
"""

import hashlib
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"


def main() -> int:
    wants_dev = "--dev" in sys.argv[1:]
    locks = ["requirements.txt"] + (["requirements-dev.txt"] if wants_dev else [])
    if _is_done(locks):
        return 0
    if not _works():
        print("Making the virtual environment .venv …", flush=True)
        _run(sys.executable, "-m", "venv", "--clear", str(VENV))
    print(f"Installing what {' and '.join(locks)} say (a minute or two) …", flush=True)
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "--no-input", "--quiet"]
    files = [part for lock in locks for part in ("-r", lock)]
    _run(*pip, "install", "--require-hashes", *files)
    _run(*pip, "install", "--no-deps", "--no-build-isolation", "-e", ".")  # `site/` on the path
    for lock in locks:
        _stamp(lock).write_text(_digest(lock))
    return 0


def _is_done(locks: list[str]) -> bool:
    stamps = [_stamp(lock) for lock in locks]
    done = all(
        stamp.exists() and stamp.read_text() == _digest(lock)
        for stamp, lock in zip(stamps, locks, strict=True)
    )
    return done and PYTHON.exists()


def _works() -> bool:
    """A moved checkout or an upgraded Python leaves an environment behind that does not start."""
    if not PYTHON.exists():
        return False
    question = "import sys, pip; sys.exit(sys.version_info < (3, 11))"
    return subprocess.run([PYTHON, "-c", question], capture_output=True).returncode == 0


def _digest(lock: str) -> str:
    """What an installation depends on: the lock, how we are packed, and where we stand."""
    digest = hashlib.sha256(str(ROOT).encode())
    for name in (lock, "pyproject.toml"):
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def _stamp(lock: str) -> Path:
    return VENV / f"installed-{lock}.sha256"


def _run(*command: str) -> None:
    done = subprocess.run(command, cwd=ROOT)
    if done.returncode:
        sys.exit(f"This failed: {' '.join(command)}")


if __name__ == "__main__":
    sys.exit(main())
