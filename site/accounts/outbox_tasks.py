"""Wagtail's background work (search index, references) kept in the outbox, so that it survives."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskResult, TaskResultStatus
from django_tasks.utils import get_random_id

from accounts import outbox
from accounts.models import OutboxMessage

KIND = "background-task"


class OutboxBackend(BaseTaskBackend):
    """A django-tasks backend: enqueuing is a row in the same transaction as its cause."""

    supports_defer = True

    def enqueue(self, task: Task[Any, Any], args: Any, kwargs: Any) -> TaskResult[Any]:
        self.validate_task(task)
        result_id = get_random_id()
        payload = {"task": task.module_path, "args": list(args), "kwargs": dict(kwargs)}
        outbox.add(KIND, event=result_id, payload=payload, due_at=task.run_after)
        return TaskResult(
            task=task,
            id=result_id,
            status=TaskResultStatus.READY,
            enqueued_at=timezone.now(),
            started_at=None,
            finished_at=None,
            last_attempted_at=None,
            args=list(args),
            kwargs=dict(kwargs),
            backend=self.alias,
            errors=[],
            worker_ids=[],
        )


def run(message: OutboxMessage) -> None:
    """Call the task that the message names. Only our own outbox writes these names."""
    task = import_string(message.payload["task"])
    # What was to be indexed may be gone by now: then there is nothing left to do.
    with suppress(ObjectDoesNotExist):
        task.func(*message.payload["args"], **message.payload["kwargs"])
