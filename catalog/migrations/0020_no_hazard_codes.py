"""The column of hazard codes, which rows replaced."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('catalog', '0019_hazards_of_codes'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='product',
            name='product_hazard_codes_only_when_classified',
        ),
        migrations.RemoveField(
            model_name='product',
            name='hazard_codes',
        ),
        migrations.AddConstraint(
            model_name='product',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('hazard_source__gt', ''), ('hazard_status', 'classified')), models.Q(models.Q(('hazard_status', 'classified'), _negated=True), ('hazard_signal_word', ''), ('pictograms', ''), ('precautionary_statements', '')), _connector='OR'), name='product_hazard_label_only_when_classified', violation_error_message="A signal word, precautionary statements and pictograms go with the status 'classified', which needs its source."),
        ),
    ]
