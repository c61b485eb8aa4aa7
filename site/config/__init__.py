"""Wiring: settings, addresses, worker. No rule lives here."""

from config.celery import app as celery_app

__all__ = ["celery_app"]
