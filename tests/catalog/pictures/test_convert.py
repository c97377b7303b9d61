"""Pictures from other programs' files: what is drawn stays, all else goes; see files/make.sh."""

import io
import struct
import zlib
from pathlib import Path

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms

from catalog.pictures import FIGURE, LOGO, Box, Picture, PictureError
from catalog.pictures.converting import convert

FILES = Path(__file__).with_name("files")
RED, GREEN, BLUE = (200, 30, 30), (40, 160, 60), (30, 70, 200)
FLAG = (RED, GREEN, BLUE)
CMYK_FLAG = ((200, 67, 67), (85, 160, 97), (67, 99, 200))
"""Inks without a profile, as browsers mix them."""
RAMP = ((64,) * 3, (192,) * 3, (128,) * 3)
LIGHTER_RAMP = ((137,) * 3, (225,) * 3, (188,) * 3)
"""The same, where 128 of 255 means half of the light."""
SHOWN = {
    "PNG": {
        "grey16.png": RAMP, "grey16-interlaced.png": RAMP, "linear.png": LIGHTER_RAMP,
        "palette.png": FLAG, "rgb16.png": FLAG, "lstar.png": FLAG, "grey16.tif": RAMP,
        "grey16-big-endian.tif": RAMP, "white-is-zero16.tif": RAMP, "rgb.tif": FLAG,
        "planar.tif": FLAG, "tiled.tif": FLAG, "cmyk.tif": CMYK_FLAG, "still.gif": FLAG,
    },
    "JPEG": {
        "rgb.jpg": FLAG, "progressive.jpg": FLAG, "arithmetic.jpg": FLAG, "grey.jpg": RAMP,
        "cmyk-adobe.jpg": CMYK_FLAG, "cmyk-no-marker.jpg": CMYK_FLAG, "adobe-rgb.jpg": FLAG,
        "telephone.jpg": FLAG, "lossy.webp": FLAG, "telephone.webp": FLAG,
    },
}  # fmt: skip


def content(name: str) -> bytes:
    return (FILES / name).read_bytes()


def drawn(picture: Picture) -> Image.Image:
    image = Image.open(io.BytesIO(picture.content))
    image.load()
    assert image.size == (picture.width, picture.height)
    assert Image.MIME[str(image.format)] == picture.media_type
    return image


def samples(image: Image.Image) -> list[tuple[int, ...]]:
    """The colors in the middle of the left and right upper quarter, and of the lower half."""
    width, height = image.size
    places = (
        (width // 4, height // 4),
        (3 * width // 4, height // 4),
        (width // 2, height * 3 // 4),
    )
    pixels = [image.convert("RGB").getpixel(place) for place in places]
    return [pixel for pixel in pixels if isinstance(pixel, tuple)]


def saved(image: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def png_chunks(png: bytes) -> list[bytes]:
    names, place = [], 8
    while place < len(png):
        (length,) = struct.unpack_from(">I", png, place)
        names.append(png[place + 4 : place + 8])
        place += length + 12
    return names


def jpeg_segments(jpeg: bytes) -> list[int]:
    """The markers before the picture's own data, and whether anything follows its end."""
    markers, place = [], 2
    while jpeg[place + 1] != 0xDA:
        markers.append(jpeg[place + 1])
        place += 2 + struct.unpack_from(">H", jpeg, place + 2)[0]
    assert jpeg.find(b"\xff\xd9", place) == len(jpeg) - 2
    return markers


@pytest.mark.parametrize(
    ("name", "kind", "colors"),
    [(name, kind, colors) for kind, files in SHOWN.items() for name, colors in files.items()],
)
def test_what_other_programs_wrote_is_shown(
    name: str, kind: str, colors: tuple[tuple[int, ...], ...]
) -> None:
    image = drawn(convert(content(name), FIGURE))

    assert image.format == kind
    for found, expected in zip(samples(image), colors, strict=True):
        assert max(abs(a - b) for a, b in zip(found, expected, strict=True)) <= 3


@pytest.mark.parametrize(
    ("name", "mode", "opacities"),
    [
        ("grey-alpha.png", "LA", [64, 192, 128]),
        ("grey16-alpha.png", "LA", [64, 192, 128]),
        ("rgb-alpha.png", "RGBA", [64, 192, 128]),
        ("lossless.webp", "RGBA", [64, 192, 128]),
        ("palette-transparent.png", "RGBA", [255, 0, 255]),
    ],
)
def test_what_is_transparent_stays_so(name: str, mode: str, opacities: list[int]) -> None:
    image = drawn(convert(content(name), FIGURE))

    found = [pixel[0] for pixel in samples(image.getchannel("A"))]
    assert image.mode == mode
    assert numpy.allclose(found, opacities, atol=1)


def test_black_and_white_stays_sharp() -> None:
    image = drawn(convert(content("bilevel.png"), FIGURE))

    assert image.mode == "L"
    assert sorted(value for _, value in image.getcolors() or []) == [0, 255]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("animated.gif", "is animated"),
        ("animated.png", "is animated"),
        ("animated.webp", "is animated"),
        ("two-pages.tif", "has several pages"),
        (
            "telephone.heic",
            "HEIC photograph, as iPhones take them, which cannot be shown here: save",
        ),
        ("dark16.tif", "brightest value is 4,095 of 65,535"),
        ("float32.tif", "8 or 16 bits per channel"),
        ("integer32.tif", "8 or 16 bits per channel"),
    ],
)
def test_what_cannot_be_shown_is_refused_with_a_remedy(name: str, words: str) -> None:
    with pytest.raises(PictureError, match=words):
        convert(content(name), FIGURE)


@pytest.mark.parametrize(
    ("start", "words"),
    [
        (b"<svg onload='alert(1)'/>", "SVG drawing"),
        (b'\xef\xbb\xbf<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "b">]><svg/>', "SVG drawing"),
        (b"%PDF-1.7", "is a PDF"),
        (b"\0\0\0\x1cftypavif", "AVIF"),
        (b"", "is not a picture that can be read"),
        (b"GIF89a", "is not a picture that can be read"),
        (b"\x89PNG\r\n\x1a\n", "is not a picture that can be read"),
    ],
)
def test_other_files_are_called_by_their_names(start: bytes, words: str) -> None:
    with pytest.raises(PictureError, match=words):
        convert(start, FIGURE)


SECRETS = [
    b"52.37", b"GPS", b"Made-Up", b"Phone", b"SN-4711", b"2026", b"Person", b"room 4", b"Amsterdam",
    b"Exif", b"xpacket", b"Photoshop", b"ICC_PROFILE",
]  # fmt: skip


@pytest.mark.parametrize("name", ["telephone.jpg", "telephone.png", "telephone.webp"])
def test_where_when_and_by_whom_it_was_taken_is_gone(name: str) -> None:
    assert any(secret in content(name) for secret in SECRETS)

    made = convert(content(name), FIGURE)

    assert [secret for secret in SECRETS if secret in made.content] == []
    if made.media_type == "image/png":
        assert set(png_chunks(made.content)) == {b"IHDR", b"IDAT", b"IEND"}
    else:
        # JFIF, quantization, frame, Huffman tables: no other application segment, no comment.
        assert set(jpeg_segments(made.content)) == {0xE0, 0xDB, 0xC0, 0xC4}


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "WEBP"])
def test_a_picture_stands_upright(orientation: int, kind: str) -> None:
    """EXIF 2.32, 4.6.4: how each orientation was turned, undone by hand here."""
    turned = {
        1: [], 2: [Image.Transpose.FLIP_LEFT_RIGHT], 3: [Image.Transpose.ROTATE_180],
        4: [Image.Transpose.FLIP_TOP_BOTTOM], 5: [Image.Transpose.TRANSPOSE],
        6: [Image.Transpose.ROTATE_90], 7: [Image.Transpose.TRANSVERSE],
        8: [Image.Transpose.ROTATE_270],
    }  # fmt: skip
    image = Image.open(FILES / "palette.png").convert("RGB")
    for turn in turned[orientation]:
        image = image.transpose(turn)
    exif = Image.Exif()
    exif[0x0112] = orientation

    shown = drawn(convert(saved(image, kind, exif=exif), Box(60, 60)))

    assert shown.size == (60, 40)
    for found, expected in zip(samples(shown), FLAG, strict=True):
        assert max(abs(a - b) for a, b in zip(found, expected, strict=True)) <= 6


def test_the_second_picture_of_a_telephone_is_left_out() -> None:
    first, second = Image.new("RGB", (40, 30), RED), Image.new("RGB", (20, 15), BLUE)
    file = saved(first, "MPO", save_all=True, append_images=[second])

    made = convert(file, FIGURE)

    assert drawn(made).size == (40, 30)
    jpeg_segments(made.content)


@pytest.mark.parametrize("mode", ["I", "F"])
def test_numbers_of_no_known_white_are_refused(mode: str) -> None:
    image = Image.fromarray(numpy.ones((4, 4), "int32" if mode == "I" else "float32"))

    with pytest.raises(PictureError, match="32 bits"):
        convert(saved(image, "TIFF"), FIGURE)


def test_the_gel_that_never_rendered() -> None:
    """Case P2: 16 bits of grey as gel imagers write them."""
    gel = numpy.linspace(0, 65535, 300 * 120).reshape(120, 300).astype("uint16")

    image = drawn(convert(saved(Image.fromarray(gel)), FIGURE))

    assert (image.mode, image.size) == ("L", (300, 120))
    assert numpy.abs(numpy.asarray(image) - gel / 257).max() <= 1


@pytest.mark.parametrize("box", [FIGURE, LOGO])
def test_a_large_picture_has_300_dpi_in_print(box: Box) -> None:
    """Case P4, with half as many pixels: every color and share of the picture is as it was."""
    noise = numpy.random.default_rng(1).integers(0, 255, (1500, 2000, 1), "uint8")
    picture = Image.fromarray(numpy.concatenate([noise] * 3, axis=2))

    made = convert(saved(picture, compress_level=1), box)

    assert made.width / made.height == pytest.approx(4 / 3, rel=0.02)
    assert box.width in (made.width, made.width + 1) or made.height == box.height
    assert numpy.asarray(drawn(made)).mean() == pytest.approx(noise.mean(), abs=1)


@pytest.mark.parametrize("kind", ["JPEG", "WEBP", "PNG"])
def test_noise_needs_room(kind: str) -> None:
    noise = Image.fromarray(numpy.random.default_rng(1).integers(0, 255, (1063, 1039, 3), "uint8"))

    assert drawn(convert(saved(noise, kind, quality=90), FIGURE)).size == (1038, 1062)


def test_a_webp_file_may_have_fewer_pixels() -> None:
    file = bytearray(content("lossy.webp"))
    file[26:30] = struct.pack("<HH", 8000, 6000)  # of its first frame: RFC 6386, 9.1

    with pytest.raises(PictureError, match="8,000 × 6,000 pixels; at most 16 million"):
        convert(bytes(file), FIGURE)


def test_a_figure_in_print_has_at_most_300_dpi() -> None:
    assert FIGURE.width / (88 / 25.4) <= 300
    assert FIGURE.height / (90 / 25.4) <= 300


@given(st.sampled_from(["L", "LA", "RGB", "RGBA"]), st.integers(1, 90), st.integers(1, 90))
def test_what_was_converted_stays_as_it_is(mode: str, width: int, height: int) -> None:
    pixels = numpy.random.default_rng(width * height).integers(0, 255, (height, width, 4), "uint8")
    image = Image.fromarray(pixels).convert(mode)

    once = convert(saved(image), Box(50, 40))

    assert convert(once.content, Box(50, 40)) == once


def test_a_profile_that_does_not_fit_is_left_out() -> None:
    grey = Image.new("L", (4, 3), 100)
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()

    fitting = convert(saved(grey, icc_profile=srgb), FIGURE)
    strange = convert(saved(grey, icc_profile=b"no profile at all" * 20), FIGURE)

    assert drawn(fitting).getpixel((0, 0)) == drawn(strange).getpixel((0, 0)) == 100


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(width: int, height: int, *chunks: bytes) -> bytes:
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(chunks) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("width", "height"), [(50_000, 50_000), (2**31 - 1, 2**31 - 1), (9000, 9000)]
)
def test_a_picture_of_too_many_pixels_is_not_decoded(width: int, height: int) -> None:
    row = zlib.compress(bytes(1 + min(width, 10_000)) * 100)

    with pytest.raises(PictureError, match="at most 50 million are accepted"):
        convert(png(width, height, chunk(b"IDAT", row)), FIGURE)


def test_a_long_text_in_a_picture_is_not_unpacked() -> None:
    text = chunk(b"zTXt", b"Comment\0\0" + zlib.compress(bytes(30_000_000)))
    row = chunk(b"IDAT", zlib.compress(bytes(20)))

    with pytest.raises(PictureError, match="saved again by another program"):
        convert(png(4, 4, text, row), FIGURE)


def test_a_file_of_too_many_bytes_is_not_opened() -> None:
    with pytest.raises(PictureError, match="has 50 MB; at most 50 MB are accepted"):
        convert(bytes(50_000_001), FIGURE)


def test_a_hundred_thousand_frames_are_not_counted() -> None:
    animated = content("animated.gif")
    frame = animated[animated.rindex(b"\x21\xf9\x04") : -1]

    with pytest.raises(PictureError, match="is animated"):
        convert(animated[:-1] + frame * 100_000 + b";", FIGURE)


@pytest.mark.faults
@pytest.mark.parametrize("name", sorted(path.name for path in FILES.glob("*.[!s]*")))
@given(data=st.data())
def test_a_damaged_file_is_refused_or_shown(name: str, data: st.DataObject) -> None:
    whole = content(name)
    start = data.draw(st.integers(0, len(whole) - 1))
    damage = data.draw(st.binary(min_size=1, max_size=8))
    broken = whole[:start] + damage + whole[start + data.draw(st.integers(0, 8)) :]
    try:
        drawn(convert(broken[: data.draw(st.integers(1, len(broken)))], FIGURE))
        drawn(convert(broken, FIGURE))
    except PictureError:
        return
