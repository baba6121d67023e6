"""pycrdt-websocket in memory under uvicorn; runs in an environment of its own."""

import asyncio
import os

import uvicorn
from pycrdt.websocket import ASGIServer, WebsocketServer


async def main() -> None:
    """Serve until told to stop."""
    async with WebsocketServer() as rooms:
        config = uvicorn.Config(
            ASGIServer(rooms),
            port=int(os.environ["PORT"]),
            ws="websockets-sansio",
            ws_per_message_deflate=False,
            lifespan="off",
            log_level="warning",
        )
        await uvicorn.Server(config).serve()


asyncio.run(main())
