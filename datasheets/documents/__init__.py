"""One module per kind of document: a specification and the site's settings -> a template's context.

Each has ``TEMPLATE``, ``TITLE``, ``number(spec)`` and ``context(spec, site, revision_url)``.
"""
