"""Documents are about a version of a subject, by a permanent id: columns without content yet."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('catalog', '0011_accepted_lead'),
        ('datasheets', '0003_worker'),
    ]

    operations = [
        migrations.AddField(
            model_name='datasheet',
            name='subject_type',
            field=models.CharField(default='product', max_length=24),
        ),
        migrations.AddField(
            model_name='datasheet',
            name='subject_id',
            field=models.CharField(default='', max_length=64),
        ),
        migrations.AddField(
            model_name='datasheet',
            name='subject_version',
            field=models.PositiveIntegerField(default=0, verbose_name='version'),
        ),
        migrations.AddField(
            model_name='datasheet',
            name='series',
            field=models.CharField(default='', max_length=80),
        ),
        migrations.AddField(
            model_name='datasheet',
            name='series_key',
            field=models.CharField(default='', editable=False, max_length=80),
        ),
        migrations.AlterField(
            model_name='datasheet',
            name='document_kind',
            field=models.CharField(max_length=24, verbose_name='kind'),
        ),
        migrations.AlterField(
            model_name='datasheet',
            name='revision',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='datasheets', to='catalog.revision'),
        ),
    ]
