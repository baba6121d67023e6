"""Opening a document only reads it."""

from documents.tests.e2e.log import head
from documents.tests.e2e.writing import Block, Writers, same_text
from documents.tests.harness.cluster import Cluster
from documents.tests.harness.people import Person


async def test_opening_writes_nothing(
    cluster: Cluster, alice: Person, bob: Person, writers: Writers
) -> None:
    document = alice.new_document()
    alice.share(document, "edit")
    address = f"{alice.web.url}/d/{document}/"
    everybody = [
        await writers.open(address, alice),
        await writers.open(address, alice),
        await writers.open(f"{alice.web.url}{alice.link(document)}", bob),
    ]

    assert await same_text(*everybody) == [Block("paragraph", "")]
    for writer in everybody:
        await writer.page.reload()
        await writer.saved()
    assert head(cluster, document) == 1
