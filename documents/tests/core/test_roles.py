import pytest

from documents.core.roles import IN_TRASH, Ability, Role, can

MAY = {
    Ability.VIEW: {Role.VIEW, Role.EDIT, Role.OWN},
    Ability.EDIT: {Role.EDIT, Role.OWN},
    Ability.RENAME: {Role.EDIT, Role.OWN},
    Ability.SHARE: {Role.OWN},
    Ability.TRASH: {Role.OWN},
    Ability.RESTORE: {Role.OWN},
    Ability.DELETE: {Role.OWN},
}


@pytest.mark.parametrize("ability", Ability)
@pytest.mark.parametrize("role", Role)
def test_who_may_do_what(role: Role, ability: Ability) -> None:
    assert can(role, ability) == (role in MAY[ability])


def test_roles_are_ordered_by_what_they_allow() -> None:
    assert sorted([Role.OWN, Role.VIEW, Role.EDIT]) == [Role.VIEW, Role.EDIT, Role.OWN]
    assert not Role.EDIT < Role.EDIT
    assert Role.EDIT >= Role.VIEW


def test_the_trash_allows_nothing_but_the_way_out() -> None:
    assert {Ability.RESTORE, Ability.DELETE} == IN_TRASH
