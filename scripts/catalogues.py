"""Compares each committed catalogue (.mo) with what its sentences (.po) compile to."""

import gettext
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def main() -> int:
    if not shutil.which("msgfmt"):
        sys.exit("This needs gettext. On Debian and Ubuntu: sudo apt install gettext")
    sources = sorted((ROOT / "locale").glob("*/LC_MESSAGES/*.po"))
    if not sources:
        sys.exit("There is no catalogue in locale/.")
    stale = [source for source in sources if not _is_fresh(source)]
    for source in stale:
        print(f"{source.relative_to(ROOT)} was changed after its .mo: make translations")
    print(f"{len(sources) - len(stale)} of {len(sources)} catalogues are fresh")
    return 1 if stale else 0


def _is_fresh(source: Path) -> bool:
    committed = source.with_suffix(".mo")
    if not committed.exists():
        return False
    with tempfile.NamedTemporaryFile(suffix=".mo") as compiled:
        done = subprocess.run(["msgfmt", "--check-format", "-o", compiled.name, str(source)])
        return done.returncode == 0 and _sentences(Path(compiled.name)) == _sentences(committed)


def _sentences(catalogue: Path) -> object:
    """The content, without what differs between two versions of gettext: order and table."""
    with catalogue.open("rb") as file:
        translations = gettext.GNUTranslations(file)
    return vars(translations)["_catalog"]


if __name__ == "__main__":
    sys.exit(main())
