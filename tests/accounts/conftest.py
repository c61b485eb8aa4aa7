"""What the tests of accounts share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def _nothing_counted_yet() -> Iterator[None]:
    """Rate limits live in the shared cache: no test starts with another one's attempts."""
    from django.core.cache import caches

    caches["shared"].clear()
    yield
    caches["shared"].clear()
