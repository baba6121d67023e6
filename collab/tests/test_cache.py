"""The cache without Redis."""

from pathlib import Path

from collab.cache import RedisOrMemory


def test_without_redis_a_process_counts_by_itself(tmp_path: Path) -> None:
    cache = RedisOrMemory(f"unix://{tmp_path}/nobody.sock", {})
    assert cache.add("attempts", 1)
    assert not cache.add("attempts", 1)
    assert cache.incr("attempts") == 2
    # Every thread has a cache of its own.
    assert RedisOrMemory(f"unix://{tmp_path}/nobody.sock", {}).get("attempts") == 2
    assert cache.touch("attempts")
    assert cache.delete("attempts")
    assert cache.get("attempts", 0) == 0
    cache.set("attempts", 5)
    assert cache.get_many(["attempts", "others"]) == {"attempts": 5}
    cache.clear()
    assert "attempts" not in cache
