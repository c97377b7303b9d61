"""The words that a listing is found by."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalog", "0003_shop_window")]

    operations = [migrations.AddField("listing", "words", models.TextField(default=""))]
