"""What published revisions attach stands in the archive, too: the same bytes once a product."""

import json

from django.db import migrations

from catalog.keys import match_key

PREFIXES = {
    'sds': 'SDS', 'certificate': 'COA', 'protocol': 'PROTOCOL', 'review': 'REVIEW',
    'manual': 'MANUAL', 'other': 'DOCUMENT',
}
AT_ONCE = 500


def receive(apps, schema_editor):
    database = schema_editor.connection.alias
    revisions = apps.get_model('catalog', 'Revision').objects.using(database)
    files = apps.get_model('catalog', 'StoredFile').objects.using(database)
    Datasheet = apps.get_model('datasheets', 'Datasheet')
    versions, rows = {}, []
    for revision in revisions.order_by('position').iterator(AT_ONCE):
        if b'"attachments":[]' in bytes(revision.spec):
            continue
        spec = json.loads(bytes(revision.spec))
        for attached in spec.get('attachments', ()):
            file = attached['file']
            stored = file and files.filter(sha256=file['sha256']).first()
            if not stored or file['media_type'] != 'application/pdf':
                continue
            kind, product = attached['kind'], revision.product_id
            known = versions.setdefault((kind, product), {})
            if stored.sha256 in known:
                continue
            known[stored.sha256] = len(known) + 1
            series = f"{PREFIXES[kind]}-{spec['catalog_number']}"
            rows.append(Datasheet(
                document_kind=f'received-{kind}', subject_type='product', subject_id=str(product),
                subject_version=known[stored.sha256], revision_id=revision.pk, paper='',
                language=attached['language'] or '',
                number=f'{series}-v{known[stored.sha256]}', series=series,
                series_key=match_key(series)[:80], state='ready', sha256=stored.sha256,
                size=stored.size, file=stored.file.name, rendered_at=revision.recorded_at,
            ))
    Datasheet.objects.using(database).bulk_create(rows, batch_size=AT_ONCE)


def forget(apps, schema_editor):
    """Their bytes are in the catalog's own store of files."""
    sheets = apps.get_model('datasheets', 'Datasheet').objects.using(schema_editor.connection.alias)
    sheets.filter(document_kind__startswith='received-').delete()


class Migration(migrations.Migration):

    dependencies = [
        ('datasheets', '0007_any_language'),
    ]

    operations = [migrations.RunPython(receive, forget)]
