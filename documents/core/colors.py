"""The colours people are shown in."""

import hashlib

# White text has a contrast of at least 4.5 on each of them, and each of at least 3 against the
# page in light and dark, so that a caret is seen on both.
PALETTE = (
    "#b4442e",
    "#a5560c",
    "#7d6a00",
    "#4b7a1e",
    "#177a52",
    "#0b7484",
    "#2468c4",
    "#5e59da",
    "#8a45c9",
    "#b5368f",
    "#c2315f",
    "#6b6f7a",
)


def color_of(identity: str) -> str:
    """The colour (`#rrggbb`) of a person: always the same for the same identity."""
    digest = hashlib.blake2s(identity.encode(), digest_size=2).digest()
    return PALETTE[int.from_bytes(digest) % len(PALETTE)]
