"""An image of unknown origin, made anew from its pixels: nothing else of it is kept.

What a file says beside its pixels (where and when a photograph was taken, other files hidden behind
it) is lost by that; its orientation and its colour profile are applied first. Results are JPEG for
what came as JPEG, else WebP, which every browser shows.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from PIL import Image, ImageCms, ImageOps, ImageSequence

from documents.imaging.results import Made, NotAnImage, TooLarge

FORMATS = ("AVIF", "GIF", "JPEG", "PNG", "WEBP")
MOVING = {"AVIF", "GIF", "PNG", "WEBP"}
"""The formats whose further frames are an animation; in a JPEG they are other views of it."""

SIZES = {"large": (2000, 8000), "small": (800, 3200)}
"""The variants: at most so many pixels wide and high; what is no larger has no small one."""
MAX_FRAMES = 400
QUALITY = 85
LOSSLESS_BYTES = 1_000_000
"""What is bigger than this without loss is a photograph, where loss does not show."""


@dataclass(frozen=True, slots=True)
class _Picture:
    """Frames of one size and mode, without anything else; durations are in milliseconds."""

    frames: Sequence[Image.Image]
    durations: Sequence[int]
    loops: int
    format: str


def remake(source: BinaryIO, directory: Path, max_pixels: int) -> Made:
    """Write each variant to a file of its name; raises NotAnImage or TooLarge.

    Nothing is decoded before it is known that it has at most `max_pixels`, all frames together.
    """
    Image.MAX_IMAGE_PIXELS = None  # ours counts
    try:
        with Image.open(source, formats=FORMATS) as image:
            picture = _read(image, max_pixels)
        return _write(picture, directory)
    except (TooLarge, MemoryError):
        raise
    except Exception as error:
        # Over a broken file, Pillow's plugins raise whatever comes to their mind.
        raise NotAnImage("This is not an image that can be shown, or it is damaged.") from error


def _read(image: Image.Image, max_pixels: int) -> _Picture:
    frame_format = image.format or ""
    count = getattr(image, "n_frames", 1) if frame_format in MOVING else 1
    if image.width * image.height > max_pixels:
        raise TooLarge(f"The image has more than {max_pixels // 1_000_000} megapixels.")
    if count > MAX_FRAMES or image.width * image.height * count > max_pixels:
        raise TooLarge("The animation is too long or too large.")
    frames, durations = [], []
    # A JPEG much larger than needed is decoded at a fraction of its size.
    image.draft("RGB", SIZES["large"])
    for frame in ImageSequence.Iterator(image):
        frames.append(_fitting(_plain(frame), SIZES["large"]))
        durations.append(int(frame.info.get("duration") or 0))
        if len(frames) == count:
            break
    kind = "JPEG" if frame_format in {"JPEG", "MPO"} else frame_format
    # A GIF that does not say how often it plays plays once.
    return _Picture(frames, durations, image.info.get("loop", int(kind == "GIF")), kind)


def _plain(frame: Image.Image) -> Image.Image:
    """The pixels the right way up, in sRGB, with transparency where there is any."""
    profile = frame.info.get("icc_profile")
    upright = ImageOps.exif_transpose(frame)
    mode = "RGBA" if upright.has_transparency_data else "RGB"
    if upright.mode.startswith("I"):  # sixteen bits, of which converting would keep the lower ones
        upright = upright.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    elif upright.mode in {"P", "PA", "LA", "1"}:
        upright = upright.convert(mode)
    plain = (_in_srgb(upright, profile, mode) if profile else upright).convert(mode)
    plain.info = {}
    return plain


def _in_srgb(image: Image.Image, profile: bytes, mode: str) -> Image.Image:
    try:
        converted = ImageCms.profileToProfile(
            image, io.BytesIO(profile), ImageCms.createProfile("sRGB"), outputMode=mode
        )
    except ImageCms.PyCMSError:  # not a profile, or none for these pixels
        return image
    return converted or image


def _fitting(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    """The image, made smaller where it does not fit."""
    scale = min(size[0] / image.width, size[1] / image.height, 1)
    if scale == 1:
        return image
    smaller = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    return image.resize(smaller, Image.Resampling.LANCZOS, reducing_gap=3)


def _write(picture: _Picture, directory: Path) -> Made:
    large = picture.frames[0]
    for variant, size in SIZES.items():
        frames = [_fitting(frame, size) for frame in picture.frames]
        if variant == "large" or frames[0].size != large.size:
            (directory / variant).write_bytes(_encoded(picture, frames))
    return Made("image/jpeg" if picture.format == "JPEG" else "image/webp", *large.size)


def _encoded(picture: _Picture, frames: Sequence[Image.Image]) -> bytes:
    first = frames[0]
    if picture.format == "JPEG":
        return _saved(first, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    if len(frames) > 1:
        moving = {"append_images": frames[1:], "duration": list(picture.durations)}
        return _saved(
            first, "WEBP", save_all=True, loop=picture.loops, quality=QUALITY, method=0, **moving
        )
    if picture.format in {"GIF", "PNG"}:
        exact = _saved(first, "WEBP", lossless=True, quality=40, method=2)
        if len(exact) <= LOSSLESS_BYTES:
            return exact
    return _saved(first, "WEBP", quality=QUALITY, method=4)


def _saved(image: Image.Image, format_name: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, format_name, **options)
    return buffer.getvalue()
