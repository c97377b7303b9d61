"""Documents are issued again with a reason, and for US Letter, too."""

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('datasheets', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='datasheet',
            options={'ordering': ('revision', 'document_kind', 'paper', 'issue')},
        ),
        migrations.RemoveConstraint(
            model_name='datasheet',
            name='datasheet_once_per_revision',
        ),
        migrations.AddField(
            model_name='datasheet',
            name='issue',
            field=models.PositiveSmallIntegerField(default=1),
        ),
        migrations.AddField(
            model_name='datasheet',
            name='issued_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='datasheet',
            name='paper',
            field=models.CharField(choices=[('a4', 'A4'), ('letter', 'US Letter')], default='a4', max_length=8),
        ),
        migrations.AddField(
            model_name='datasheet',
            name='reason',
            field=models.CharField(blank=True, max_length=300, verbose_name='why it was issued again'),
        ),
        migrations.AlterField(
            model_name='datasheet',
            name='number',
            field=models.CharField(max_length=80, unique=True),
        ),
        migrations.AlterField(
            model_name='datasheet',
            name='sha256',
            field=models.CharField(db_index=True, max_length=64, validators=[django.core.validators.MinLengthValidator(64)], verbose_name='SHA-256'),
        ),
        migrations.AddConstraint(
            model_name='datasheet',
            constraint=models.UniqueConstraint(fields=('revision', 'document_kind', 'paper', 'issue'), name='datasheet_issue_once'),
        ),
        migrations.AddConstraint(
            model_name='datasheet',
            constraint=models.CheckConstraint(condition=models.Q(('issue', 1), models.Q(('issue__gt', 1), ('reason__gt', '')), _connector='OR'), name='datasheet_reissue_has_reason', violation_error_message='Say why the document is issued again.'),
        ),
    ]
