"""A cache of this process that hands out the kept objects themselves: nobody may change them."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache

_shelves: dict[str, tuple[OrderedDict[str, tuple[Any, float]], threading.Lock]] = {}


class ObjectCache(BaseCache):
    """Django's memory cache without its pickling, which costs more than what it saves us.

    Every thread has a cache object of its own; those of one name share what they keep. What was
    read longest ago goes first.
    """

    def __init__(self, name: str, params: dict[str, Any]) -> None:
        super().__init__(params)
        self._kept, self._lock = _shelves.setdefault(name, (OrderedDict(), threading.Lock()))

    def validate_key(self, key: str) -> None:
        """Any key will do: an address typed by anybody may be long, and memory has no rule."""

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        name = self.make_and_validate_key(key, version=version)
        with self._lock:
            value, until = self._kept.get(name, (default, 0.0))
            if until <= time.monotonic():
                self._kept.pop(name, None)
                return default
            self._kept.move_to_end(name)
            return value

    def set(
        self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None
    ) -> None:
        name = self.make_and_validate_key(key, version=version)
        seconds = self.default_timeout if timeout is DEFAULT_TIMEOUT else timeout
        until = float("inf") if seconds is None else time.monotonic() + seconds
        with self._lock:
            self._kept[name] = (value, until)
            self._kept.move_to_end(name)
            while len(self._kept) > self._max_entries:
                self._kept.popitem(last=False)

    def add(
        self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None
    ) -> bool:
        missing = object()
        if self.get(key, missing, version=version) is not missing:
            return False
        self.set(key, value, timeout, version=version)
        return True

    def touch(self, key: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        missing = object()
        value = self.get(key, missing, version=version)
        if value is missing:
            return False
        self.set(key, value, timeout, version=version)
        return True

    def delete(self, key: Any, version: int | None = None) -> bool:
        name = self.make_and_validate_key(key, version=version)
        with self._lock:
            return self._kept.pop(name, None) is not None

    def clear(self) -> None:
        with self._lock:
            self._kept.clear()
