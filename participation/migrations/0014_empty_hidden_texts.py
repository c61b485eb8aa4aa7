from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('participation', '0013_freeze_results_of_surveys'),
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
