from django.apps import AppConfig


class AliquotConfig(AppConfig):
    name = "config"
    label = "aliquot"
    verbose_name = "Aliquot"
