"""Public pages: functions of a published document, the site settings, the present and the code.

One module a subject: ``home``, ``listing``, ``product``, ``compare`` (with ``selection``: which
products), ``lookup`` (identifiers, and what is not found), ``files``, ``site`` (robots, icon,
colours).
"""
