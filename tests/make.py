"""Things that tests need, each made with one call and sensible defaults."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any
from uuid import uuid4

from django.contrib.auth.models import Group
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, Locale, Page, PageViewRestriction, Site

from accounts import rules, words
from accounts.groups import DATA_ENTRY, MODERATOR, STRATEGY
from accounts.models import District, Person, Service, Theme, User
from pages import groups, page_cache
from pages.models import (
    ArticleIndexPage,
    ArticlePage,
    CitySettings,
    ConsultationIndexPage,
    ConsultationPage,
    FeedbackIndexPage,
    FeedbackReportPage,
    HomePage,
    IdeaBoxPage,
    SiteMapPage,
    StandardPage,
)
from participation.actions.assist import Assisted, Whom, Wishes, assist
from participation.actions.propose_idea import IdeaText
from participation.models import CharterArticle, Consultation, Idea, IdeaBox, IdeaTally, VoteOption

NOON = datetime(2026, 5, 4, 10, 0, tzinfo=UTC)  # noon in Brussels, on a Monday
PASSWORD = "correct-horse-battery"
_numbers = count(1)


def first_rows(**kwargs: Any) -> None:
    """What Wagtail's migrations make, and the rights that ours give on it."""
    if Page.objects.filter(depth=1).exists():
        return
    french, _ = Locale.objects.get_or_create(language_code="fr")
    Page.add_root(instance=Page(title="Root", slug="root", locale=french))
    if Collection.get_first_root_node() is None:
        Collection.add_root(instance=Collection(name="Root"))
    groups.seed_tree_rights()


def home() -> HomePage:
    """The site and its home page, in French; made once a test."""
    if found := HomePage.objects.filter(locale__language_code="fr").first():
        return found
    french, _ = Locale.objects.get_or_create(language_code="fr")
    for code in ("nl", "en"):
        Locale.objects.get_or_create(language_code=code)
    Page.objects.filter(depth=2, slug="home").delete()  # Wagtail's welcome page
    root = Page.objects.get(depth=1)
    page = root.add_child(instance=HomePage(title="Participer", slug="accueil", locale=french))
    Site.objects.all().delete()
    site = Site.objects.create(
        hostname="localhost", root_page=page, is_default_site=True, site_name="Parvis"
    )
    CitySettings.objects.create(site=site, city_name="Testville", platform_name="Participer")
    return page


def consultation_index() -> ConsultationIndexPage:
    return _only(ConsultationIndexPage, title="Consultations", slug="consultations")


def article_index() -> ArticleIndexPage:
    return _only(ArticleIndexPage, title="Articles", slug="articles")


def feedback_index() -> FeedbackIndexPage:
    return _only(FeedbackIndexPage, title="Bilans", slug="bilans")


def idea_box_page(**fields: Any) -> IdeaBoxPage:
    return _only(IdeaBoxPage, **{"title": "Boîte à idées", "slug": "boite-a-idees"} | fields)


def site_map() -> SiteMapPage:
    return _only(SiteMapPage, title="Plan du site", slug="plan-du-site")


def _only(model: type[Any], **fields: Any) -> Any:
    found = model.objects.filter(locale__language_code="fr").first()
    return found or home().add_child(instance=model(**fields))


def service(name: str = "Communication") -> Service:
    found, _ = Service.objects.get_or_create(name=name)
    return found


def district(name: str = "Brye") -> District:
    found, _ = District.objects.get_or_create(name=name, defaults={"slug": name.lower()})
    return found


def theme(name: str = "Mobilité", slug: str = "mobilite") -> Theme:
    found, _ = Theme.objects.get_or_create(name=name, defaults={"slug": slug})
    return found


def consultation_fields(**fields: Any) -> dict[str, Any]:
    """What a consultation page needs to be published: open from NOON minus a week, five weeks."""
    number = next(_numbers)
    opens_at = fields.get("opens_at", NOON - timedelta(days=7))
    return {
        "title": f"Consultation {number}",
        "slug": f"consultation-{number}",
        "lead": "Dites-nous ce que vous en pensez.",
        "opens_at": opens_at,
        "closes_at": opens_at + timedelta(days=35),
        "answer_due_on": (opens_at + timedelta(days=65)).date(),
        "contract_decided": "Le budget est voté.",
        "contract_open": "Le tracé des pistes.",
        "contract_decider": "Le Collège communal.",
        "contract_answer": "Un bilan public.",
        "contract_data": "Elles restent à la Ville.",
        "service": service(),
    } | fields


def draft_consultation(**fields: Any) -> ConsultationPage:
    """A consultation page that is a draft, with one version."""
    page = consultation_index().add_child(
        instance=ConsultationPage(live=False, **consultation_fields(**fields))
    )
    page.save_revision()
    return page


def consultation_page(**fields: Any) -> ConsultationPage:
    """A consultation page that is online."""
    return publish(draft_consultation(**fields))


def scheduled_consultation(go_live_at: datetime, **fields: Any) -> ConsultationPage:
    """A consultation page that waits for its moment; `make_due` brings it about."""
    page = draft_consultation(**fields)
    page.go_live_at = go_live_at
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def article(**fields: Any) -> ArticlePage:
    number = next(_numbers)
    values: dict[str, Any] = {
        "title": f"Article {number}",
        "slug": f"article-{number}",
        "lead": "Une nouvelle.",
        "service": service(),
    } | fields
    page = article_index().add_child(instance=ArticlePage(live=False, **values))
    page.save_revision()
    return publish(page)


def feedback_report(parent: Page | None = None, **fields: Any) -> FeedbackReportPage:
    """A report that is online: under a consultation page, or a quarterly one."""
    number = next(_numbers)
    values: dict[str, Any] = {
        "title": f"Bilan {number}",
        "slug": f"bilan-{number}",
        "lead": "Ce que vous avez dit.",
        "figures_as_of": date(2026, 5, 4),
    } | fields
    page = (parent or feedback_index()).add_child(instance=FeedbackReportPage(live=False, **values))
    page.save_revision()
    return publish(page)


def standard_page(**fields: Any) -> StandardPage:
    number = next(_numbers)
    values = {"title": f"Page {number}", "slug": f"page-{number}"} | fields
    return home().add_child(instance=StandardPage(**values))


def private(page: Page) -> None:
    """Only who is logged in reads this page and those below it."""
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    page_cache.purge()  # what the commit does


def draft_translation(page: Any, language: str, **fields: Any) -> Any:
    """A translation that waits, as Wagtail makes it: what is above the page gets aliases."""
    copy = page.copy_for_translation(Locale.objects.get(language_code=language), copy_parents=True)
    for name, value in fields.items():
        setattr(copy, name, value)
    copy.save_revision()
    return copy


def translated(page: Any, language: str, **fields: Any) -> Any:
    """A translation that is online."""
    return publish(draft_translation(page, language, **fields))


def publish(page: Any) -> Any:
    """Publish a page's latest version; return it as it now stands."""
    page.get_latest_revision().publish()
    return type(page).objects.get(pk=page.pk)


def staff(*groups: str, email: str = "", **fields: Any) -> User:
    """Somebody of the staff, in these groups."""
    user = User.objects.create_user(
        email or f"staff{next(_numbers)}@example.be",
        PASSWORD,
        is_staff=True,
        **{"address_confirmed_at": NOON} | fields,
    )
    user.groups.set(Group.objects.filter(name__in=groups))
    return user


def superuser() -> User:
    return User.objects.create_superuser(f"admin{next(_numbers)}@example.be", PASSWORD)


def make_due(page: Any, minutes_ago: float = 1) -> Any:
    """Bring about the moment of a scheduled page: its schedule is set back. Returns its version."""
    at = datetime.now(UTC) - timedelta(minutes=minutes_ago)
    revision = page.revisions.get(approved_go_live_at__isnull=False)
    revision.approved_go_live_at = at
    revision.content["go_live_at"] = at.isoformat()
    revision.save(update_fields=["approved_go_live_at", "content"])
    type(page).objects.filter(pk=page.pk, live=False).update(go_live_at=at)
    return revision


def due_consultation(minutes_ago: float = 1, **fields: Any) -> ConsultationPage:
    """A consultation page whose moment has come and that no publisher has seen yet."""
    page = scheduled_consultation(datetime.now(UTC) + timedelta(hours=1), **fields)
    make_due(page, minutes_ago)
    return page


def scheduled_article(go_live_at: datetime, **fields: Any) -> ArticlePage:
    """An article that waits for its moment."""
    number = next(_numbers)
    values = {"title": f"Article {number}", "slug": f"article-{number}", "service": service()}
    page = article_index().add_child(
        instance=ArticlePage(live=False, go_live_at=go_live_at, **(values | fields))
    )
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def image(title: str = "Place") -> Any:
    """An image of the library, without its words."""
    return get_image_model().objects.create(title=title, file=get_test_image_file())


# --- Citizens and what they do ------------------------------------------------------------------


def citizen(**fields: Any) -> Person:
    """A person with an account and a confirmed address."""
    number = next(_numbers)
    user = User.objects.create_user(
        fields.pop("email", f"citizen{number}@example.be"),
        None,
        address_confirmed_at=fields.pop("address_confirmed_at", NOON - timedelta(days=30)),
    )
    values = {
        "pseudonym": f"Citoyen {number}",
        "created_at": NOON - timedelta(days=30),
        "rules_accepted": rules.DEFAULT_VERSION,
    } | fields
    return Person.objects.create(user=user, origin=Person.Origin.ACCOUNT, **values)


def open_consultation(**fields: Any) -> Consultation:
    """The row of a public consultation: five weeks around NOON."""
    values: dict[str, Any] = {
        "title": f"Consultation {next(_numbers)}",
        "opens_at": NOON - timedelta(days=7),
        "closes_at": NOON + timedelta(days=28),
        "answer_due_on": (NOON + timedelta(days=60)).date(),
        "is_public": True,
        "first_public_at": NOON - timedelta(days=7),
    } | fields
    return Consultation.objects.create(**values)


def open_now(**fields: Any) -> Consultation:
    """The row of a public consultation that is open at this very moment."""
    now = datetime.now(UTC)
    window = {"opens_at": now - timedelta(days=7), "closes_at": now + timedelta(days=28)}
    return open_consultation(**window | fields)


def idea_box(**fields: Any) -> IdeaBox:
    """A call for ideas in an open consultation, where ideas appear at once."""
    if "consultation" not in fields:
        fields["consultation"] = open_consultation()
    values = {
        "title": "Vos idées",
        "question": "Que proposez-vous ?",
        "moderation": IdeaBox.Moderation.AFTER,
    } | fields
    return IdeaBox.objects.create(**values)


def vote_box(options: list[str | Idea], **fields: Any) -> IdeaBox:
    """A published vote with these options: titles, or ideas chosen in other boxes."""
    box = idea_box(use=IdeaBox.Use.VOTE, title="Votez", question="Que préférez-vous ?", **fields)
    box.options.set(
        [
            VoteOption(sort_order=n, **({"title": o} if isinstance(o, str) else {"source": o}))
            for n, o in enumerate(options)
        ]
    )
    box.save_revision().publish()
    return IdeaBox.objects.get(pk=box.pk)


def idea(box: IdeaBox | None = None, person: Person | None = None, **fields: Any) -> Idea:
    """A published idea, with its counters."""
    values: dict[str, Any] = {
        "title": f"Idée {next(_numbers)}",
        "state": Idea.State.PUBLISHED,
        "created_at": NOON - timedelta(days=1),
        "submitted_at": NOON - timedelta(days=1),
        "published_at": NOON - timedelta(days=1),
    } | fields
    values.setdefault("title_words", f" {words.normalise(values['title'])} ")
    person = person or citizen()
    made = Idea.objects.create(
        box=box or idea_box(), person=person, author_name=person.display_name, **values
    )
    IdeaTally.objects.create(idea=made, box=made.box, counted_at=NOON)
    return made


def agent() -> User:
    """Somebody who may act for a person."""
    return staff(DATA_ENTRY)


def assisted(box: IdeaBox | None = None, **fields: Any) -> Assisted:
    """What an agent entered at NOON for somebody who proposes a bench; fields are those of Whom."""
    at = fields.pop("at", NOON)
    wishes = fields.pop("wishes", Wishes(idea=IdeaText(title=f"Un banc {next(_numbers)}")))
    about: dict[str, Any] = {"channel": "counter", "place": "Bibliothèque", "agrees": True} | fields
    box = box or idea_box()
    return assist(agent=agent(), box=box, whom=Whom(**about), wishes=wishes, token=uuid4(), at=at)


def moderator() -> User:
    """Somebody who may moderate."""
    return staff(MODERATOR)


def speaker() -> Person:
    """A participant who may answer in the name of a service."""
    person = citizen()
    assert person.user
    person.user.groups.set(Group.objects.filter(name=STRATEGY))
    return person


def charter_article(code: str = "respect") -> CharterArticle:
    found, _ = CharterArticle.objects.get_or_create(
        code=code, defaults={"title": "Le respect", "text": "On respecte les personnes."}
    )
    return found
