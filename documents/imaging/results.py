"""What can come of an image.

Made, or ImageRefused
         ├── NotAnImage    the bytes are no raster image, or a broken one
         └── TooLarge      it would take too much memory or time to look at
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Made:
    """What became of an image: its media type, and the size of the large variant in pixels."""

    type: str
    width: int
    height: int


class ImageRefused(Exception):
    """An upload cannot become an image; the message is for the person who sent it."""


class NotAnImage(ImageRefused):
    """The bytes are no raster image that can be read."""


class TooLarge(ImageRefused):
    """The image has more pixels, frames or detail than can be worked on."""
