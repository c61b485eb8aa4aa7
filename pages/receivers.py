"""What follows from publishing: facts in force, purges, notices. Each in the act's transaction."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import ProtectedError
from django.db.models.signals import post_delete, post_migrate, post_save, pre_delete, pre_save
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Locale, Page, PageLogEntry, PageViewRestriction, Site
from wagtail.signals import page_published, page_unpublished, post_page_move

from accounts import outbox
from accounts.groups import seed_groups
from accounts.models import (
    District,
    OutboxMessage,
    RulesOfTheGame,
    Service,
    StrategicObjective,
    Theme,
)
from pages import groups, notices, page_cache
from pages.actions.renew_activities import renew_activities
from pages.activities import activities_in, surveys_reported_in
from pages.models import CitySettings, ConsultationPage, FeedbackReportPage
from pages.pictures import leave_metadata_behind
from participation.actions.discard_consultation import discard_consultation
from participation.actions.freeze_results import freeze_results
from participation.actions.put_in_force import plan, put_in_force, withdraw_from_public
from participation.actions.record_report import record_report, withdraw_report
from participation.actions.show_activity import publish_new_activities, show_activities
from participation.errors import ConsultationHasALife
from participation.models import CharterArticle, Consultation, IdeaBox, Survey

PURGE = "purge"


def connect() -> None:
    """Called once, when the applications are ready."""
    page_published.connect(consultation_published, sender=ConsultationPage)
    page_unpublished.connect(consultation_unpublished, sender=ConsultationPage)
    page_published.connect(report_published, sender=FeedbackReportPage)
    page_unpublished.connect(report_unpublished, sender=FeedbackReportPage)
    page_published.connect(activities_shown)
    page_unpublished.connect(activities_hidden)
    pre_delete.connect(refuse_deletion, sender=ConsultationPage)
    post_save.connect(consultation_born_live, sender=ConsultationPage)
    pre_save.connect(leave_metadata_behind, sender=get_image_model())
    for model in (ConsultationPage, FeedbackReportPage):
        post_delete.connect(pass_on_or_drop_row, sender=model)
    for signal in (page_published, page_unpublished, post_page_move):
        signal.connect(purge)
    shown = [CitySettings, District, Service, StrategicObjective, Theme, Consultation, Site, Locale]
    shown += [CharterArticle, RulesOfTheGame, IdeaBox, Survey]
    for model in [*shown, PageViewRestriction, get_image_model(), get_document_model()]:
        post_save.connect(purge, sender=model)
        post_delete.connect(purge, sender=model)
    post_save.connect(page_copied, sender=PageLogEntry)
    post_delete.connect(purge_after_page, dispatch_uid="purge-after-page")
    # The last application to migrate: by then every permission exists.
    with_models = [config for config in apps.get_app_configs() if config.models_module]
    post_migrate.connect(seed, sender=with_models[-1], dispatch_uid="seed-groups")
    outbox.register(
        PURGE,
        lambda message: page_cache.purge(),
        is_repeatable=True,
        back_off=[timedelta(seconds=1)],  # what the public reads may not wait
    )
    outbox.register(notices.FAILED, notices.tell_of_failure, is_repeatable=False)
    outbox.register(notices.PUBLISHED, notices.tell_of_publication, is_repeatable=False)


def consultation_born_live(
    instance: ConsultationPage, created: bool, raw: bool = False, **kwargs: Any
) -> None:
    """A page made live by a program, without a version: what it says is in force all the same."""
    is_planned = instance.go_live_at and instance.go_live_at > timezone.now()
    if created and instance.live and not raw and not is_planned:
        instance.check_publishable()
        consultation_published(instance)


def consultation_published(instance: ConsultationPage, **kwargs: Any) -> None:
    """`page_published` is sent when a page is scheduled too: only what is live is in force."""
    if not instance.owns_consultation or instance.alias_of_id:
        return
    if instance.live:
        instance.consultation = put_in_force(
            consultation=instance.consultation, facts=instance.facts()
        )
    elif instance.go_live_at:
        plan(consultation=instance.consultation, facts=instance.facts())


def consultation_unpublished(instance: ConsultationPage, **kwargs: Any) -> None:
    if instance.owns_consultation and not instance.alias_of_id:
        withdraw_from_public(consultation=instance.consultation)


def activities_shown(instance: Page, **kwargs: Any) -> None:
    """`page_published` is sent when a page is scheduled too: only what is live shows anything."""
    if instance.live and not instance.alias_of_id:
        activities = activities_in(instance)
        publish_new_activities(activities)
        show_activities(page=instance.pk, activities=activities)
        freeze_results(page=instance.pk, surveys=surveys_reported_in(instance))


def page_copied(instance: PageLogEntry, created: bool, **kwargs: Any) -> None:
    """Wagtail writes each copied page down, whichever door, at the end of the copy."""
    if created and instance.action == "wagtail.copy":
        renew_activities(page=instance.page, user=instance.user)


def activities_hidden(instance: Page, **kwargs: Any) -> None:
    show_activities(page=instance.pk, activities=())


def report_published(instance: FeedbackReportPage, **kwargs: Any) -> None:
    """The copy of a consultation has no dates yet: the copied report does not answer it."""
    if instance.live and instance.consultation and instance.consultation.closes_at:
        record_report(consultation=instance.consultation)


def report_unpublished(instance: FeedbackReportPage, **kwargs: Any) -> None:
    consultation = instance.consultation
    if consultation is None:
        return
    # A page that is being deleted is unpublished first, without being saved.
    others = consultation.report_pages.filter(live=True).exclude(pk=instance.pk)
    if not others.exists():
        withdraw_report(consultation=consultation)


def refuse_deletion(instance: ConsultationPage, **kwargs: Any) -> None:
    """The last word, on every path: shell, API, a parent's deletion."""
    try:
        instance.check_deletable()
    except ConsultationHasALife as refusal:
        raise ProtectedError(str(refusal), {instance}) from refusal


def pass_on_or_drop_row(instance: ConsultationPage | FeedbackReportPage, **kwargs: Any) -> None:
    """A translation inherits the consultation; with its last page the row goes too."""
    consultation = instance.consultation
    if consultation is None:
        return
    pages = ConsultationPage.objects.filter(consultation=consultation)
    if pages.filter(owns_consultation=True).exists():
        return
    if heir := pages.filter(alias_of=None).order_by("pk").first():
        heir.inherit_consultation()
    elif not pages.exists() and not consultation.report_pages.exists():
        discard_consultation(consultation=consultation)


def purge(**kwargs: Any) -> None:
    """What the public reads has changed: an outbox row now, the purge itself after the commit."""
    pending = transaction.get_connection().run_on_commit
    if any(function is _purge_now for _, function, _ in pending):
        return
    outbox.add(PURGE)
    transaction.on_commit(_purge_now, robust=True)


def _purge_now() -> None:
    """At once where possible; the outbox repeats it where it was not."""
    covered = list(
        OutboxMessage.objects.filter(kind=PURGE, done_at=None).values_list("pk", flat=True)
    )
    page_cache.purge()
    OutboxMessage.objects.filter(pk__in=covered).delete()


def purge_after_page(sender: type, **kwargs: Any) -> None:
    if issubclass(sender, Page):
        purge()


def seed(**kwargs: Any) -> None:
    """After each `migrate`: groups, their permissions and their rights in the page tree."""
    seed_groups(groups.PERMISSIONS)
    groups.seed_tree_rights()
