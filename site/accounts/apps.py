"""Who is there: users, participants, groups, references, and the outbox."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("Accounts and references")

    def ready(self) -> None:
        from accounts import limits, mail, outbox, outbox_tasks, personal_data, receivers
        from accounts.spreadsheets import exports

        outbox.register(outbox_tasks.KIND, outbox_tasks.run, is_repeatable=True)
        outbox.register(mail.KIND, mail.send, is_repeatable=False)
        personal_data.register()
        receivers.connect()
        limits.count_in_shared_cache()
        exports.guard_wagtail()
