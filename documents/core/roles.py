"""Roles and abilities: who may do what, as data."""

import enum
import functools


class Ability(enum.Enum):
    """One thing a person may do with a document."""

    VIEW = "view"
    EDIT = "edit"
    RENAME = "rename"
    SHARE = "share"
    TRASH = "trash"
    RESTORE = "restore"
    DELETE = "delete"


@functools.total_ordering
class Role(enum.Enum):
    """A named set of abilities; a role is less than another when it may do strictly less."""

    VIEW = "view"
    EDIT = "edit"
    OWN = "own"

    def __lt__(self, other: "Role") -> bool:
        return ABILITIES[self] < ABILITIES[other]


_VIEW = frozenset({Ability.VIEW})
_EDIT = _VIEW | {Ability.EDIT, Ability.RENAME}

ABILITIES = {Role.VIEW: _VIEW, Role.EDIT: _EDIT, Role.OWN: frozenset(Ability)}

IN_TRASH = frozenset({Ability.RESTORE, Ability.DELETE})
"""What can be done with a document in the trash: these and nothing else, and only there."""


def can(role: Role, ability: Ability) -> bool:
    """Whether somebody with this role has this ability."""
    return ability in ABILITIES[role]
