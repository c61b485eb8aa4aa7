"""The people of the demonstration: 287 confirmed accounts that nobody can log in to.

They have no password, and their addresses end in `.invalid`, where no code can ever arrive
(RFC 2606; accounts.mail sends nothing there). They have pseudonyms, never names.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.contrib.auth.hashers import make_password

from accounts import rules
from accounts.clock import BRUSSELS
from accounts.models import District, Person, User
from pages.demo import places

MANY = 287
LAUNCH = date(2020, 12, 15)
COUNTED = date(2021, 10, 22)  # the day of the deck's figures
_WORDS = (
    "Habitante",
    "Habitant",
    "Voisine",
    "Voisin",
    "Navetteuse",
    "Navetteur",
    "Cycliste",
    "Piétonne",
    "Jardinier",
    "Parent",
    "Aînée",
    "Étudiant",
)


def add_participants() -> list[Person]:
    """Those who are there, or all of them made anew; in the order in which they joined."""
    found = Person.objects.filter(user__email__endswith="@demo.invalid").order_by("created_at")
    if found.exists():
        return list(found.select_related("user"))
    moments = [_joined(number) for number in range(MANY)]
    users = User.objects.bulk_create(
        User(
            email=f"participant-{number + 1:03}@demo.invalid",
            password=make_password(None),
            date_joined=at,
            address_confirmed_at=at,
        )
        for number, at in enumerate(moments)
    )
    districts = {d.slug: d for d in District.objects.all()}
    version = rules.current_version()
    return Person.objects.bulk_create(
        Person(
            user=user,
            origin=Person.Origin.ACCOUNT,
            pseudonym=_pseudonym(number),
            district=districts[places.DISTRICTS[number % len(places.DISTRICTS)][1]],
            rules_accepted=version,
            rules_accepted_at=at,
            created_at=at,
        )
        for number, (user, at) in enumerate(zip(users, moments, strict=True))
    )


def _joined(number: int) -> datetime:
    """Many join at the launch, fewer each month; the last one on the evening of the count."""
    begins = datetime.combine(LAUNCH, time(9), tzinfo=BRUSSELS)
    ends = datetime.combine(COUNTED, time(20), tzinfo=BRUSSELS)
    share = (number / (MANY - 1)) ** 1.6
    return begins + timedelta(seconds=round((ends - begins).total_seconds() * share))


def _pseudonym(number: int) -> str:
    section = places.DISTRICTS[number % len(places.DISTRICTS)][0]
    turn, word = divmod(number // len(places.DISTRICTS), len(_WORDS))
    return f"{_WORDS[word]} de {section}" + (f" {turn + 1}" if turn else "")
