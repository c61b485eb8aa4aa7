"""Words reduced alike in pages and in questions, so that « velo » finds « vélos » on both engines.

Snowball alone leaves « vélos » untouched, misses « chevaux » and stems « mobilite » unlike
« mobilité »; so accents, elisions and plurals are treated first, before the text reaches the
database's index. Accents go before anything else: with them or without, a word has one stem.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from functools import lru_cache
from typing import Any

import snowballstemmer
from modelsearch.backends import get_search_backend

LONGEST_QUESTION = 100
SHORTEST_BEGINNING = 2
_ALGORITHMS = {"fr": "french", "nl": "dutch", "en": "english"}
_ELISION = re.compile(r"\b(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)['’ʼ]", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
# What nobody looks for: these words are asked for only when a question holds nothing else.
_SMALL_WORDS = {
    "fr": "a au aux avec ce ces cette comment dans de des du elle en est et il je la le les leur"
    " ma mes mon nos notre nous on ou par pas pour qu que quel quelle qui sa se ses son sont sur"
    " un une vos votre vous y",
    "nl": "aan al de deze die dit door een en er het hoe ik in is met naar of om onze op te tot"
    " u uw van voor waar wat we wie wij zijn",
    "en": "a an and are at by for from how i in is it of on or our the to we what where who with"
    " you your",
}
_local = threading.local()


def fold(text: str) -> str:
    """Lower case without accents: « Hôtel » is « hotel », « cœur » is « coeur »."""
    text = text.lower().replace("œ", "oe").replace("æ", "ae")
    letters = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def letters(text: str) -> str:
    """A text's words as they are typed, for suggestions: folded, without elisions or signs."""
    return " ".join(_words(text, "fr"))


def normalise(text: str, language: str = "fr") -> str:
    """The stems of a text's words, in order, in one of our languages (another counts as French)."""
    language = _ours(language)
    return " ".join(_stem(word, language) for word in _words(text, language))


def title_words(title: str, language: str = "fr", *, most: int = 400) -> str:
    """The stems by which a title is found among similar ones, each between spaces."""
    return f" {normalise(title, language)} "[:most]


def normalise_question(text: str, language: str = "fr") -> str:
    """The stems that a page must hold to answer; « la », « des » count only when alone."""
    language = _ours(language)
    words = _words(text, language)
    small = _SMALL_WORDS[language].split()
    telling = [word for word in words if word not in small] or words
    return " ".join(dict.fromkeys(_stem(word, language) for word in telling))


def clean_question(text: str) -> str:
    """What a person typed, cut, without what a database refuses (NUL, lone surrogates)."""
    text = text.encode("utf-8", "ignore").decode("utf-8")
    kept = "".join(" " if unicodedata.category(c) in ("Cc", "Cs") else c for c in text)
    return " ".join(kept.split())[:LONGEST_QUESTION].strip()


def rank(rows: Any, question: str, language: str, *, most: int) -> list[Any]:
    """The rows that hold the question's words, those that have them in their title first.

    `rows` is a queryset of any indexed model that has `search_words` among its search fields and a
    `title`: pages now, published ideas with theirs. The database orders the rest, each in its way.
    """
    words = normalise_question(question, language)
    if not words:
        return []
    hits = list(get_search_backend().search(words, _indexed(rows))[:most])
    wanted = set(words.split())
    return sorted(hits, key=lambda hit: not wanted <= set(normalise(hit.title, language).split()))


def begin_like(rows: Any, question: str, *, most: int) -> list[Any]:
    """The rows with words of their title that begin like the question's."""
    beginning = letters(question)
    if len(beginning) < SHORTEST_BEGINNING:
        return []
    return list(get_search_backend().autocomplete(beginning, _indexed(rows))[:most])


def _indexed(rows: Any) -> Any:
    """The same rows, filtered in the one way that every search engine understands."""
    chosen = rows.model._default_manager.filter(pk__in=rows.order_by().values("pk"))
    related = rows.query.select_related
    return chosen.select_related(*related) if isinstance(related, dict) else chosen


def _ours(language: str) -> str:
    return language if language in _ALGORITHMS else "fr"


def _words(text: str, language: str) -> list[str]:
    text = fold(text)
    if language == "fr":
        text = _ELISION.sub("", text)
    return _WORD.findall(text)


@lru_cache(maxsize=20_000)
def _stem(word: str, language: str) -> str:
    """One word's stem; a site uses the same few thousand words, so they are kept."""
    stemmer = _stemmer(language)
    if language == "fr":
        word = _ending(_singular(word))
    if language == "nl":  # « ideeën » is « idee »; a second pass joins « fietsen » and « fiets »
        word = stemmer.stemWord(word[:-2] if word.endswith("eeen") else word)
    return stemmer.stemWord(word)


def _singular(word: str) -> str:
    """French plurals that Snowball does not see; -ail and -au join -aux: « travail », « noyau »."""
    if len(word) > 4 and word.endswith("eaux"):
        return word[:-1]
    if len(word) > 4 and word.endswith("aux"):
        return word[:-3] + "al"
    if len(word) > 3 and word[-1] in "sx":
        word = word[:-1]
    if len(word) > 4 and word.endswith("ail"):
        return word[:-3] + "al"
    if len(word) > 4 and word.endswith("au") and word[-3] != "e":
        return word[:-2] + "al"
    return word


def _ending(word: str) -> str:
    """Endings that Snowball knows by an accent which is gone: « organisée », « première »."""
    if len(word) > 4 and word.endswith("ee"):
        return word[:-1]
    if len(word) > 5 and word.endswith("iere"):
        return word[:-1]
    return word


def _stemmer(language: str) -> snowballstemmer.stemmer:
    """A stemmer keeps the word it works on: each thread has its own."""
    stemmers = _local.__dict__.setdefault("stemmers", {})
    if language not in stemmers:
        stemmers[language] = snowballstemmer.stemmer(_ALGORITHMS[language])
    return stemmers[language]
