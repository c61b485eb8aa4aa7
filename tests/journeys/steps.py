"""What people do in the browser: log in, write a page, approve it, see it online by itself."""

from __future__ import annotations

import re
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from tests import make
from tests.editor import typed
from tests.faults.servers import House, wait_for

CONTRACT = ("decided", "open", "decider", "answer", "data")
# Wagtail takes the form as it stands two seconds after loading for untouched: who types faster than
# that, and then no more, is not saved by the autosave. No person does; a test must wait.
WATCHES = """
const state = () => document.documentElement.dataset;
document.addEventListener("w-unsaved:watch-edits", () => { state().watches = ""; });
document.addEventListener("w-autosave:save", () => { state().saving = ""; });
for (const end of ["success", "error"]) {
  document.addEventListener(`w-autosave:${end}`, () => { delete state().saving; });
}
"""
NOTICED = 1_200  # milliseconds after which an edit is noticed and its autosave has begun


def signed_in(house: House, browser: Browser, name: str) -> Page:
    context = browser.new_context(locale="fr-BE", viewport={"width": 1280, "height": 900})
    context.set_default_timeout(30_000)
    context.add_init_script(WATCHES)
    page = context.new_page()
    page.goto(f"{house.url}/admin/")
    page.fill("#id_login", f"{name}@example.be")
    page.fill("#id_password", make.PASSWORD)
    page.press("#id_password", "Enter")
    page.wait_for_url(f"{house.url}/admin/")
    return page


def write_consultation(page: Page, house: House, title: str, slug: str) -> str:
    """Fill in the form of a new consultation; return the address of its editor."""
    index = house.shell("from tests import make; print(make.consultation_index().pk)")
    page.goto(f"{house.url}/admin/pages/add/pages/consultationpage/{index.split()[-1]}/")
    page.locator("html[data-watches]").wait_for()
    opens = timezone.now() - timedelta(days=1)
    type_in(page, "title", title)
    type_in(page, "lead", "Construisons-le ensemble.")
    type_in(page, "opens_at", typed(opens))
    type_in(page, "closes_at", typed(opens + timedelta(days=35)))
    type_in(page, "answer_due_on", (opens + timedelta(days=80)).date().isoformat())
    for name in CONTRACT:
        type_in(page, f"contract_{name}", f"Ligne « {name} » du contrat.")
    page.select_option("#id_service", label="Communication")
    add_text(page, "Un texte écrit dans l’éditeur.")
    page.wait_for_url(re.compile(r"/admin/pages/\d+/edit/"))  # the first autosave
    page.click("text=Promotion")
    type_in(page, "slug", slug)
    return page.url.split("?")[0].split("#")[0]


def type_in(page: Page, name: str, value: str) -> None:
    page.fill(f"#id_{name}", value)
    page.keyboard.press("Escape")  # the date picker lies over the next field
    page.locator(f"#id_{name}").blur()


def add_text(page: Page, text: str) -> None:
    page.click("#body-root .c-sf-add-button")
    page.locator("[role=listbox] [role=option]", has_text=re.compile("Text")).first.click()
    area = page.locator("#body-root [contenteditable=true]").last
    area.click()
    page.keyboard.type(text)


def add_idea_box(page: Page, title: str, question: str) -> None:
    """A call for ideas, made in place in the chooser of its block."""
    page.get_by_role("tab", name="Contenu").click()
    page.locator("#body-root .c-sf-add-button").last.click()
    page.locator("[role=listbox] [role=option]", has_text=re.compile(r"^Idées")).first.click()
    page.locator("#body-root [data-chooser-action-choose]").last.click()
    page.get_by_role("tab", name="Créer").click()
    form = page.locator("form", has=page.locator("select[name$=voting_rule]"))
    form.locator("input[name$=title]").fill(title)
    form.locator("input[name$=question]").fill(question)
    form.locator("button[type=submit]").click()
    expect(page.locator("#body-root").get_by_text(title)).to_be_visible()


def choose_moment(page: Page, ahead: timedelta) -> None:
    """The schedule's dialogue of Wagtail's status panel, once the autosave has come to rest."""
    page.evaluate("document.activeElement.blur()")
    page.wait_for_timeout(NOTICED)
    page.locator("html:not([data-saving])").wait_for()
    if not page.locator("[data-side-panel=status]").is_visible():
        page.click("[data-side-panel-toggle=status]")
    page.locator(
        "[data-side-panel=status] [data-a11y-dialog-show=schedule-publishing-dialog]"
    ).click()
    page.fill("#id_go_live_at", typed(timezone.now() + ahead))
    # By the keyboard: the date picker lies over the button.
    page.locator("#schedule-publishing-dialog button.action-save").press("Enter")
    page.wait_for_load_state("load")
    expect(page.locator("[data-fate=dated]")).to_be_visible()


def act(page: Page, name: str) -> None:
    """One of the acts behind the arrow of Wagtail's bar of actions."""
    button = page.locator(f"button[name={name}]")
    if not button.is_visible():
        page.locator("footer [data-w-dropdown-target=toggle]").first.click()
    button.click()
    page.wait_for_url(re.compile(r"/admin/pages/\d+/$"))


def approve(page: Page, edit: str) -> None:
    page.goto(edit)
    button = page.locator("button[data-workflow-action-name=approve]").first
    if not button.is_visible():
        page.locator("footer [data-w-dropdown-target=toggle]").first.click()
    button.click()
    page.wait_for_url(re.compile(r"/admin/pages/\d+/$"))
    page.goto(edit)


def goes_live_by_itself(house: House, page: Page, edit: str, address: str, words: str) -> None:
    """Move the publication to a few seconds from now, and touch nothing any more."""
    page.goto(edit)
    page.click("#parvis-publication a.button")
    page.wait_for_url("**/move/")
    moment = timezone.now() + timedelta(seconds=6)
    # The picker knows no seconds; the form does, and a test need not wait for the next minute.
    typed_to_the_second = f"{typed(moment)}:{moment:%S}"
    page.evaluate(
        "value => { const to = document.getElementById('id_to');"
        " to.value = value; to.form.submit(); }",
        typed_to_the_second,
    )
    page.wait_for_url(re.compile(r"/admin/pages/\d+/edit/"))

    def is_online() -> bool:
        return words in house.get(address).text

    assert timezone.now() > moment or not is_online()
    wait_for(is_online, seconds=60, what=f"« {words} » goes live by itself\n{house.logs()[-3000:]}")
