"""The catalogues: complete in French and Dutch, compiled, with the words that the city uses."""

from __future__ import annotations

import gettext
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import wagtail
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as translate

ROOT = Path(__file__).resolve().parents[1]
LANGUAGES = [code for code, _ in settings.LANGUAGES if code != "en"]  # English is the source
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|\{\w+\}|</?[a-z]+>")
NO_BREAK = "\u00a0"


def _path(language: str, ending: str) -> Path:
    return ROOT / "locale" / language / "LC_MESSAGES" / f"django.{ending}"


def _entries(language: str) -> list[dict[str, str]]:
    """Each entry of a .po file: msgid, msgid_plural, msgctxt, every msgstr, and its flags."""
    found = []
    for block in re.split(r"\n{2,}", _path(language, "po").read_text().strip())[1:]:
        entry: dict[str, str] = {"flags": " ".join(re.findall(r"^#,.*$", block, re.MULTILINE))}
        name = ""
        for line in block.splitlines():
            if match := re.match(r'(msg\w+(?:\[\d\])?) "(.*)"$', line):
                name = match[1]
                entry[name] = match[2]
            elif line.startswith('"'):
                entry[name] += line.strip('"')
        found.append(entry)
    return found


def _translations(entry: dict[str, str]) -> list[str]:
    return [text for name, text in entry.items() if name.startswith("msgstr")]


def _compiled(path: Path) -> Any:
    with path.open("rb") as file:
        return gettext.GNUTranslations(file)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_translated_and_none_is_a_guess(language: str) -> None:
    entries = _entries(language)

    assert len(entries) > 300
    assert [e["msgid"] for e in entries if not all(_translations(e))] == []
    assert [e["msgid"] for e in entries if "fuzzy" in e["flags"]] == []
    assert "#~" not in _path(language, "po").read_text()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalogue_is_that_of_its_sentences(language: str) -> None:
    compiled = _compiled(_path(language, "mo"))

    for entry in _entries(language):
        context, plural = entry.get("msgctxt"), entry.get("msgid_plural")
        message, texts = _plain(entry["msgid"]), [_plain(t) for t in _translations(entry)]
        if plural:
            assert [compiled.ngettext(message, _plain(plural), n) for n in (1, 2)] == texts
        elif context:
            assert compiled.pgettext(_plain(context), message) == texts[0]
        else:
            assert compiled.gettext(message) == texts[0]


def _plain_machine() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("DJANGO_")}


def _plain(text: str) -> str:
    return re.sub(r"\\(.)", lambda match: {"n": "\n"}.get(match[1], match[1]), text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_gettext_itself_finds_no_fault(language: str) -> None:
    if not shutil.which("msgfmt"):
        pytest.skip("gettext is not on this machine")

    done = subprocess.run(
        ["msgfmt", "--check-format", "-o", "/dev/null", str(_path(language, "po"))],
        capture_output=True,
        text=True,
    )

    assert done.returncode == 0, done.stderr


def test_no_sentence_of_the_sources_is_missing(tmp_path: Path) -> None:
    if not shutil.which("xgettext"):
        pytest.skip("gettext is not on this machine")
    for name in ("accounts", "config", "newsletters", "pages", "participation", "templates"):
        source = ROOT / name if (ROOT / name).exists() else ROOT / "site" / name
        shutil.copytree(source, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "locale").mkdir()

    script = (
        "import django; from django.conf import settings; from django.core import management\n"
        "settings.configure(); django.setup()\n"
        "management.call_command('makemessages', keep_pot=True, locale=['fr'], verbosity=0)"
    )
    subprocess.run([sys.executable, "-c", script], cwd=tmp_path, check=True, env=_plain_machine())

    collected = (tmp_path / "locale/django.pot").read_text()
    wanted = set(re.findall(r'^msgid "(.+)"$', collected, re.MULTILINE))
    known = {entry["msgid"] for entry in _entries("fr")}
    assert wanted - known == set()
    assert len(wanted) > 300


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_filled_in_stays_where_it_was(language: str) -> None:
    wrong = []
    for entry in _entries(language):
        known = {frozenset(PLACEHOLDER.findall(entry[k])) for k in entry if k.startswith("msgid")}
        if any(frozenset(PLACEHOLDER.findall(text)) not in known for text in _translations(entry)):
            wrong.append(entry["msgid"])

    assert wrong == []


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("fr", {0: "plus que 0 jour", 1: "plus que 1 jour", 2: "plus que 2 jours"}),
        ("nl", {0: "nog 0 dagen", 1: "nog 1 dag", 2: "nog 2 dagen"}),
    ],
)
def test_plurals_follow_the_language(language: str, forms: dict[int, str]) -> None:
    with translation.override(language):
        for days, words in forms.items():
            text = translation.ngettext("%(days)s day left", "%(days)s days left", days)
            assert text % {"days": days} == words


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_of_another_procedure_is_used(language: str) -> None:
    said = " ".join(text for entry in _entries(language) for text in _translations(entry)).lower()

    for word in ("consultation populaire", "volksraadpleging", "enquête publique", "mairie"):
        assert word not in said
    informal = {"fr": r"\b(ta|tes|toi|tu)\b", "nl": r"\b(je|jij|jouw)\b"}
    assert not re.search(informal[language], said)


def test_french_signs_stand_behind_a_space_that_does_not_break() -> None:
    texts = [text for entry in _entries("fr") for text in _translations(entry)]

    assert [t for t in texts if re.search(r" [:;!?»]|« |(?<=\d) %|\w[;!?](?:\s|$)", t)] == []
    assert [t for t in texts if re.search(r'\w:(?:\s|$)|\w"\w', t)] == []
    assert [t for t in texts if "'" in t] == []  # the apostrophe is ’
    assert any(NO_BREAK in text for text in texts)


@pytest.mark.parametrize(("language", "word"), [("fr", "Rechercher"), ("nl", "Zoeken")])
def test_the_site_speaks_the_language(language: str, word: str) -> None:
    with translation.override(language):
        assert translate("Search") == word


# --- Our words in other people's screens --------------------------------------------------------

# Django looks into our catalogue first: these say the same as Wagtail's, in other words.
SAME_SENSE = {
    "All",
    "Comment",
    "Import",
    "Log in",
    "Log out",
    "Password required",
    "Preview",
    "Recovery codes",
    "Save",
    "To",
    "created at",
    "file",
    "finished at",
    "label",
    "revision",
    "revoked at",
    "started at",
    "title",
}


def test_no_word_of_ours_changes_the_sense_of_wagtails_screens() -> None:
    ours = {e["msgid"]: e["msgstr"] for e in _entries("fr") if "msgctxt" not in e and "msgstr" in e}
    folder = Path(wagtail.__file__).parent
    changed = set()
    for path in folder.rglob("locale/fr/LC_MESSAGES/django.mo"):
        theirs = _compiled(path)
        for message, text in ours.items():
            other = theirs.gettext(message)
            if other not in (message, _plain(text)):
                changed.add(message)

    assert changed <= SAME_SENSE
