"""Messages of every length arrive as they were sent, however their frames state the length."""

from collab.embedded.web import Web
from documents.core.messages import Update
from documents.tests.core.updates import item, section, text, update
from documents.tests.harness.people import Person
from documents.tests.harness.socket import raw_client

LENGTHS = [1, *range(90, 130), *range(65_490, 65_530), 500_000]


async def test_updates_of_every_length_arrive_whole(alice: Person, web: Web) -> None:
    document = alice.new_document()
    sent = [
        Update(update(section(client, 0, item(4, text("a" * length)))))
        for client, length in enumerate(LENGTHS, start=1000)
    ]
    async with (
        raw_client(web, "y-websocket", document, alice) as writer,
        raw_client(web, "y-websocket", document, alice) as reader,
    ):
        for message in sent:
            await writer.send(message)
            await reader.hears(message)
