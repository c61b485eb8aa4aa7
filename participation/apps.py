"""What citizens and the city do."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ParticipationConfig(AppConfig):
    name = "participation"
    verbose_name = _("Participation")

    def ready(self) -> None:
        from accounts import intent, outbox
        from participation import mails, notices, personal_data, personal_sheets, receivers
        from participation.actions import export_answers, index_idea, receive_import, run_import
        from participation.views import answering, charter, comments, propose, votes

        personal_data.register()
        personal_sheets.register()
        receivers.connect()
        for view in (answering, charter, comments, propose, votes):
            intent.register(view.INTENT, view.resume)
        outbox.register(index_idea.KIND, index_idea.index_ideas, is_repeatable=True)
        outbox.register(notices.KIND, mails.send, is_repeatable=False)
        outbox.register(
            receive_import.KIND, run_import.work_on_import, is_repeatable=True, is_long=True
        )
        outbox.register(
            export_answers.KIND, export_answers.write_export, is_repeatable=True, is_long=True
        )
