"""Adding what pages refer to, and the accounts. What exists is left as it is."""

from __future__ import annotations

from django.contrib.auth.models import Group
from wagtail.models import Site

from accounts import clock
from accounts.models import District, Service, StrategicObjective, Theme, User
from pages.demo import library, places
from pages.demo.accounts import ACCOUNTS, PASSWORD
from pages.demo.texts.charter import CHARTER
from pages.demo.writing import typeset
from pages.models import CitySettings
from participation.models import CharterArticle


def add_references() -> None:
    """Sections, services, themes, the charter and the two lines of the strategic plan."""
    for name, slug in places.DISTRICTS:
        District.objects.get_or_create(slug=slug, defaults={"name": name})
    for name, email in places.SERVICES:
        Service.objects.get_or_create(name=typeset(name), defaults={"email": email})
    for slug, name in places.THEMES.items():
        Theme.objects.get_or_create(slug=slug, defaults={"name": name})
    for code, title, text in CHARTER:
        CharterArticle.objects.get_or_create(
            code=code, defaults={"title": typeset(title), "text": typeset(text)}
        )
    for code, label, above in places.OBJECTIVES:
        parent = StrategicObjective.objects.filter(code=above).first()
        StrategicObjective.objects.get_or_create(
            code=code, defaults={"label": label, "parent": parent}
        )


def add_settings(site: Site) -> None:
    """Name and look of the city, where nobody has named it yet."""
    settings = CitySettings.for_site(site)
    if settings.city_name != CitySettings._meta.get_field("city_name").default:
        return
    for name, value in places.CITY.items():
        setattr(settings, name, typeset(value) if isinstance(value, str) else value)
    settings.logo = library.image("emblem")
    settings.share_image = library.image("share")
    settings.full_clean()
    settings.save()


def add_accounts() -> int:
    """One account for each role; return how many were missing."""
    added = 0
    for account in ACCOUNTS:
        if User.objects.filter(email__iexact=account.email).exists():
            continue
        make = User.objects.create_user if account.group else User.objects.create_superuser
        user = make(
            account.email,
            PASSWORD,
            first_name=account.first_name,
            last_name=account.last_name,
            address_confirmed_at=clock.now(),
        )
        user.groups.set(Group.objects.filter(name=account.group))
        added += 1
    return added
