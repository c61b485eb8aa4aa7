import django.db.models.deletion
import modelcluster.fields
from django.db import migrations, models

LANGUAGES = [('nl', 'Nederlands'), ('en', 'English')]


def words():
    """Each model's own fields: an instance belongs to one."""
    return [
        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
        ('language', models.CharField(choices=LANGUAGES, max_length=5, verbose_name='language')),
        ('title', models.CharField(max_length=200, verbose_name='title')),
        ('text', models.TextField(blank=True, max_length=12000, verbose_name='text')),
        ('image_alt', models.CharField(blank=True, max_length=250, verbose_name='text alternative')),
    ]


class Migration(migrations.Migration):

    dependencies = [
        ('participation', '0017_empty_hidden_texts'),
    ]

    operations = [
        migrations.CreateModel(
            name='VoteOptionTranslation',
            fields=[
                *words(),
                ('option', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='translations', to='participation.voteoption')),
            ],
            options={
                'verbose_name': 'translation of an option',
                'verbose_name_plural': 'translations of options',
                'constraints': [models.UniqueConstraint(fields=('option', 'language'), name='one_translation_per_option_and_language')],
            },
        ),
        migrations.CreateModel(
            name='IdeaTranslation',
            fields=[
                *words(),
                ('idea', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='translations', to='participation.idea')),
            ],
            options={
                'verbose_name': 'translation of a published option',
                'verbose_name_plural': 'translations of published options',
                'constraints': [models.UniqueConstraint(fields=('idea', 'language'), name='one_translation_per_idea_and_language')],
            },
        ),
    ]
