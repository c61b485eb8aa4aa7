import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0007_note_unused_accounts"),
        ("participation", "0014_export_and_split_answers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Sitting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("channel", models.CharField(choices=[("counter", "at the counter"), ("phone", "by telephone"), ("workshop", "in a workshop"), ("paper", "on paper")], max_length=10, verbose_name="channel")),
                ("place", models.CharField(blank=True, max_length=120, verbose_name="place")),
                ("consent_version", models.CharField(max_length=20, verbose_name="version of the consent")),
                ("token", models.UUIDField(editable=False, help_text="of the form: sent twice, it is done once")),
                ("opened_at", models.DateTimeField(verbose_name="opened at")),
                ("ends_at", models.DateTimeField(verbose_name="ends at")),
                ("code_renewed_at", models.DateTimeField(editable=False, null=True, verbose_name="new code given at")),
                ("agent", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="agent")),
                ("code_renewed_by", models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("person", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="sittings", to="accounts.person")),
            ],
            options={
                "verbose_name": "sitting",
                "verbose_name_plural": "sittings",
                "permissions": [("assist_a_person", "Can act for a person who asks for it")],
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["agent", "opened_at"], name="sittings_of_an_agent"),
                    models.Index(fields=["-opened_at", "-id"], name="sittings_newest"),
                ],
                "constraints": [models.UniqueConstraint(fields=("agent", "token"), name="one_sitting_per_form")],
            },
        ),
    ]
