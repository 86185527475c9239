"""Sizes of images, from headers made by hand after their specifications."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.load.picture import Picture, read
from tests.support import png

JPEG_START = b"\xff\xd8" + b"\xff\xe0" + struct.pack(">H", 16) + b"JFIF\0" + b"\0" * 9


def frame(marker: int, width: int, height: int) -> bytes:
    return b"\xff" + bytes([marker]) + struct.pack(">HBHHB", 17, 8, height, width, 3)


def webp(chunk: bytes, data: bytes) -> bytes:
    return b"RIFF" + struct.pack("<I", 4 + 8 + len(data)) + b"WEBP" + chunk + struct.pack("<I", len(data)) + data


def lossless(width: int, height: int) -> bytes:
    return webp(b"VP8L", b"\x2f" + struct.pack("<I", (width - 1) | (height - 1) << 14) + b"\0" * 8)


def extended(width: int, height: int) -> bytes:
    sizes = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return webp(b"VP8X", b"\x10\0\0\0" + sizes)


def lossy(width: int, height: int) -> bytes:
    return webp(b"VP8 ", b"\x10\0\0\x9d\x01\x2a" + struct.pack("<HH", width, height) + b"\0" * 8)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (png(640, 480), Picture("png", 640, 480)),
        (b"GIF89a" + struct.pack("<HH", 320, 200) + b"\0\0\0", Picture("gif", 320, 200)),
        (JPEG_START + frame(0xC0, 800, 600), Picture("jpeg", 800, 600)),
        (JPEG_START + b"\xff\xff\xff" + frame(0xC2, 800, 600)[1:], Picture("jpeg", 800, 600)),
        (JPEG_START + b"\xff\xc4\x00\x04ab" + frame(0xC1, 3, 4), Picture("jpeg", 3, 4)),
        (lossless(1000, 2000), Picture("webp", 1000, 2000)),
        (extended(30000, 20000), Picture("webp", 30000, 20000)),
        (lossy(176, 144), Picture("webp", 176, 144)),
    ],
)
def test_a_header_tells_format_and_size(data: bytes, expected: Picture) -> None:
    assert read(data) == expected


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"%!PS-Adobe-3.0 EPSF-3.0",
        b"version https://git-lfs.github.com/spec/v1\n",
        png()[:22],
        png(0, 5),
        JPEG_START,
        b"\xff\xd8\xff\xd9",
        b"RIFF\0\0\0\0WEBPVP8 ",
    ],
)
def test_what_is_no_image_or_only_half_of_one_has_no_size(data: bytes) -> None:
    assert read(data) is None


@given(st.sampled_from([b"", png()[:16], JPEG_START, b"GIF89a", b"RIFF\0\0\0\0WEBPVP8"]), st.binary(max_size=200))
def test_any_bytes_are_read_without_an_error(start: bytes, rest: bytes) -> None:
    found = read(start + rest)
    assert found is None or found.pixels > 0


def test_a_long_chain_of_segments_ends() -> None:
    assert read(b"\xff\xd8" + b"\xff\xe1\x00\x02" * 300_000) is None
    assert read(b"\xff\xd8" + b"\xff" * 1_000_000) is None
