"""The settings of the server under measurement: the site's own, with the conventional view."""

from config.settings import *  # noqa: F403  # a settings file is a module of all its names

ROOT_URLCONF = "tests.bench.urls"
