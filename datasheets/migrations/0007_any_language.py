"""Documents that are received come in any language; a tag of one has up to twelve letters."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('datasheets', '0006_one_document_of_a_subject'),
    ]

    operations = [
        migrations.AlterField(
            model_name='datasheet',
            name='language',
            field=models.CharField(choices=[('en', 'English'), ('de', 'Deutsch')], default='en', max_length=12),
        ),
    ]
