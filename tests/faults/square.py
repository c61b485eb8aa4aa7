"""A running site with an open call for ideas, and people who are signed in."""

from __future__ import annotations

import re
from urllib.parse import urlencode

from tests.faults.servers import House, fetch

PEOPLE, IDEAS = 40, 5
PREPARE = f"""
from datetime import timedelta
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone
from tests import make
make.home()
now = timezone.now()
consultation = make.open_consultation(
    opens_at=now - timedelta(days=7), closes_at=now + timedelta(days=28)
)
box = make.idea_box(consultation=consultation)
print("box", box.pk)
for _ in range({IDEAS}):
    print("idea", make.idea(box).pk)
for _ in range({PEOPLE}):
    user, session = make.citizen().user, SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    print("session", session.session_key)
"""
COUNT = "from participation.models import {0}\nprint({0}.objects.count())"
TOKEN = "a" * 32


class Square:
    """A running site with an open call, and people who are signed in."""

    def __init__(self, house: House) -> None:
        said = house.shell(PREPARE)
        self.house = house
        self.box = re.findall(r"^box (\d+)", said, re.MULTILINE)[0]
        self.ideas: list[str] = re.findall(r"^idea (\d+)", said, re.MULTILINE)
        self.sessions: list[str] = re.findall(r"^session (\w+)", said, re.MULTILINE)

    def post(self, session: str, title: str, form: str, **headers: str) -> int:
        """Send one idea; the status of the answer."""
        typed = {"title": title, "token": form, "csrfmiddlewaretoken": TOKEN, "is_different": "1"}
        return fetch(
            f"{self.house.url}/idees/boite/{self.box}/proposer/",
            headers={"Cookie": f"sessionid={session}; csrftoken={TOKEN}", **headers},
            data=urlencode(typed).encode(),
            seconds=60,
        ).status

    def vote(self, session: str, idea: str) -> int:
        """Support one idea; the status of the answer."""
        return fetch(
            f"{self.house.url}/idees/{idea}/soutien/",
            headers={"Cookie": f"sessionid={session}; csrftoken={TOKEN}"},
            data=urlencode({"choice": "for", "csrfmiddlewaretoken": TOKEN}).encode(),
            seconds=60,
        ).status

    def count(self, model: str) -> int:
        return int(self.house.shell(COUNT.format(model)).splitlines()[-1])
