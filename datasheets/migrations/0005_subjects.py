"""Every document so far is the technical datasheet of a product's revision."""

from django.db import migrations
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Cast
from django.db.models import CharField

from catalog.keys import match_key

AT_ONCE = 1000


def name_subjects(apps, schema_editor):
    sheets = apps.get_model('datasheets', 'Datasheet').objects.using(schema_editor.connection.alias)
    revision = apps.get_model('catalog', 'Revision').objects.filter(pk=OuterRef('revision_id'))
    sheets.update(
        subject_type='product',
        subject_id=Subquery(revision.values(id_as_text=Cast('product_id', CharField(max_length=64)))),
        subject_version=Subquery(revision.values('number')),
    )
    batch = []
    for sheet in sheets.only('pk', 'number', 'subject_version').iterator(AT_ONCE):
        # The number was made of the series and of the revision, and is the only place that has it.
        sheet.series = sheet.number.rpartition(f'-r{sheet.subject_version}')[0]
        sheet.series_key = match_key(sheet.series)[:80]
        batch.append(sheet)
        if len(batch) == AT_ONCE:
            sheets.bulk_update(batch, ['series', 'series_key'])
            batch.clear()
    sheets.bulk_update(batch, ['series', 'series_key'])


def ask_for_what_was_never_asked_for(apps, schema_editor):
    """A product that was published before documents stood in the table has none of them there, and
    its number could not be looked up."""
    database = schema_editor.connection.alias
    Datasheet = apps.get_model('datasheets', 'Datasheet')
    listings = apps.get_model('catalog', 'Listing').objects.using(database).filter(
        withdrawn=False, visible_until__gt=F('visible_from'), revision__datasheets=None
    )
    columns = 'revision_id', 'product_id', 'revision__number', 'catalog_number'
    rows = []
    for revision, product, version, catalog_number in listings.values_list(*columns):
        series = f'TDS-{catalog_number}'
        rows.append(Datasheet(
            document_kind='tds', subject_type='product', subject_id=str(product),
            subject_version=version, revision_id=revision, number=f'{series}-r{version}',
            series=series, series_key=match_key(series)[:80],
        ))
    Datasheet.objects.using(database).bulk_create(rows, batch_size=AT_ONCE)


class Migration(migrations.Migration):

    dependencies = [
        ('datasheets', '0004_subject_columns'),
    ]

    operations = [
        migrations.RunPython(name_subjects, migrations.RunPython.noop),
        migrations.RunPython(ask_for_what_was_never_asked_for, migrations.RunPython.noop),
    ]
