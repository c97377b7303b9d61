"""Remarks beside quantities, solutions in packs, more measures of activity."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('catalog', '0008_restatements'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='characteristic',
            name='characteristic_once',
        ),
        migrations.AddField(
            model_name='activity',
            name='remark',
            field=models.CharField(blank=True, editable=False, max_length=160),
        ),
        migrations.AddField(
            model_name='activity',
            name='route',
            field=models.CharField(blank=True, help_text='Of administration: oral, intravenous.', max_length=80),
        ),
        migrations.AddField(
            model_name='activity',
            name='species',
            field=models.CharField(blank=True, help_text='In which the value was measured: mouse.', max_length=80),
        ),
        migrations.AddField(
            model_name='characteristic',
            name='remark',
            field=models.CharField(blank=True, editable=False, max_length=160),
        ),
        migrations.AddField(
            model_name='compound',
            name='weight_remark',
            field=models.CharField(blank=True, editable=False, max_length=160),
        ),
        migrations.AddField(
            model_name='constituent',
            name='remark',
            field=models.CharField(blank=True, editable=False, max_length=160),
        ),
        migrations.AddField(
            model_name='pack',
            name='concentration_maximum',
            field=models.FloatField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='pack',
            name='concentration_minimum',
            field=models.FloatField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='pack',
            name='concentration_operator',
            field=models.CharField(choices=[('=', '='), ('<', '<'), ('≤', '≤'), ('>', '>'), ('≥', '≥'), ('~', '~')], default='=', editable=False, max_length=1),
        ),
        migrations.AddField(
            model_name='pack',
            name='concentration_printed',
            field=models.CharField(blank=True, help_text='Of a solution, with its unit: 10 mM.', max_length=300, verbose_name='concentration'),
        ),
        migrations.AddField(
            model_name='pack',
            name='concentration_remark',
            field=models.CharField(blank=True, editable=False, max_length=160),
        ),
        migrations.AddField(
            model_name='pack',
            name='concentration_unit',
            field=models.CharField(blank=True, editable=False, max_length=24),
        ),
        migrations.AddField(
            model_name='pack',
            name='remark',
            field=models.CharField(blank=True, editable=False, max_length=160),
        ),
        migrations.AddField(
            model_name='pack',
            name='solvent',
            field=models.CharField(blank=True, help_text='Of a solution: DMSO.', max_length=120),
        ),
        migrations.AddField(
            model_name='qualitytest',
            name='remark',
            field=models.CharField(blank=True, editable=False, max_length=160),
        ),
        migrations.AddField(
            model_name='solubility',
            name='remark',
            field=models.CharField(blank=True, editable=False, max_length=160),
        ),
        migrations.AddField(
            model_name='storagecondition',
            name='temperature_remark',
            field=models.CharField(blank=True, editable=False, max_length=160),
        ),
        migrations.AddField(
            model_name='workingconcentration',
            name='remark',
            field=models.CharField(blank=True, editable=False, max_length=160),
        ),
        migrations.AlterField(
            model_name='activity',
            name='measure',
            field=models.CharField(blank=True, choices=[('IC50', 'IC50'), ('IC90', 'IC90'), ('EC50', 'EC50'), ('EC90', 'EC90'), ('AC50', 'AC50'), ('Ki', 'Ki'), ('Kd', 'Kd'), ('Kb', 'Kb'), ('Km', 'Km'), ('ED50', 'ED50'), ('CC50', 'CC50'), ('TC50', 'TC50'), ('GI50', 'GI50'), ('LC50', 'LC50'), ('LD50', 'LD50'), ('TD50', 'TD50'), ('MIC', 'MIC'), ('MIC50', 'MIC50'), ('MIC90', 'MIC90'), ('MBC', 'MBC'), ('DC50', 'DC50'), ('Dmax', 'Dmax'), ('Emax', 'Emax'), ('Imax', 'Imax'), ('pIC50', 'pIC50'), ('pEC50', 'pEC50'), ('pKi', 'pKi'), ('pKd', 'pKd'), ('pKb', 'pKb'), ('pA2', 'pA2'), ('kinact', 'kinact'), ('kinact/KI', 'kinact/KI'), ('kon', 'kon'), ('koff', 'koff')], max_length=12),
        ),
        migrations.AlterField(
            model_name='activity',
            name='printed',
            field=models.CharField(blank=True, help_text='As printed, with its unit: 100 mg/mL, ≥ 98 %, 1 - 100 nM. A remark goes into brackets: ≥ 98 % (HPLC).', max_length=300, verbose_name='value'),
        ),
        migrations.AlterField(
            model_name='activity',
            name='target',
            field=models.CharField(blank=True, max_length=160),
        ),
        migrations.AlterField(
            model_name='compound',
            name='weight_printed',
            field=models.CharField(blank=True, max_length=300, verbose_name='molecular weight'),
        ),
        migrations.AlterField(
            model_name='constituent',
            name='printed',
            field=models.CharField(blank=True, help_text='As printed, with its unit: 100 mg/mL, ≥ 98 %, 1 - 100 nM. A remark goes into brackets: ≥ 98 % (HPLC).', max_length=300, verbose_name='value'),
        ),
        migrations.AlterField(
            model_name='pack',
            name='printed',
            field=models.CharField(blank=True, help_text='As printed, with its unit: 100 mg/mL, ≥ 98 %, 1 - 100 nM. A remark goes into brackets: ≥ 98 % (HPLC).', max_length=300, verbose_name='value'),
        ),
        migrations.AlterField(
            model_name='qualitytest',
            name='printed',
            field=models.CharField(blank=True, help_text='As printed, with its unit: 100 mg/mL, ≥ 98 %, 1 - 100 nM. A remark goes into brackets: ≥ 98 % (HPLC).', max_length=300, verbose_name='value'),
        ),
        migrations.AlterField(
            model_name='solubility',
            name='printed',
            field=models.CharField(blank=True, help_text='As printed, with its unit: 100 mg/mL, ≥ 98 %, 1 - 100 nM. A remark goes into brackets: ≥ 98 % (HPLC).', max_length=300, verbose_name='value'),
        ),
        migrations.AlterField(
            model_name='storagecondition',
            name='temperature_printed',
            field=models.CharField(blank=True, max_length=300, verbose_name='temperature'),
        ),
        migrations.AlterField(
            model_name='workingconcentration',
            name='printed',
            field=models.CharField(blank=True, help_text='As printed, with its unit: 100 mg/mL, ≥ 98 %, 1 - 100 nM. A remark goes into brackets: ≥ 98 % (HPLC).', max_length=300, verbose_name='value'),
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('target', ''), _negated=True), models.Q(('species', ''), _negated=True), _connector='OR'), name='activity_of_something', violation_error_message='Name the target, or the species of an LD50.'),
        ),
        migrations.AddConstraint(
            model_name='characteristic',
            constraint=models.UniqueConstraint(fields=('product', 'key', 'printed', 'remark'), name='characteristic_once', violation_error_message='This characteristic is listed twice.'),
        ),
        migrations.AddConstraint(
            model_name='pack',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('concentration_minimum__isnull', True), ('concentration_maximum__isnull', True), ('concentration_minimum__lte', models.F('concentration_maximum')), _connector='OR'), models.Q(('concentration_minimum__isnull', True), ('concentration_minimum__gte', 0), _connector='OR'), models.Q(('concentration_maximum__isnull', True), ('concentration_maximum__gte', 0), _connector='OR')), name='pack_concentration_in_order'),
        ),
        migrations.AlterConstraint(
            model_name='activity',
            name='activity_value_has_measure',
            constraint=models.CheckConstraint(condition=models.Q(('printed', ''), models.Q(('measure', ''), _negated=True), _connector='OR'), name='activity_value_has_measure', violation_error_message='Say what the value is: choose a measure, such as IC50.'),
        ),
    ]
