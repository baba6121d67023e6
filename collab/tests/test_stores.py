import pytest
import redis
from django.db import connection


@pytest.mark.django_db
def test_postgres_is_the_one_of_this_run() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_database()")
        assert cursor.fetchone() == ("test_collab",)


def test_redis_answers(redis_url: str) -> None:
    with redis.Redis.from_url(redis_url) as client:
        assert client.ping()
