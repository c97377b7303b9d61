"""The text index: which products have which words, identifiers, facets and numbers.

``schema`` declares its fields, ``entries`` fills them from a listing, ``query`` asks them, ``find``
and ``spelling`` make a search of it, and ``index`` is the only module that opens its files.
"""
