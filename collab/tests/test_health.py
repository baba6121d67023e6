from http import HTTPStatus

import pytest
from django.test import AsyncClient
from pytest_django import Settings


@pytest.fixture
def redis(redis_url: str, settings: Settings) -> None:
    settings.REDIS_URL = redis_url


async def test_the_process_is_alive_whatever_the_stores_do(async_client: AsyncClient) -> None:
    response = await async_client.get("/healthz")
    assert response.status_code == HTTPStatus.OK


@pytest.mark.django_db
@pytest.mark.usefixtures("redis")
async def test_the_process_is_ready_when_both_stores_answer(async_client: AsyncClient) -> None:
    response = await async_client.get("/readyz")
    assert response.status_code == HTTPStatus.OK
    assert response.json() == {"postgres": True, "redis": True}


@pytest.mark.django_db
async def test_the_process_serves_on_without_redis_and_says_so(
    async_client: AsyncClient, settings: Settings
) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:1"
    response = await async_client.get("/readyz")
    assert response.status_code == HTTPStatus.OK
    assert response.json() == {"postgres": True, "redis": False}
