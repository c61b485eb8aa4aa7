"""What the command that loads the demonstration refuses, on a database of its own."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from pages.demo.accounts import ACCOUNTS
from pages.models import HomePage
from tests import make


@pytest.mark.django_db
def test_a_city_of_its_own_is_left_alone() -> None:
    make.home()

    with pytest.raises(CommandError, match="home page of its own"):
        call_command("load_demo", stdout=StringIO())

    assert not User.objects.filter(email=ACCOUNTS[0].email).exists()
    assert HomePage.objects.count() == 1


@pytest.mark.django_db
def test_production_gets_no_account_with_a_public_password(settings: Any) -> None:
    settings.IS_PRODUCTION = True

    with pytest.raises(CommandError, match="--without-accounts"):
        call_command("load_demo", stdout=StringIO())

    assert not User.objects.exists()
    assert not HomePage.objects.exists()
