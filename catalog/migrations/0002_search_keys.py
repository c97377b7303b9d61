"""Synonyms and formulas are found in any spelling, as catalog numbers are."""

from typing import Any

from django.db import migrations

from catalog.keys import match_key
from catalog.models.fields import KeyField

SOURCES = {"synonym": "text", "compound": "formula"}
BATCH = 1000


def fill(apps: Any, schema_editor: Any) -> None:
    """The keys of rows that were there before."""
    for name, source in SOURCES.items():
        model = apps.get_model("catalog", name)
        rows = list(model.objects.only("pk", source))
        for row in rows:
            setattr(row, f"{source}_key", match_key(getattr(row, source))[:200])
        model.objects.bulk_update(rows, [f"{source}_key"], batch_size=BATCH)


class Migration(migrations.Migration):
    dependencies = [("catalog", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="synonym",
            name="text_key",
            field=KeyField("text", default="", max_length=200),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="compound",
            name="formula_key",
            field=KeyField("formula", default="", max_length=200),
            preserve_default=False,
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
