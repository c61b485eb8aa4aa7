"""« Importer » in the admin: send, read what would come of it, confirm, see it done."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from accounts import clock, outbox
from accounts.groups import ADMINISTRATOR, IMPLEMENTATION, MODERATOR, STRATEGY
from accounts.models import OutboxMessage
from participation.actions import receive_import, run_import
from participation.models import Comment, Idea, IdeaBox, Import, ImportFile
from participation.tasks import forget_imports
from tests import editor, make

pytestmark = pytest.mark.django_db
DATE = "2015-09-26T02:27:55+0200"
NEW = "/admin/imports/new/"
IDEAS = f"id;created_at;author;title;votes_for\n1;{DATE};Ada;Un banc;12\n2;{DATE};Bob;Un arbre;3\n"
COMMENTS = f"id;idea_id;created_at;body\n9;1;{DATE};Oui\n"
WRONG = f"id;created_at;title\n1;hier;=1+1\n1;{DATE};Un arbre\n"


@pytest.fixture(autouse=True)
def _site() -> None:
    make.home()


@pytest.fixture
def box() -> IdeaBox:
    return make.idea_box(title="Vos idées de bancs")


@pytest.fixture
def client() -> Client:
    return editor.signed_in(make.staff(STRATEGY))


def form(box: IdeaBox, text: str = IDEAS, remarks: str = "", **fields: Any) -> dict[str, Any]:
    data = {
        "place": f"box-{box.pk}",
        "token": str(uuid4()),
        "ideas": SimpleUploadedFile("idées.csv", text.encode()),
    }
    if remarks:
        data["comments"] = SimpleUploadedFile("commentaires.csv", remarks.encode())
    return data | fields


def send(client: Client, box: IdeaBox, *args: str, **fields: Any) -> Import:
    """Send files, and let a worker read them."""
    answer = client.post(NEW, form(box, *args, **fields))
    assert answer.status_code == 302, answer.content.decode()
    outbox.drain()
    return Import.objects.latest("pk")


def page(client: Client, record: Import) -> str:
    answer = client.get(reverse("parvis_import", args=[record.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def confirm(client: Client, record: Import) -> Import:
    client.post(reverse("parvis_confirm_import", args=[record.pk]))
    outbox.drain()
    record.refresh_from_db()
    return record


# --- The way through ----------------------------------------------------------------------------


def test_nothing_is_written_before_it_is_confirmed(client: Client, box: IdeaBox) -> None:
    record = send(client, box, IDEAS, COMMENTS)

    shown = page(client, record)

    assert record.state == Import.State.READY
    for words in ("Un banc", "Un arbre", "Ada", "Oui", "26/09/2015 02:27", "idées.csv"):
        assert words in shown
    assert not Idea.objects.exists()


def test_confirmed_it_is_written_and_said(client: Client, box: IdeaBox) -> None:
    record = confirm(client, send(client, box, IDEAS, COMMENTS))

    assert record.state == Import.State.DONE
    assert (record.ideas_made, record.comments_made, record.people_made) == (2, 1, 3)
    assert Idea.objects.filter(box=box).count() == 2
    assert Comment.objects.count() == 1
    assert reverse("participation:box", args=[box.pk]) in page(client, record)


def test_a_consultation_without_a_call_gets_one(client: Client) -> None:
    consultation = make.open_consultation()
    fields = {"place": f"new-{consultation.pk}"}

    record = confirm(client, send(client, IdeaBox(pk=0), **fields))

    assert record.box is not None
    assert record.box.consultation == consultation
    assert Idea.objects.filter(box=record.box).count() == 2


def test_errors_are_shown_with_their_lines_and_can_be_taken_along(
    client: Client, box: IdeaBox
) -> None:
    record = send(client, box, WRONG)

    shown = page(client, record)
    table = client.get(reverse("parvis_import_faults", args=[record.pk, "csv"])).getvalue().decode()
    book = client.get(reverse("parvis_import_faults", args=[record.pk, "xlsx"]))
    sheet = load_workbook(io.BytesIO(b"".join(book.streaming_content))).active  # type: ignore[attr-defined]  # the same

    assert record.state == Import.State.REFUSED
    assert record.faults_found == 2
    assert shown.count("idées.csv</td>") == 2
    assert "hier" in shown
    assert "idées.csv;2;created_at;" in table
    assert sheet is not None
    assert [row[1] for row in sheet.iter_rows(values_only=True)][1:] == [2, 3]
    assert not Idea.objects.exists()


@pytest.mark.parametrize("heading", ["ti\0tre", "x" * 100_000, "=1+1"])
def test_a_heading_that_is_strange_is_told_and_kept_short(
    client: Client, box: IdeaBox, heading: str
) -> None:
    record = send(client, box, f"id;created_at;title;{heading}\n1;{DATE};Un banc;\n")

    assert record.state == Import.State.REFUSED
    assert len(str(record.report["faults"])) < 1000
    assert page(client, record)


def test_a_file_that_was_there_already_says_so_at_once(client: Client, box: IdeaBox) -> None:
    confirm(client, send(client, box))

    again = send(client, box)

    assert again.state == Import.State.DONE
    assert (again.ideas_made, again.ideas_there) == (0, 2)
    assert reverse("parvis_confirm_import", args=[again.pk]) not in page(client, again)


def test_given_up_nothing_is_written_and_the_files_are_gone(client: Client, box: IdeaBox) -> None:
    record = send(client, box)

    client.post(reverse("parvis_discard_import", args=[record.pk]))
    confirm(client, record)

    assert record.state == Import.State.DISCARDED
    assert not ImportFile.objects.exists()
    assert not Idea.objects.exists()
    assert page(client, record)


def test_while_a_worker_is_at_it_the_page_says_so_and_asks_again(
    client: Client, box: IdeaBox
) -> None:
    client.post(NEW, form(box))
    record = Import.objects.get()
    address = reverse("parvis_import", args=[record.pk])

    waiting = page(client, record)
    part = client.get(address, headers={"HX-Request": "true"})
    outbox.drain()
    over = client.get(address, headers={"HX-Request": "true"})

    assert f'hx-get="{address}"' in waiting
    assert f'href="{address}"' in waiting  # without JavaScript
    assert "HX-Refresh" not in part
    assert over["HX-Refresh"] == "true"
    assert "no-cache" in over["Cache-Control"]


# --- Twice, and cut short -----------------------------------------------------------------------


def test_a_double_click_sends_once_and_writes_once(client: Client, box: IdeaBox) -> None:
    token = str(uuid4())
    for _ in range(2):
        send(client, box, token=token)
    record = Import.objects.get()

    for _ in range(2):
        client.post(reverse("parvis_confirm_import", args=[record.pk]))
    outbox.drain()
    confirm(client, record)

    assert Idea.objects.count() == 2
    assert OutboxMessage.objects.filter(kind=receive_import.KIND).count() == 2  # read, and write


@pytest.mark.parametrize("step", ["checking", "running"])
def test_where_a_worker_died_another_takes_over(client: Client, box: IdeaBox, step: str) -> None:
    client.post(NEW, form(box))
    if step == "running":
        outbox.drain()
        client.post(reverse("parvis_confirm_import", args=[Import.objects.get().pk]))
    mine = OutboxMessage.objects.filter(kind=receive_import.KIND, done_at=None)
    mine.update(claimed_at=clock.now() - outbox.LEASE * 2)  # who had it is silent

    outbox.drain()

    record = Import.objects.get()
    if step == "checking":
        confirm(client, record)
        record.refresh_from_db()
    assert record.state == Import.State.DONE
    assert Idea.objects.count() == 2


def test_a_worker_that_comes_back_late_writes_nothing_twice(client: Client, box: IdeaBox) -> None:
    record = send(client, box)
    client.post(reverse("parvis_confirm_import", args=[record.pk]))
    message = OutboxMessage.objects.get(event=f"import-{record.pk}-running")

    for _ in range(3):
        run_import.work_on_import(message)

    assert Idea.objects.count() == 2


def test_a_failure_half_way_is_tried_again(
    client: Client, box: IdeaBox, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = send(client, box)
    with monkeypatch.context() as broken:
        broken.setattr(run_import, "end_import", None)  # dies after the rows were written
        confirm(client, record)
    assert record.state == Import.State.RUNNING
    assert not Idea.objects.exists()

    OutboxMessage.objects.update(due_at=clock.now())
    outbox.drain()

    record.refresh_from_db()
    assert record.state == Import.State.DONE
    assert Idea.objects.count() == 2


def test_what_changed_between_the_check_and_the_writing_is_seen(
    client: Client, box: IdeaBox
) -> None:
    record = send(client, box)
    IdeaBox.objects.update(is_archived=True)

    confirm(client, record)

    assert record.state == Import.State.REFUSED
    assert record.faults_found == 1
    assert page(client, record)
    assert not Idea.objects.exists()


# --- What is kept -------------------------------------------------------------------------------


def test_files_are_kept_while_they_are_needed_and_no_longer(client: Client, box: IdeaBox) -> None:
    waiting, wrong, done = send(client, box), send(client, box, WRONG), send(client, box)
    confirm(client, done)

    kept = list(ImportFile.objects.values_list("of", flat=True))

    assert kept == [waiting.pk]
    done.refresh_from_db()
    assert "first" not in done.report
    assert wrong.files.count() == 0


def test_after_a_day_files_and_excerpts_are_forgotten(client: Client, box: IdeaBox) -> None:
    waiting, wrong = send(client, box), send(client, box, WRONG)
    assert forget_imports() == 0
    Import.objects.update(created_at=clock.now() - timedelta(days=1, minutes=1))

    assert forget_imports() == 2
    assert forget_imports() == 0

    waiting.refresh_from_db()
    wrong.refresh_from_db()
    assert not ImportFile.objects.exists()
    assert (waiting.state, wrong.state) == (Import.State.DISCARDED, Import.State.REFUSED)
    assert (waiting.report, wrong.report) == ({}, {})
    assert page(client, waiting)
    assert page(client, wrong)


def test_no_address_serves_a_file(client: Client, box: IdeaBox) -> None:
    record = send(client, box)

    for name in ("ideas/", "idées.csv/", "files/"):
        assert client.get(f"/admin/imports/{record.pk}/{name}").status_code == 404
        assert client.get(f"/media/{name}").status_code == 404


# --- Forms and rights ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "fields",
    [
        {"place": "box-999999"},
        {"place": "new-1; DROP"},
        {"place": ""},
        {"ideas": ""},
        {"ideas": SimpleUploadedFile("vide.csv", b"")},
        {"ideas": SimpleUploadedFile("grand.csv", b"x" * (7 * 1024 * 1024 + 1))},
        {"token": "x"},
    ],
)
def test_a_form_that_is_wrong_is_shown_again(
    client: Client, box: IdeaBox, fields: dict[str, Any]
) -> None:
    answer = client.post(NEW, form(box, **fields))

    assert answer.status_code == 400
    assert not Import.objects.exists()


def test_without_any_consultation_the_form_says_what_to_do_first(client: Client) -> None:
    shown = client.get(NEW).content.decode()

    assert 'type="file"' not in shown
    assert "votes_for" in shown


def test_votes_and_archived_calls_are_not_offered(client: Client, box: IdeaBox) -> None:
    consultation = box.consultation
    vote = make.idea_box(consultation=consultation, use=IdeaBox.Use.VOTE)
    archived = make.idea_box(consultation=consultation, is_archived=True)

    shown = client.get(NEW).content.decode()

    assert f"box-{box.pk}" in shown
    assert f"new-{consultation.pk}" not in shown  # type: ignore[union-attr]  # it has one
    assert f"box-{vote.pk}" not in shown
    assert f"box-{archived.pk}" not in shown


@pytest.mark.parametrize("role", [STRATEGY, IMPLEMENTATION, ADMINISTRATOR])
def test_they_see_the_register_its_record_and_its_export(role: str, box: IdeaBox) -> None:
    client = editor.signed_in(make.staff(role))
    record = confirm(client, send(client, box))

    listed = client.get("/admin/participation/import/").content.decode()
    inspected = client.get(f"/admin/participation/import/inspect/{record.pk}/").content.decode()
    exported = client.get("/admin/participation/import/?export=csv").getvalue().decode()

    assert "idées.csv" in listed
    assert NEW in listed
    assert reverse("parvis_import", args=[record.pk]) in inspected
    row = exported.splitlines()[1].split(";")
    assert str(record.pk) == row[0]
    assert row[-9:] == ["2", "0", "0", "0", "0", "0", "2", "0", "0"]  # nothing is « - »
    assert "example.be" not in exported


@pytest.mark.parametrize("role", [MODERATOR, "service", "consultant", "college", "data_entry"])
def test_the_others_do_not_import_nor_see_it(role: str, client: Client, box: IdeaBox) -> None:
    record = send(client, box)
    other = editor.signed_in(make.staff(role))

    other.post(NEW, form(box))
    other.post(reverse("parvis_confirm_import", args=[record.pk]))
    other.post(reverse("parvis_discard_import", args=[record.pk]))
    seen = [
        NEW,
        reverse("parvis_import", args=[record.pk]),
        reverse("parvis_import_faults", args=[record.pk, "csv"]),
        "/admin/participation/import/",
        f"/admin/participation/import/inspect/{record.pk}/",
    ]

    assert {other.get(address).status_code for address in seen} == {302}
    record.refresh_from_db()
    assert record.state == Import.State.READY
    assert Import.objects.count() == 1


def test_an_import_that_is_not_there_is_not_found(client: Client) -> None:
    for number in (999_999, 2**63, 10**30):
        assert client.get(f"/admin/imports/{number}/").status_code == 404


def test_reading_asks_by_get_and_acts_by_post_alone(client: Client, box: IdeaBox) -> None:
    record = send(client, box)

    for name in ("parvis_confirm_import", "parvis_discard_import"):
        assert client.get(reverse(name, args=[record.pk])).status_code == 405
    assert client.post(reverse("parvis_import", args=[record.pk])).status_code == 405


def test_the_register_asks_as_many_questions_for_one_as_for_many(
    client: Client, box: IdeaBox
) -> None:
    def questions() -> int:
        client.get("/admin/participation/import/")
        with CaptureQueriesContext(connection) as found:
            client.get("/admin/participation/import/")
        return len(found)

    send(client, box)
    one = questions()
    for _ in range(8):
        send(client, make.idea_box())

    assert questions() == one
