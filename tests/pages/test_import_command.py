"""`manage.py import_ideas`, as it is typed: the slug of a page, one file or two, a trial."""

from __future__ import annotations

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from pages.models import ConsultationPage
from participation.models import Comment, Idea, IdeaBox, IdeaTally, Import
from tests import make

pytestmark = pytest.mark.django_db
DATA = Path(__file__).parents[1] / "data"
IDEAS = DATA / "republique-numerique-ideas.csv"
COMMENTS = DATA / "republique-numerique-comments.csv"


@pytest.fixture
def page() -> ConsultationPage:
    make.home()
    return make.consultation_page(slug="republique-numerique")


def run(*arguments: str | Path, **options: Any) -> str:
    out = StringIO()
    options = {"consultation": "republique-numerique"} | options
    call_command("import_ideas", *map(str, arguments), stdout=out, stderr=out, **options)
    return out.getvalue()


def refused(*arguments: str | Path, **options: Any) -> str:
    """Everything that the person reads when the command refuses."""
    out = StringIO()
    options = {"consultation": "republique-numerique"} | options
    with pytest.raises(CommandError) as caught:
        call_command("import_ideas", *map(str, arguments), stdout=out, stderr=out, **options)
    return f"{out.getvalue()}{caught.value}"


def test_ideas_and_comments_come_in_and_are_counted(page: ConsultationPage) -> None:
    said = run(IDEAS, comments=COMMENTS)

    assert Idea.objects.filter(box__consultation=page.consultation).count() == 10
    assert sum(IdeaTally.objects.values_list("comments", flat=True)) == 27
    record = Import.objects.get()
    assert (record.state, record.started_by, record.lines_read) == (Import.State.DONE, None, 37)
    assert record.who()
    for words in ("10 idées", "27 commentaires", "1\u00a0151 pour", "Section 1"):
        assert words in said


def test_a_trial_writes_nothing_and_says_what_would_be(page: ConsultationPage) -> None:
    said = run(IDEAS, comments=COMMENTS, dry_run=True)

    assert "Idées à ajouter\u00a0: 10" in said
    assert "rien n’a été écrit" in said
    assert not any(model.objects.exists() for model in (Idea, Comment, IdeaBox, Import))


def test_a_second_run_changes_nothing_and_says_so(page: ConsultationPage) -> None:
    run(IDEAS, comments=COMMENTS)

    said = run(IDEAS, comments=COMMENTS)

    assert "Rien n’a été modifié." in said
    assert Import.objects.count() == IdeaBox.objects.count() == 1
    assert Idea.objects.count() == 10


def test_errors_are_told_line_by_line_and_nothing_is_written(
    page: ConsultationPage, tmp_path: Path
) -> None:
    wrong = tmp_path / "idees.csv"
    wrong.write_text("id,created_at,title\n1,hier,Un banc\n1,2015-09-26,\n")

    said = refused(wrong)

    assert "idees.csv, ligne 2, created_at" in said
    assert "idees.csv, ligne 3, title" in said
    assert "Rien n’a été importé. Erreurs\u00a0: 3." in said
    assert not Import.objects.exists()


def test_a_page_is_named_by_its_address(page: ConsultationPage) -> None:
    assert "republique-numerique" in refused(IDEAS, consultation="inconnue")
    make.translated(page, "nl")  # the same consultation, under the same address

    run(IDEAS)

    assert Idea.objects.count() == 10


def test_a_draft_can_be_filled_before_it_is_public() -> None:
    make.home()
    page = make.draft_consultation(slug="republique-numerique")

    run(IDEAS)

    assert Idea.objects.filter(box__consultation=page.consultation).count() == 10


def test_among_several_calls_one_is_chosen(page: ConsultationPage) -> None:
    first, second = [make.idea_box(consultation=page.consultation) for _ in range(2)]

    assert f"({first.pk})" in refused(IDEAS)
    assert "(" in refused(IDEAS, box=make.idea_box().pk)
    run(IDEAS, box=second.pk)

    assert Idea.objects.filter(box=second).count() == 10


def test_a_file_that_is_not_there_is_told(page: ConsultationPage, tmp_path: Path) -> None:
    assert "absent.csv" in refused(tmp_path / "absent.csv")
    assert "absent.csv" in refused(IDEAS, comments=tmp_path / "absent.csv")
