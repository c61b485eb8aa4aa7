from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('participation', '0016_leave_addresses_for_news'),
    ]

    operations = [
        migrations.AddField(
            model_name='comment',
            name='emptied_at',
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='idea',
            name='emptied_at',
            field=models.DateTimeField(editable=False, null=True),
        ),
    ]
