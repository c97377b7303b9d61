"""Documents stand in the table before they are rendered; those that are there already are ready."""

import datasheets.models
import django.core.validators
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


def forget_what_is_not_made(apps, schema_editor):
    apps.get_model('datasheets', 'Datasheet').objects.exclude(state='ready').delete()


class Migration(migrations.Migration):

    dependencies = [
        ('catalog', '0004_listing_words'),
        ('datasheets', '0002_issues'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='datasheet',
            options={'ordering': ('revision', 'document_kind', 'language', 'paper', 'issue')},
        ),
        migrations.RemoveConstraint(
            model_name='datasheet',
            name='datasheet_issue_once',
        ),
        migrations.AddField(
            model_name='datasheet',
            name='attempts',
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='datasheet',
            name='due_at',
            field=models.DateTimeField(default=django.utils.timezone.now),
        ),
        migrations.AddField(
            model_name='datasheet',
            name='language',
            field=models.CharField(choices=[('en', 'English'), ('de', 'Deutsch')], default='en', max_length=8),
        ),
        migrations.AddField(
            model_name='datasheet',
            name='lease',
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='datasheet',
            name='problem',
            field=models.TextField(blank=True, verbose_name='what went wrong'),
        ),
        migrations.AddField(
            model_name='datasheet',
            name='state',
            field=models.CharField(choices=[('pending', 'Pending'), ('rendering', 'Rendering'), ('ready', 'Ready'), ('failed', 'Failed')], default='ready', max_length=10),
        ),
        migrations.AlterField(
            model_name='datasheet',
            name='state',
            field=models.CharField(choices=[('pending', 'Pending'), ('rendering', 'Rendering'), ('ready', 'Ready'), ('failed', 'Failed')], default='pending', max_length=10),
        ),
        migrations.AlterField(
            model_name='datasheet',
            name='file',
            field=models.FileField(blank=True, max_length=200, upload_to=datasheets.models.content_path),
        ),
        migrations.AlterField(
            model_name='datasheet',
            name='fingerprint',
            field=models.CharField(blank=True, max_length=64, validators=[django.core.validators.MinLengthValidator(64)]),
        ),
        migrations.AlterField(
            model_name='datasheet',
            name='rendered_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AlterField(
            model_name='datasheet',
            name='sha256',
            field=models.CharField(blank=True, db_index=True, max_length=64, validators=[django.core.validators.MinLengthValidator(64)], verbose_name='SHA-256'),
        ),
        migrations.AlterField(
            model_name='datasheet',
            name='size',
            field=models.PositiveBigIntegerField(null=True),
        ),
        migrations.AddIndex(
            model_name='datasheet',
            index=models.Index(condition=models.Q(('state__in', ('pending', 'rendering'))), fields=['due_at'], name='datasheet_to_do'),
        ),
        migrations.AddConstraint(
            model_name='datasheet',
            constraint=models.UniqueConstraint(fields=('revision', 'document_kind', 'language', 'paper', 'issue'), name='datasheet_issue_once'),
        ),
        migrations.AddConstraint(
            model_name='datasheet',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('rendered_at__isnull', False), ('sha256__gt', ''), ('size__isnull', False), ('state', 'ready')), models.Q(models.Q(('state', 'ready'), _negated=True), ('rendered_at__isnull', True), ('sha256', '')), _connector='OR'), name='datasheet_ready_is_whole'),
        ),
        migrations.RunPython(migrations.RunPython.noop, forget_what_is_not_made),
    ]
