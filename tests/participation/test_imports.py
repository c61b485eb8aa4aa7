"""Imports: every error at once in a sentence, all or nothing, and twice adds nothing."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from openpyxl import Workbook

from accounts import clock, registry
from accounts.models import OutboxMessage, Person, Theme
from accounts.registry import Subject
from participation.actions.cast_vote import cast_vote
from participation.actions.count_ideas import count_changed_ideas, drifted_ideas
from participation.actions.import_box import choose_box
from participation.actions.import_ideas import Target, check_import, import_ideas
from participation.errors import BoxOfAnotherConsultation, FilesHaveFaults, SeveralCalls
from participation.imports import told
from participation.imports.files import Reading, Sent
from participation.models import (
    Channel,
    Comment,
    Consultation,
    Idea,
    IdeaBox,
    IdeaTally,
    Import,
    Vote,
)
from participation.results.ideas import ideas_of
from participation.results.similar import similar_ideas
from tests import make

pytestmark = pytest.mark.django_db
DATA = Path(__file__).parents[1] / "data"
IDEAS = Sent("ideas.csv", (DATA / "republique-numerique-ideas.csv").read_bytes())
COMMENTS = Sent("comments.csv", (DATA / "republique-numerique-comments.csv").read_bytes())
DATE = "2015-09-26T02:27:55+0200"
TABLES = (Consultation, IdeaBox, Idea, IdeaTally, Comment, Vote, Person, Theme, Import)


def table(headings: str, *rows: Iterable[str], name: str = "fichier.csv") -> Sent:
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows([headings.split(), *rows])
    return Sent(name, text.getvalue().encode())


def ideas(*rows: Iterable[str], headings: str = "id created_at author title") -> Sent:
    return table(headings, *rows, name="idees.csv")


def comments(*rows: Iterable[str], headings: str = "id idea_id created_at body") -> Sent:
    return table(headings, *rows, name="commentaires.csv")


def check(ideas: Sent, comments: Sent | None = None, box: IdeaBox | None = None) -> Reading:
    consultation = box.consultation if box else None
    target = Target(consultation or Consultation(), box)
    return check_import(target=target, ideas=ideas, comments=comments, at=clock.now())[0]


def bring(
    ideas: Sent = IDEAS,
    comments: Sent | None = COMMENTS,
    box: IdeaBox | None = None,
    consultation: Consultation | None = None,
) -> Import:
    consultation = consultation or (box.consultation if box else None) or make.open_consultation()
    target = Target(consultation, box or choose_box(consultation=consultation))
    reading, _plan = check_import(target=target, ideas=ideas, comments=comments, at=clock.now())
    record = Import(ideas_file=ideas.clean_name, created_at=clock.now())
    return import_ideas(target=target, reading=reading, record=record)


def faults(reading: Reading) -> list[tuple[int | None, str]]:
    return [(fault.line, fault.column) for _name, fault in reading.faults()]


def counts() -> dict[str, int]:
    return {model.__name__: model._default_manager.count() for model in TABLES}


# --- What is brought in -------------------------------------------------------------------------


def test_the_sample_comes_in_whole() -> None:
    record = bring()
    count_changed_ideas()

    assert (record.state, record.ideas_made, record.comments_made) == (Import.State.DONE, 10, 27)
    assert (record.people_made, record.themes_made) == (30, 11)
    box = IdeaBox.objects.get()
    assert (box.use, box.voting_rule) == (IdeaBox.Use.CALL, IdeaBox.VotingRule.FOR_MIXED_AGAINST)
    assert box.has_stances
    assert not Vote.objects.exists()
    tallies = IdeaTally.objects.all()
    assert sum(tally.imported_for for tally in tallies) == 1151
    assert sum(tally.points for tally in tallies) == 1151
    assert sum(tally.comments for tally in tallies) == 27
    assert {tally.votes_for for tally in tallies} == {0}
    assert drifted_ideas() == []


def test_an_idea_is_as_its_file_says() -> None:
    bring()

    idea = Idea.objects.get(external_id="88")
    assert len(idea.title) == 154  # the web form's limit does not hold here
    assert (idea.state, idea.channel) == (Idea.State.PUBLISHED, Channel.IMPORT)
    assert idea.created_at == idea.published_at == datetime(2015, 9, 26, 0, 28, 3, tzinfo=UTC)
    assert {theme.name for theme in idea.themes.all()} == {
        "Section 1",
        "Accessibilité des personnes handicapées aux services téléphoniques",
    }
    assert "\n\n" in idea.body
    tally = idea.tally
    assert (tally.imported_for, tally.imported_mixed, tally.imported_against) == (448, 32, 18)


def test_a_comment_has_its_stance_and_may_say_no_more() -> None:
    bring()

    silent = Comment.objects.filter(body="")
    assert {comment.stance for comment in silent} == {"for"}
    assert all(str(comment) for comment in silent)
    assert set(Comment.objects.values_list("stance", flat=True)) == {"for", "against"}
    assert sum(Comment.objects.values_list("imported_votes", flat=True)) == 50


def test_titles_are_found_among_similar_ones_and_themes_filter() -> None:
    box = make.idea_box()
    bring(box=box)

    wanted = Idea.objects.get(external_id="140")
    assert wanted in similar_ideas(box, wanted.title)
    theme = Theme.objects.get(name="Couverture numérique")
    assert list(ideas_of(box, order="newest", theme=theme.slug)) == [wanted]


def test_an_author_is_one_person_without_account_in_each_box() -> None:
    rows = [["1", DATE, "Ada", "Un banc"], ["2", DATE, "Ada", "Un arbre"], ["3", DATE, "", "Rien"]]
    box = make.idea_box()

    bring(ideas(*rows), comments(["9", "1", DATE, "Oui"]), box=box)
    bring(ideas(["4", DATE, "Ada", "Encore"]), None, box=box)
    bring(ideas(*rows), None)

    people = Person.objects.filter(origin=Person.Origin.IMPORTED)
    assert sorted(people.values_list("pseudonym", flat=True)) == ["", "", "Ada", "Ada"]
    assert not people.exclude(user=None).exists()
    assert Idea.objects.filter(person__pseudonym="Ada", box=box).count() == 3
    assert Idea.objects.get(external_id="3", box=box).author_name


def test_themes_that_exist_are_used_whatever_their_capitals() -> None:
    known = make.theme("Mobilité", "mobilite")
    rows = [
        ["1", DATE, "Un banc", "mobilité", "Mobilité"],
        ["2", DATE, "Un arbre", "Élan", "elan"],
        ["3", DATE, "Une allée", "élan", ""],
    ]

    record = bring(ideas(*rows, headings="id created_at title section theme"), None)

    assert list(Idea.objects.get(external_id="1").themes.all()) == [known]
    assert record.themes_made == 2  # with and without its accent; never one address for two
    assert len(set(Theme.objects.values_list("slug", flat=True))) == Theme.objects.count()


def test_the_window_is_not_checked() -> None:
    closed = make.open_consultation(
        opens_at=make.NOON - timedelta(days=60), closes_at=make.NOON - timedelta(days=30)
    )

    assert bring(consultation=closed).ideas_made == 10


def test_answers_stand_under_their_comment_in_two_levels() -> None:
    head = "id idea_id created_at body parent_id"
    sent = comments(
        ["3", "1", DATE, "réponse à la réponse", "2"],
        ["2", "1", DATE, "réponse", "1"],
        ["1", "1", DATE, "premier", ""],
        headings=head,
    )
    box = make.idea_box()

    bring(ideas(["1", DATE, "Ada", "Un banc"]), sent, box=box)
    later = comments(["4", "1", DATE, "plus tard", "3"], headings=head)
    bring(ideas(["1", DATE, "Ada", "Un banc"]), later, box=box)

    first = Comment.objects.get(external_id="1")
    assert [comment.external_id for comment in first.replies.order_by("external_id")] == list("234")


def test_a_workbook_comes_in_like_a_csv() -> None:
    book, output = Workbook(), io.BytesIO()
    for row in (
        ["Identifiant", "Titre", "Date de création", "Votes pour", "Mitigé", "Thématique"],
        [62, "Un banc", datetime(2015, 9, 26, 2, 27), 1124, 3.0, "Mobilité"],
    ):
        book.active.append(row)
    book.save(output)

    bring(Sent("idees.xlsx", output.getvalue()), None)

    idea = Idea.objects.get()
    assert idea.external_id == "62"
    assert idea.created_at == datetime(2015, 9, 26, 0, 27, tzinfo=UTC)  # Brussels time, supposed
    assert (idea.tally.imported_for, idea.tally.imported_mixed) == (1124, 3)


def test_pages_are_purged_through_the_outbox() -> None:
    record = bring()

    assert OutboxMessage.objects.filter(kind="purge", event=f"import-{record.pk}").exists()


def test_nobody_is_written_to() -> None:
    bring()

    assert not OutboxMessage.objects.filter(kind="notice").exists()


def test_votes_are_counted_beside_the_imported_totals() -> None:
    box = make.idea_box()
    bring(box=box)
    idea = Idea.objects.get(external_id="88")

    cast_vote(person=make.citizen(), idea=idea, at=make.NOON)
    count_changed_ideas()

    tally = IdeaTally.objects.get(idea=idea)
    assert (tally.votes_for, tally.imported_for, tally.points) == (1, 448, 449)


def test_an_imported_person_can_be_forgotten_and_does_not_come_back() -> None:
    box = make.idea_box()
    bring(box=box)
    idea = Idea.objects.get(external_id="88")
    name = idea.author_name

    for person in Person.objects.filter(pseudonym=name) | Person.objects.exclude(pseudonym=""):
        registry.erase(Subject(None, person), with_contributions=False)
    bring(box=box)

    assert not Person.objects.filter(pseudonym=name).exists()
    assert not Idea.objects.filter(author_name=name).exists()


# --- Twice, and in parts ------------------------------------------------------------------------


def test_a_second_run_changes_nothing() -> None:
    consultation = make.open_consultation()
    bring(consultation=consultation)
    before, rows = counts(), list(Idea.objects.order_by("pk").values())

    again = bring(consultation=consultation)

    assert counts() == before
    assert list(Idea.objects.order_by("pk").values()) == rows
    assert (again.ideas_made, again.ideas_there, again.comments_there) == (0, 10, 27)
    assert again.pk is None


def test_what_is_missing_is_added_and_what_is_there_stays() -> None:
    box = make.idea_box()
    bring(ideas(["1", DATE, "Ada", "Un banc"]), None, box=box)
    Idea.objects.update(title="Un banc, dit autrement")

    record = bring(
        ideas(["1", DATE, "Ada", "Un banc"], ["2", DATE, "Ada", "Un arbre"]),
        comments(["9", "1", DATE, "Oui"]),
        box=box,
    )
    count_changed_ideas()

    assert (record.ideas_made, record.ideas_there, record.comments_made) == (1, 1, 1)
    assert Idea.objects.get(external_id="1").title == "Un banc, dit autrement"
    assert IdeaTally.objects.get(idea__external_id="1").comments == 1


def test_the_same_numbers_in_another_box_are_other_ideas() -> None:
    bring()
    bring()

    assert Idea.objects.count() == 20


def test_a_failure_half_way_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    box = make.idea_box()
    make.idea(box, external_id="x")
    before = counts()
    reading, _ = check_import(
        target=Target(box.consultation, box),  # type: ignore[arg-type]  # it has one
        ideas=ideas(["1", DATE, "Ada", "Un banc"]),
        comments=comments(["9", "1", DATE, "Oui"]),
        at=clock.now(),
    )
    reading.comments.append(reading.comments[0])  # the database has the last word

    with pytest.raises(IntegrityError):
        import_ideas(
            target=Target(box.consultation, box),  # type: ignore[arg-type]  # it has one
            reading=reading,
            record=Import(ideas_file="x.csv", created_at=clock.now()),
        )

    assert counts() == before


def test_queries_do_not_grow_with_the_lines() -> None:
    def queries(lines: int) -> int:
        box = make.idea_box()
        sent = ideas(*([str(n), DATE, f"Ada {n}", f"Idée {n}"] for n in range(lines)))
        said = comments(*([str(n), str(n), DATE, "Oui"] for n in range(lines)))
        with CaptureQueriesContext(
            connection,
        ) as found:
            bring(sent, said, box=box)
        return len(found)

    queries(1)
    few, many = queries(3), queries(30)

    assert few == many <= 30
    batches = 9 if connection.vendor == "sqlite" else 0  # SQLite takes 999 values at a time
    assert queries(300) <= few + 3 * batches


# --- Into which call ----------------------------------------------------------------------------


def test_the_only_call_is_taken_and_votes_do_not_count() -> None:
    consultation = make.open_consultation()
    assert choose_box(consultation=consultation) is None
    make.idea_box(consultation=consultation, use=IdeaBox.Use.VOTE)
    make.idea_box(consultation=consultation, is_archived=True)
    assert choose_box(consultation=consultation) is None

    call = make.idea_box(consultation=consultation)

    assert choose_box(consultation=consultation) == call
    assert choose_box(consultation=consultation, box_id=call.pk) == call


def test_several_calls_ask_for_a_choice() -> None:
    consultation = make.open_consultation()
    calls = [make.idea_box(consultation=consultation, title=f"Appel {n}") for n in (1, 2)]
    vote = make.idea_box(consultation=consultation, use=IdeaBox.Use.VOTE)

    with pytest.raises(SeveralCalls, match=f"Appel 1.*{calls[0].pk}.*Appel 2.*{calls[1].pk}"):
        choose_box(consultation=consultation)
    for other in (vote, make.idea_box()):
        with pytest.raises(BoxOfAnotherConsultation, match="Appel 1"):
            choose_box(consultation=consultation, box_id=other.pk)
    assert choose_box(consultation=consultation, box_id=calls[1].pk) == calls[1]


@pytest.mark.parametrize(
    ("columns", "rule"),
    [
        ("votes_for", IdeaBox.VotingRule.SUPPORT),
        ("votes_for votes_against", IdeaBox.VotingRule.FOR_AGAINST),
        ("votes_for votes_against votes_mixed", IdeaBox.VotingRule.FOR_MIXED_AGAINST),
    ],
)
def test_a_call_that_is_made_votes_as_its_file_did(columns: str, rule: str) -> None:
    row = ["1", DATE, "Un banc", *["3"] * len(columns.split())]

    bring(ideas(row, headings=f"id created_at title {columns}"), None)

    box = IdeaBox.objects.get()
    assert (box.voting_rule, box.has_stances) == (rule, False)
    assert box.title.startswith("Appel à idées")


# --- What is wrong ------------------------------------------------------------------------------


def test_nothing_is_written_where_something_is_wrong() -> None:
    with pytest.raises(FilesHaveFaults):
        bring(ideas(["1", DATE, "Ada", "Un banc"], ["2", "hier", "Ada", "Un arbre"]), None)

    assert not Idea.objects.exists()


def test_every_error_is_found_at_once_with_its_line() -> None:
    head = "id created_at author section title body votes_for"
    good = ["1", DATE, "Ada", "A", "Un banc", "", "3"]
    rows = [
        good,
        ["", DATE, "Ada", "A", "Sans numéro", "", "3"],
        ["3", "31/02/2015", "Ada", "A", "Date impossible", "", "3"],
        ["4", "2099-01-01", "Ada", "A", "Dans le futur", "", "3"],
        ["5", "0001-01-01T00:00:00+02:00", "Ada", "A", "Trop ancien", "", "3"],
        ["6", DATE, "x" * 61, "A", "Auteur trop long", "", "3"],
        ["7", DATE, "Ada", "x" * 101, "Section trop longue", "", "3"],
        ["8", DATE, "Ada", "A", "", "", "3"],
        ["9", DATE, "Ada", "A", "x" * 201, "", "3"],
        ["10", DATE, "Ada", "A", "Texte trop long", "x" * 12_001, "3"],
        ["11", DATE, "Ada", "A", "Votes en lettres", "", "trois"],
        ["12", DATE, "Ada", "A", "Votes négatifs", "", "-3"],
        ["13", DATE, "Ada", "A", "Trop de votes", "", "9" * 12],
        ["1", DATE, "Ada", "A", "Deux fois", "", "3"],
        ["x" * 61, DATE, "Ada", "A", "Numéro trop long", "", "3"],
        ["16", "", "Ada", "A", "Sans date", "", "3"],
    ]

    found = faults(check(ideas(*rows, headings=head)))

    assert found == [
        (3, "id"),
        (4, "created_at"),
        (5, "created_at"),
        (6, "created_at"),
        (7, "author"),
        (8, "section"),
        (9, "title"),
        (10, "title"),
        (11, "body"),
        (12, "votes_for"),
        (13, "votes_for"),
        (14, "votes_for"),
        (15, "id"),
        (16, "id"),
        (17, "created_at"),
    ]


def test_what_is_wrong_with_a_comment_is_found_too() -> None:
    head = "id idea_id created_at body stance parent_id votes"
    rows = [
        ["1", "1", DATE, "Bien", "pour", "", "2"],
        ["2", "9", DATE, "D’une idée inconnue", "", "", ""],
        ["3", "1", DATE, "Sans position connue", "peut-être", "", ""],
        ["4", "1", DATE, "", "", "", ""],
        ["5", "1", DATE, "Répond à rien", "", "77", ""],
        ["6", "2", DATE, "Répond ailleurs", "", "1", ""],
        ["7", "1", DATE, "Se répond", "", "7", ""],
        ["1", "1", DATE, "Deux fois", "", "", ""],
        ["8", "1", DATE, "x" * 4001, "", "", ""],
        ["9", "", DATE, "Sans idée", "", "", ""],
    ]
    two = ideas(["1", DATE, "Ada", "Un banc"], ["2", DATE, "Ada", "Un arbre"])

    reading = check(two, comments(*rows, headings=head))

    assert faults(reading) == [
        (3, "idea_id"),
        (4, "stance"),
        (5, "body"),
        (6, "parent_id"),
        (7, "parent_id"),
        (8, "parent_id"),
        (9, "id"),
        (10, "body"),
        (11, "idea_id"),
    ]


def test_headings_are_known_by_several_names_and_the_others_are_told() -> None:
    def headings_of(*headings: str) -> list[str]:
        reading = check(table(" ".join(headings), ["1"] * len(headings)))
        return [fault.sentence for _name, fault in reading.faults() if fault.line == 1]

    assert not headings_of("Numéro", "DATE", "Titre", "Thématique", "Pour", "contre")
    with translation.override("fr"):
        (missing,) = headings_of("id", "titre")
        (unknown,) = headings_of("id", "date", "titre", "url")
        (misspelt,) = headings_of("id", "date", "titre", "votes_fro")
        (twice,) = headings_of("id", "date", "titre", "title")
        (nameless,) = headings_of("id", "date", "titre", '""')
    assert "created_at" in missing
    assert "url" in unknown
    assert "votes_for" in misspelt
    assert "title" in twice
    assert nameless


def test_a_broken_file_of_ideas_is_one_error_and_not_one_for_each_comment() -> None:
    reading = check(Sent("idees.csv", b"%PDF"), COMMENTS)

    assert reading.found == 1
    assert faults(reading) == [(None, "")]


def test_errors_without_end_are_counted_and_the_first_thousand_kept() -> None:
    rows = ([str(n), "hier", "Ada", "Un banc"] for n in range(1500))

    reading = check(ideas(*rows))

    assert (reading.found, len(reading.faults())) == (1500, 1000)


def test_sentences_are_french_and_say_where() -> None:
    with translation.override("fr"):
        reading = check(ideas(["1", "hier", "Ada", "Un banc"]))
        ((name, fault),) = reading.faults()

        assert told.place_of(name, fault) == (
            "idees.csv, ligne 2, created_at\u00a0: «\u00a0hier\u00a0» n’est pas une date."
            " Écrivez-la comme ceci\u00a0: 2015-09-26T02:27:55+02:00."
        )


@pytest.mark.parametrize(
    ("cell", "number"),
    [("", 0), ("0", 0), ("12", 12), ("11.200", 11_200), ("11 200", 11_200), ("3.0", 3)],
)
def test_numbers_are_read_as_they_are_written_here(cell: str, number: int) -> None:
    reading = check(ideas(["1", DATE, "T", cell], headings="id created_at title votes_for"))

    assert not reading.found
    assert reading.ideas[0].votes_for == number
    assert any("11200" in note for _name, note in reading.notes()) is (number == 11_200)


@pytest.mark.parametrize(
    "cell",
    [
        "2015-09-26T02:27:55+0200",
        "2015-09-26T02:27:55+02:00",
        "2015-09-26T00:27:55Z",
        "2015-09-26 02:27:55",
        "26/09/2015 02:27:55",
    ],
)
def test_dates_are_instants_whatever_their_form(cell: str) -> None:
    reading = check(ideas(["1", cell, "Ada", "Un banc"]))

    assert reading.ideas[0].created_at == datetime(2015, 9, 26, 0, 27, 55, tzinfo=UTC)


def test_a_file_s_name_is_cleaned() -> None:
    assert Sent("C:\\Temp\\idées\u202e.csv", b"").clean_name == "idées.csv"
    assert Sent("../../etc/passwd", b"").clean_name == "passwd"
    assert len(Sent("x" * 300 + ".csv", b"").clean_name) == 100
    assert Sent("/", b"").clean_name


def test_two_files_of_one_name_are_told_apart() -> None:
    same = Sent("idees.csv", comments(["1", "9", "hier", "Oui"]).content)

    reading = check(ideas(["1", "hier", "Ada", "Un banc"]), same)

    assert len({name for name, _fault in reading.faults()}) == 2
