import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0007_note_unused_accounts"),
        ("participation", "0015_record_sittings"),
    ]

    operations = [
        migrations.CreateModel(
            name="FollowAddress",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail address")),
                ("left_at", models.DateTimeField(verbose_name="left at")),
                ("confirmed_at", models.DateTimeField(blank=True, null=True, verbose_name="address confirmed at")),
                ("person", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="follow_address", to="accounts.person")),
            ],
            options={
                "verbose_name": "address for news",
                "verbose_name_plural": "addresses for news",
                "indexes": [models.Index(condition=models.Q(("confirmed_at", None)), fields=["left_at"], name="follow_address_unconfirmed")],
            },
        ),
    ]
