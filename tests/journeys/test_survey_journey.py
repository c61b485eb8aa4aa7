"""A survey, a poll and a quiz as people meet them: with and without JavaScript, by keyboard alone.

Every state is looked at by axe, at 320 and 1280 pixels: empty, with errors, long, closed, answered.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.faults.servers import House, site
from tests.journeys.looking import look, tab_to

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SEED = """
import json
from datetime import timedelta
from django.utils import timezone
from participation.actions.publish_survey import publish_survey
from tests import make, surveys

q, now = surveys.question, timezone.now()
ENDLESS = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch" * 3
LONG = "Des mots en grand nombre, pour voir ce qui déborde. " * 5
picture = {"image": make.image().pk, "alt_text": "Une place arborée", "decorative": False}

def made(*blocks, **fields):
    days = fields.pop("days", 28)
    whole = make.open_consultation(
        opens_at=now - timedelta(days=40), closes_at=now + timedelta(days=days)
    )
    survey = surveys.draft(*blocks, **{"consultation": whole} | fields)
    publish_survey(survey=survey)
    return survey

def bus(**fields):
    return made(
        q("single", "Prenez-vous le bus ?", options=["Oui", "Non"], is_required=True,
          when={"reference": "bus"}),
        q("multiple", "Pour aller où ?", options=["Au travail", "À l’école", "En ville"], most=2,
          has_other=True, when={"only_after": "bus", "answered": "Oui"}),
        q("long_text", "Que faut-il changer ?"),
        title="Le bus à Fleurus", count_visibility="always", thanks="Merci pour le bus !",
        **fields,
    )

pictures = q("image", "Quelle place ?", options=[])
pictures["value"]["options"] = [
    {"type": "item", "value": {"label": name, "image": picture}, "id": name} for name in "AB"
]
kinds = made(
    q("information", "Avant de commencer", help=LONG),
    q("single", LONG, options=[ENDLESS, LONG[:200]], help=LONG[:280]),
    q("multiple", "Plusieurs", options=[f"Choix {n}" for n in range(9)], least=1, most=2),
    q("scale", "À quel point ?", most=10, low="pas du tout du tout", high="tout à fait d’accord",
      has_no_opinion=True),
    q("matrix", "Par service", rows=["L’accueil", ENDLESS], options=["Bien", "Moyen", "Mal"]),
    q("statements", "Êtes-vous d’accord ?", rows=["Il y a trop de voitures", LONG[:200]]),
    q("ranking", "Classez", options=["Des bancs", "Des arbres", "Une fontaine"], most=2),
    pictures,
    q("number", "Combien de fois par an ?", least=0, most=400, is_required=True),
    q("short_text", "En un mot"),
    q("date", "Depuis quand ?"),
    title=ENDLESS[:120], introduction=LONG * 2, count_visibility="always",
)
poll = made(q("single", "Un marché le dimanche ?", options=["Oui", "Non", "Peu importe"]),
            use="poll", title="Le marché", count_visibility="after_vote")
quiz = made(
    q("single", "Combien de sections compte Fleurus ?", options=["Deux", "Huit"], right="Huit",
      explanation="Huit sections, depuis 1977."),
    q("multiple", "Lesquelles sont des sections ?", options=["Brye", "Paris", "Wagnelée"],
      right="Brye", explanation="Wagnelée en est une aussi."),
    use="quiz", title="Le saviez-vous ?")
article = make.article(body=[("poll", {"survey": poll}), ("quiz", {"survey": quiz})])
account = bus(respondents="account")
closed, later = bus(days=-1), bus()
ada = make.citizen(email="ada@example.be")
ada.user.set_password(make.PASSWORD)
ada.user.save()
print(json.dumps({
    "bus": bus().pk, "keys": bus().pk, "later": later.pk, "forged": bus().pk, "kinds": kinds.pk,
    "poll": poll.pk, "quiz": quiz.pk, "article": article.get_url(), "account": account.pk,
    "closed": closed.pk,
}))
"""
SHEETS = """
from participation.models import AnswerSheet
print(AnswerSheet.objects.filter(survey={}).count())
"""
ANSWERS = """
from participation.models import Answer
found = Answer.objects.filter(sheet__survey={}).order_by("pk")
print([(a.question.code, a.option, a.text) for a in found])
"""


@pytest.fixture(scope="module")
def city() -> Iterator[tuple[House, dict[str, Any]]]:
    """A site with surveys of every kind, and what they are found by."""
    with site(processes=("web",)) as house:
        yield house, json.loads(house.shell(SEED).splitlines()[-1])


@pytest.fixture
def reader(browser: Browser) -> Iterator[Page]:
    yield from _window(browser, bypass_csp=True)


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A browser without JavaScript."""
    yield from _window(browser, java_script_enabled=False)


def _window(browser: Browser, **options: Any) -> Iterator[Page]:
    context = browser.new_context(
        locale="fr-BE", viewport={"width": 1280, "height": 900}, **options
    )
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


def _sheets(house: House, pk: int) -> int:
    return int(house.shell(SHEETS.format(pk)).splitlines()[-1])


# --- Without JavaScript --------------------------------------------------------------------------


def test_a_survey_with_a_condition_is_answered_without_javascript(
    city: tuple[House, dict[str, Any]], plain: Page
) -> None:
    house, found = city
    page = plain
    page.goto(f"{house.url}/enquetes/{found['bus']}/")
    page.get_by_role("link", name="Répondre à l’enquête").click()

    page.get_by_role("button", name="Continuer").click()
    expect(page.locator("#errors")).to_contain_text("Prenez-vous le bus ?")

    page.get_by_label("Oui").check()
    page.get_by_role("button", name="Continuer").click()
    expect(page.get_by_text("Pour aller où ?")).to_be_visible()
    page.get_by_label("Au travail").check()
    page.get_by_label("À l’école").check()
    page.get_by_label("En ville").check()
    page.get_by_role("button", name="Envoyer mes réponses").click()
    expect(page.locator("#errors")).to_contain_text("Pour aller où ?")
    expect(page.get_by_label("En ville")).to_be_checked()

    page.get_by_role("button", name="Retour").click()
    expect(page.get_by_label("Oui")).to_be_checked()
    page.get_by_label("Non").check()
    page.get_by_role("button", name="Continuer").click()
    expect(page.get_by_text("Que faut-il changer ?")).to_be_visible()
    expect(page.get_by_text("Pour aller où ?")).to_have_count(0)
    page.get_by_label("Que faut-il changer ?").fill("Plus de bus\nle soir.")
    page.get_by_role("button", name="Envoyer mes réponses").click()
    expect(page.get_by_text("Merci pour le bus !").first).to_be_visible()

    assert _sheets(house, found["bus"]) == 1
    kept = house.shell(ANSWERS.format(found["bus"])).splitlines()[-1]
    assert kept == "[('q1', 'b', ''), ('q3', '', 'Plus de bus\\nle soir.')]"
    page.goto(f"{house.url}/enquetes/{found['bus']}/repondre/")
    expect(page.get_by_text("Vous avez répondu. Merci !")).to_be_visible()


def test_half_filled_answers_are_taken_up_again_and_counted_once(
    city: tuple[House, dict[str, Any]], plain: Page
) -> None:
    house, found = city
    page, address = plain, f"{house.url}/enquetes/{found['later']}/repondre/"
    page.goto(address)
    page.get_by_label("Oui").check()
    page.get_by_role("button", name="Continuer").click()
    page.get_by_label("En ville").check()
    page.get_by_label("Que faut-il changer ?").fill("Des abris")
    page.get_by_role("button", name="Enregistrer et finir plus tard").click()
    expect(page.get_by_text("30 jours").first).to_be_visible()
    assert _sheets(house, found["later"]) == 0

    page.goto(address)
    expect(page.get_by_label("En ville")).to_be_checked()
    expect(page.get_by_label("Que faut-il changer ?")).to_have_value("Des abris")
    page.get_by_role("button", name="Envoyer mes réponses").click()
    expect(page.get_by_text("Merci pour le bus !").first).to_be_visible()
    assert _sheets(house, found["later"]) == 1


def test_a_poll_takes_two_clicks_without_javascript_and_shows_its_result_where_it_stands(
    city: tuple[House, dict[str, Any]], plain: Page
) -> None:
    house, found = city
    page = plain
    page.goto(house.url + found["article"])
    expect(page.get_by_text("Peu importe")).to_have_count(1)
    page.get_by_role("button", name="Oui").click()
    page.get_by_role("button", name="Confirmer").click()

    assert page.url.removeprefix(house.url) == found["article"]
    expect(page.locator(".results")).to_be_visible()
    expect(page.get_by_text("Merci ! Vos réponses sont comptées.").first).to_be_visible()
    assert _sheets(house, found["poll"]) >= 1


def test_a_quiz_hides_its_key_and_gives_its_score_without_javascript(
    city: tuple[House, dict[str, Any]], plain: Page
) -> None:
    house, found = city
    page, address = plain, f"{house.url}/enquetes/{found['quiz']}/repondre/"
    for shown in (house.url + found["article"], address):
        page.goto(shown)
        assert "1977" not in page.content()

    page.get_by_label("Huit").check()
    page.get_by_label("Brye").check()
    page.get_by_label("Paris").check()
    page.get_by_role("button", name="Voir mon score").click()

    expect(page.get_by_text("Votre score : 1 sur 2")).to_be_visible()
    expect(page.get_by_text("Huit sections, depuis 1977.")).to_be_visible()
    assert _sheets(house, found["quiz"]) == 0
    page.get_by_role("link", name="Recommencer").click()
    expect(page.get_by_label("Huit")).not_to_be_checked()


# --- In place, and by the keyboard alone ----------------------------------------------------------


def test_a_poll_is_answered_by_one_click_in_place(
    city: tuple[House, dict[str, Any]], reader: Page
) -> None:
    house, found = city
    page = reader
    page.goto(house.url + found["article"])
    assert page.context.cookies() == []
    look(page)
    page.get_by_role("button", name="Non").click()

    expect(page.locator(f"#survey-{found['poll']} .results")).to_be_visible()
    expect(page.locator(f"#survey-{found['poll']} [role=status]")).to_be_focused()
    assert page.url == house.url + found["article"]
    look(page)
    page.reload()
    expect(page.locator(f"#survey-{found['poll']} .results")).to_be_visible()
    expect(page.get_by_role("button", name="Peu importe")).to_have_count(0)


def test_a_survey_is_answered_by_the_keyboard_alone(
    city: tuple[House, dict[str, Any]], reader: Page
) -> None:
    house, found = city
    page, keys = reader, reader.keyboard
    page.goto(f"{house.url}/enquetes/{found['keys']}/")
    look(page)
    tab_to(page, "Répondre à l’enquête")
    keys.press("Enter")
    page.wait_for_url("**/repondre/")
    look(page)
    tab_to(page, "Continuer")
    keys.press("Enter")
    expect(page.locator("#errors")).to_contain_text("Cette question demande une réponse.")
    look(page)
    tab_to(page, "Prenez-vous le bus ?")
    keys.press("Enter")
    expect(page.get_by_label("Oui")).to_be_focused()
    keys.press("Space")
    expect(page.get_by_label("Oui")).to_be_checked()
    tab_to(page, "Continuer")
    keys.press("Enter")
    page.wait_for_url("**step=2")
    look(page)
    tab_to(page, "À l’école")
    keys.press("Space")
    tab_to(page, "Que faut-il changer ?")
    keys.type("Au clavier.")
    tab_to(page, "Envoyer mes réponses")
    keys.press("Enter")
    expect(page.get_by_text("Merci pour le bus !").first).to_be_visible()
    look(page)
    tab_to(page, "Voir les données")
    keys.press("Enter")
    expect(page.locator(".chart-data table").first).to_be_visible()
    look(page)


def test_every_kind_of_question_is_within_reach_empty_filled_and_with_errors(
    city: tuple[House, dict[str, Any]], reader: Page
) -> None:
    house, found = city
    page = reader
    page.goto(f"{house.url}/enquetes/{found['kinds']}/repondre/")
    look(page)
    for name in ("Choix 1", "Choix 2", "Choix 3"):
        page.get_by_label(name).check()
    page.get_by_label("Combien de fois par an ?").fill("beaucoup")
    page.get_by_label("En un mot").fill("mot" * 60)
    page.get_by_role("button", name="Envoyer mes réponses").click()
    expect(page.locator("#errors li")).to_have_count(2)
    expect(page.get_by_label("Combien de fois par an ?")).to_have_value("beaucoup")
    look(page)

    page.get_by_label("Choix 3").uncheck()
    page.get_by_label("Combien de fois par an ?").fill("12")
    page.get_by_label("7", exact=True).check()
    page.get_by_role("button", name="Envoyer mes réponses").click()
    expect(page.locator(".results")).to_be_visible()
    look(page)


def test_a_quiz_is_within_reach_before_and_after(
    city: tuple[House, dict[str, Any]], reader: Page
) -> None:
    house, found = city
    page = reader
    page.goto(f"{house.url}/enquetes/{found['quiz']}/")
    look(page)
    page.get_by_role("link", name="Faire le quiz").click()
    look(page)
    page.get_by_label("Deux").check()
    page.get_by_role("button", name="Voir mon score").click()
    look(page)


def test_what_is_closed_is_read_and_takes_nothing(
    city: tuple[House, dict[str, Any]], reader: Page
) -> None:
    house, found = city
    for path in ("", "repondre/"):
        reader.goto(f"{house.url}/enquetes/{found['closed']}/{path}")
        expect(reader.get_by_text("Cette enquête est clôturée.")).to_be_visible()
        expect(reader.locator("main form[method=post]")).to_have_count(0)
        look(reader)


def test_where_an_account_is_needed_answers_wait_for_the_log_in(
    city: tuple[House, dict[str, Any]], reader: Page
) -> None:
    house, found = city
    page = reader
    page.goto(f"{house.url}/enquetes/{found['account']}/repondre/")
    page.get_by_label("Non").check()
    page.get_by_role("button", name="Continuer").click()
    page.get_by_label("Que faut-il changer ?").fill("Avec mon compte.")
    page.get_by_role("button", name="Envoyer mes réponses").click()
    expect(page.get_by_text("pour envoyer vos réponses")).to_be_visible()
    look(page)
    page.locator("main").get_by_role("link", name=re.compile("connecter")).click()
    page.fill("#id_login", "ada@example.be")
    page.fill("#id_password", "correct-horse-battery")
    page.locator("main button[type=submit]").first.click()
    expect(page.get_by_text("Merci pour le bus !").first).to_be_visible()
    assert _sheets(house, found["account"]) == 1


# --- Tampered ------------------------------------------------------------------------------------

FORGERIES = {
    "a question of another survey": "add(form, 'q9', 'a')",
    "an option that is not offered": "form.querySelector('[value=a]').value = 'z'",
    "two choices where one is asked": "add(form, 'q1', 'b')",
    "a question that is not asked": "add(form, 'q2', 'a')",
}
ADD = """const add = (form, name, value) => {
  const field = document.createElement('input');
  Object.assign(field, {type: 'hidden', name, value});
  form.append(field);
};
const form = document.querySelector('form.questionnaire');
"""


@pytest.mark.parametrize("forgery", list(FORGERIES))
def test_a_forged_form_is_refused_whole(
    city: tuple[House, dict[str, Any]], reader: Page, forgery: str
) -> None:
    house, found = city
    page = reader
    page.goto(f"{house.url}/enquetes/{found['forged']}/repondre/")
    page.locator("input[name=q1][value=a]").check()
    if forgery == "a question that is not asked":
        page.locator("input[name=q1][value=b]").check()
    page.evaluate(f"() => {{ {ADD} {FORGERIES[forgery]} }}")
    with page.expect_navigation() as navigation:
        page.get_by_role("button", name="Continuer").click()

    assert navigation.value
    assert navigation.value.status in (400, 409, 422), navigation.value.status
    expect(page.locator("#errors")).to_be_visible()
    look(page)
    assert _sheets(house, found["forged"]) == 0
