from documents.core.quota import Quota


def test_each_holder_has_a_quota_of_its_own() -> None:
    quota = Quota(2)
    assert [quota.take("alice") for _ in range(3)] == [True, True, False]
    assert quota.take("bob")


def test_what_is_given_back_can_be_taken_again() -> None:
    quota = Quota(1)
    quota.take("alice")
    assert not quota.take("alice")
    quota.give_back("alice")
    assert quota.take("alice")
