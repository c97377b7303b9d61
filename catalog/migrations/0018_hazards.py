"""Hazards as rows, precautionary statements and pictograms."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('catalog', '0017_physical_properties'),
    ]

    operations = [
        migrations.CreateModel(
            name='Hazard',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField(default=0)),
                ('system', models.CharField(blank=True, choices=[('ghs', 'GHS'), ('clp', 'CLP'), ('osha_hcs_2012', 'OSHA HCS 2012'), ('osha_hcs_2024', 'OSHA HCS 2024'), ('whmis_2015', 'WHMIS 2015')], max_length=16)),
                ('hazard_class', models.CharField(blank=True, help_text='As printed: Acute toxicity, oral.', max_length=160)),
                ('category', models.CharField(blank=True, help_text='As printed: 3, 1B.', max_length=60)),
                ('statement', models.CharField(blank=True, help_text='Its code, such as H301.', max_length=200, verbose_name='hazard statement')),
                ('product', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='hazards', to='catalog.product')),
            ],
            options={
                'ordering': ('position', 'id'),
                'abstract': False,
                'constraints': [
                    models.CheckConstraint(condition=models.Q(models.Q(('statement', ''), _negated=True), models.Q(('hazard_class', ''), _negated=True), _connector='OR'), name='hazard_says_something', violation_error_message='Write the hazard statement code, such as H301, or the hazard class.'),
                    models.CheckConstraint(condition=models.Q(('category', ''), models.Q(('hazard_class', ''), _negated=True), _connector='OR'), name='hazard_category_has_class', violation_error_message='A category belongs to a hazard class; write the class.'),
                ],
            },
        ),
        migrations.AddField(
            model_name='product',
            name='precautionary_statements',
            field=models.CharField(blank=True, max_length=600),
        ),
        migrations.AddField(
            model_name='product',
            name='pictograms',
            field=models.CharField(blank=True, max_length=80),
        ),
    ]
