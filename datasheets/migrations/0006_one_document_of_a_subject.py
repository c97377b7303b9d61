"""What is unique is a kind, on a version of a subject, in a variant and an issue."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('datasheets', '0005_subjects'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='datasheet',
            options={'ordering': ('document_kind', 'subject_type', 'subject_id', 'subject_version', 'language', 'paper', 'issue')},
        ),
        migrations.RemoveConstraint(
            model_name='datasheet',
            name='datasheet_issue_once',
        ),
        migrations.AlterField(
            model_name='datasheet',
            name='subject_type',
            field=models.CharField(max_length=24),
        ),
        migrations.AlterField(
            model_name='datasheet',
            name='subject_id',
            field=models.CharField(max_length=64),
        ),
        migrations.AlterField(
            model_name='datasheet',
            name='subject_version',
            field=models.PositiveIntegerField(verbose_name='version'),
        ),
        migrations.AlterField(
            model_name='datasheet',
            name='series',
            field=models.CharField(max_length=80),
        ),
        migrations.AlterField(
            model_name='datasheet',
            name='series_key',
            field=models.CharField(db_index=True, editable=False, max_length=80),
        ),
        migrations.AddConstraint(
            model_name='datasheet',
            constraint=models.UniqueConstraint(fields=('document_kind', 'subject_type', 'subject_id', 'subject_version', 'language', 'paper', 'issue'), name='document_issue_once'),
        ),
    ]
