"""Properties in an XMP packet: found as attributes and elements, and within bounds."""

import pytest

from catalog.untrusted.xmp import MAX_DEPTH, MAX_PACKET, properties

OURS = "https://aliquot.example/ns/document#"


def packet(inside: str, attributes: str = "") -> bytes:
    return (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        f'xmlns:a="{OURS}"><rdf:Description rdf:about="" {attributes}>{inside}</rdf:Description>'
        "</rdf:RDF>"
    ).encode()


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (packet("", 'a:revision="3"'), {"revision": ("3",)}),
        (packet("<a:revision> 3\n</a:revision>"), {"revision": ("3",)}),
        (packet("<a:revision>3</a:revision>", 'a:revision="4"'), {"revision": ("4", "3")}),
        (packet("<a:revision>3</a:revision>", 'a:revision="3"'), {"revision": ("3",)}),
        (packet("", 'a:revision="3"').decode().encode("utf-16"), {"revision": ("3",)}),
        (packet("<b xmlns='https://other.example/'>3</b>"), {}),
        (b"no XML", {}),
        (packet("<a:revision>3</a:revision")[:-9], {}),
        (b'<!DOCTYPE x [<!ENTITY a "aaa">]>' + packet("<a:revision>&a;</a:revision>"), {}),
        (packet("<b>" * MAX_DEPTH + "</b>" * MAX_DEPTH, 'a:revision="3"'), {}),
        (packet(" " * MAX_PACKET, 'a:revision="3"'), {}),
        (packet("", 'a:revision="' + "3" * 5000 + '"'), {"revision": ("3" * 1000,)}),
    ],
)
def test_properties_are_found_within_bounds(
    content: bytes, found: dict[str, tuple[str, ...]]
) -> None:
    assert properties(content, OURS) == found
