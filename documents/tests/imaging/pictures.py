"""Image files that tests send."""

import io
import struct
import zlib
from typing import Any

from PIL import Image

SECRET = b"55.6761N 12.5683E"
"""What a photograph tells about where it was taken."""


def picture(
    width: int = 40, height: int = 30, kind: str = "PNG", color: str = "red", **options: Any
) -> bytes:
    """One image of one colour."""
    return saved(Image.new("RGB", (width, height), color), kind, **options)


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def photograph() -> bytes:
    """A JPEG taken with the camera on its side, which says where."""
    exif = Image.Exif()
    exif[0x0112] = 6  # turn by 90 degrees clockwise
    exif[0x010E] = SECRET.decode()
    return picture(60, 40, "JPEG", exif=exif.tobytes(), comment=SECRET)


def animation(frames: int = 3, width: int = 20, kind: str = "GIF") -> bytes:
    """An image that moves."""
    images = [Image.new("RGB", (width, width), (40 * n % 256, 90, 90)) for n in range(frames)]
    return saved(images[0], kind, save_all=True, append_images=images[1:], duration=80, loop=0)


def bomb(width: int = 50_000, height: int = 50_000) -> bytes:
    """A small PNG file with very many pixels."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"".join(
        (b"\x89PNG\r\n\x1a\n", _chunk(b"IHDR", header), _chunk(b"IDAT", b""), _chunk(b"IEND", b""))
    )


def _chunk(name: bytes, data: bytes) -> bytes:
    checksum = zlib.crc32(name + data)
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", checksum)
