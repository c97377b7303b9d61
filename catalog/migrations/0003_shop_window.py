"""What pages list, filter and order by, aliases of merged terms, and the supplier's shop."""

import catalog.models.site
import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("catalog", "0002_search_keys")]

    operations = [
        migrations.RemoveIndex("listingterm", "listing_term"),
        migrations.RenameModel("ListingTerm", "ListingFacet"),
        migrations.RenameField("listingfacet", "vocabulary", "facet"),
        migrations.CreateModel(
            name='TermAlias',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('vocabulary', models.CharField(choices=[('category', 'Category'), ('target', 'Target'), ('pathway', 'Pathway'), ('mode_of_action', 'Mode of action'), ('application', 'Application'), ('species', 'Species')], max_length=16)),
                ('slug', models.SlugField(max_length=80)),
            ],
            options={
                'verbose_name_plural': 'term aliases',
                'ordering': ('vocabulary', 'slug'),
            },
        ),
        migrations.AddField(
            model_name='listing',
            name='format',
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='listing',
            name='smiles',
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name='listing',
            name='variant_group',
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AddField(
            model_name='listing',
            name='variant_value',
            field=models.CharField(blank=True, max_length=80),
        ),
        migrations.AddField(
            model_name='sitesettings',
            name='data_licence',
            field=models.CharField(blank=True, help_text='Under which others may use the data of the catalog, such as CC BY 4.0.', max_length=80),
        ),
        migrations.AddField(
            model_name='sitesettings',
            name='data_licence_url',
            field=models.CharField(blank=True, max_length=200, validators=[django.core.validators.URLValidator(schemes=['https', 'http'])], verbose_name='address of the data licence'),
        ),
        migrations.AddField(
            model_name='sitesettings',
            name='logo',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.storedfile'),
        ),
        migrations.AddField(
            model_name='sitesettings',
            name='order_link',
            field=models.CharField(blank=True, help_text='Where a pack is ordered, such as https://shop.example/{sku}.', max_length=300, validators=[catalog.models.site.validate_order_link]),
        ),
        migrations.AlterField(
            model_name='listingfacet',
            name='facet',
            field=models.CharField(max_length=40),
        ),
        migrations.AlterField(
            model_name='listingfacet',
            name='label',
            field=models.CharField(max_length=200),
        ),
        migrations.AlterField(
            model_name='listingfacet',
            name='listing',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='facets', to='catalog.listing'),
        ),
        migrations.AlterField(
            model_name='listingfacet',
            name='slug',
            field=models.CharField(max_length=120),
        ),
        migrations.AlterField(
            model_name='listingidentifier',
            name='type',
            field=models.CharField(choices=[('catalog_number', 'Catalog number'), ('sku', 'SKU'), ('name', 'Name'), ('synonym', 'Synonym'), ('inchikey', 'InChIKey'), ('formula', 'Formula'), ('cas', 'CAS number'), ('ec', 'EC number'), ('pubchem_cid', 'PubChem CID'), ('chebi', 'ChEBI'), ('chembl', 'ChEMBL'), ('unii', 'UNII'), ('drugbank', 'DrugBank'), ('uniprot', 'UniProt'), ('rrid', 'RRID'), ('cellosaurus', 'Cellosaurus')], max_length=16),
        ),
        migrations.AddIndex(
            model_name='listing',
            index=models.Index(fields=['variant_group'], name='listing_variant_group'),
        ),
        migrations.AddIndex(
            model_name='listingfacet',
            index=models.Index(fields=['facet', 'slug'], name='listing_facet'),
        ),
        migrations.AddField(
            model_name='termalias',
            name='term',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='aliases', to='catalog.term'),
        ),
        migrations.AddConstraint(
            model_name='termalias',
            constraint=models.UniqueConstraint(fields=('vocabulary', 'slug'), name='alias_once_per_vocabulary'),
        ),
    ]
