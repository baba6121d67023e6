import pytest

from documents.core.pace import PATIENCE_SECONDS, Bucket, Pace


def test_a_burst_passes_and_what_exceeds_it_must_wait() -> None:
    bucket = Bucket(rate=10, burst=20)
    assert [bucket.take(10, now=100), bucket.take(10, now=100)] == [0, 0]
    assert bucket.take(5, now=100) == pytest.approx(0.5)


def test_a_bucket_fills_with_time_and_never_above_its_burst() -> None:
    bucket = Bucket(rate=10, burst=20)
    bucket.take(20, now=0)
    assert bucket.take(10, now=1) == 0
    assert bucket.take(21, now=1000) == pytest.approx(0.1)


def test_whoever_types_is_never_held_back() -> None:
    pace = Pace(messages=100, size=1000)
    assert not any(pace.pause(50, now=second / 20) for second in range(10_000))


def test_whoever_floods_is_slowed_down_to_the_rate() -> None:
    pace = Pace(messages=100, size=1_000_000)
    now, sent = 0.0, 0
    while now < 20:
        now += pace.pause(10, now)
        sent += 1
    assert sent == pytest.approx(100 * 20 + 100 * Pace.BURST_SECONDS, rel=0.01)


def test_big_messages_are_slow_as_well() -> None:
    pace = Pace(messages=100, size=1000)
    assert pace.pause(11_000, now=0) == pytest.approx(1)


def test_whoever_presses_on_for_long_must_leave() -> None:
    pace = Pace(messages=1, size=1000)
    now = 0.0
    while not pace.is_exhausted(now):
        now += pace.pause(1, now)
    assert PATIENCE_SECONDS < now < PATIENCE_SECONDS + 2


def test_a_pause_earns_new_patience() -> None:
    pace = Pace(messages=1, size=1000)
    for now in (0, 100, 200):
        for _ in range(12):
            pace.pause(1, now)
        assert not pace.is_exhausted(now + 2)
