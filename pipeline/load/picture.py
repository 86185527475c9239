"""The size of an image from the first bytes of its file; nothing is ever decoded.

Formats: PNG (W3C PNG 3, section 11.2.1), GIF89a (section 18), JPEG (ITU-T T.81, B.2.2) and WebP
(RFC 9649, section 2).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_JPEG_BARE = frozenset({0x01, *range(0xD0, 0xD9)})
_FILL = re.compile(rb"\xff+")


@dataclass(frozen=True, slots=True)
class Picture:
    """``format`` is png, jpeg, gif or webp; width and height are in pixels."""

    format: str
    width: int
    height: int

    @property
    def pixels(self) -> int:
        """How many pixels a viewer has to hold in memory."""
        return self.width * self.height


def read(data: bytes) -> Picture | None:
    """Return format and size of the image, None where the bytes are no image that we know."""
    if data.startswith(_PNG):
        return _sized("png", data[16:20], data[20:24], "big") if data[12:16] == b"IHDR" else None
    if data.startswith((b"GIF87a", b"GIF89a")):
        return _sized("gif", data[6:8], data[8:10], "little")
    if data.startswith(b"\xff\xd8\xff"):
        return _jpeg(data)
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return _webp(data)
    return None


def _sized(name: str, width: bytes, height: bytes, order: str) -> Picture | None:
    size = [int.from_bytes(part, "big" if order == "big" else "little") for part in (width, height)]
    return Picture(name, *size) if all(size) and height else None


def _jpeg(data: bytes) -> Picture | None:
    """Hop from segment to segment to the frame header; each hop moves on, so this ends."""
    at = 2
    while fill := _FILL.match(data, at):
        at = fill.end() + 1
        marker = data[at - 1 : at]
        if not marker or marker[0] == 0xD9:
            return None
        if marker[0] in _JPEG_FRAMES:
            return _sized("jpeg", data[at + 5 : at + 7], data[at + 3 : at + 5], "big")
        if marker[0] not in _JPEG_BARE:
            at += max(2, int.from_bytes(data[at : at + 2], "big"))
    return None


def _webp(data: bytes) -> Picture | None:
    chunk = data[12:16]
    if chunk == b"VP8X" and len(data) >= 30:
        width, height = (int.from_bytes(data[at : at + 3], "little") + 1 for at in (24, 27))
        return Picture("webp", width, height)
    if chunk == b"VP8L" and data[20:21] == b"\x2f" and len(data) >= 25:
        bits = int.from_bytes(data[21:25], "little")
        return Picture("webp", (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
    if chunk == b"VP8 " and data[23:26] == b"\x9d\x01\x2a" and len(data) >= 30:
        width, height = (int.from_bytes(data[at : at + 2], "little") & 0x3FFF for at in (26, 28))
        return Picture("webp", width, height) if width and height else None
    return None
