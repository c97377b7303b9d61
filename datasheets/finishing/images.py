"""Pictures in a PDF."""

from pikepdf import Name, Pdf, Stream


def forbid_interpolation(pdf: Pdf) -> None:
    """Take out the wish that a viewer smooths pictures, soft masks too (ISO 19005-3, 6.2.8).

    WeasyPrint writes it, in PDF/A as well. How a picture is drawn then is the viewer's choice.
    """
    for found in pdf.objects:
        if isinstance(found, Stream) and found.get("/Subtype") == Name.Image:
            del found["/Interpolate"]
