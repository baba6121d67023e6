"""Replicas in worker processes: what they answer, and what outlives a worker."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID, uuid4

import pytest

from documents.core.check import Candidate, Verdict
from documents.core.errors import Malformed
from documents.core.seed import SEED_UPDATE
from documents.replica.errors import CompactionMismatch, ReplicaLost, RowsRefused
from documents.replica.pool import PIECE_ROWS, Pool
from documents.replica.process import WorkerLimits
from documents.replica.replica import NOTHING
from documents.tests.replica.clients import Client
from documents.tests.replica.hostile import (
    BEFORE_ITS_PARENTS,
    DELETE_THE_FIRST,
    ENDLESS,
    MANY_CLIENTS,
    NESTED_ANY,
    WITH_STRANGE_ORIGIN,
    appends,
    nested_elements,
)
from documents.tests.replica.processes import (
    command_of,
    descriptors_of,
    until,
    variables_of,
    workers,
)

MEMORY_BOMB = appends(60_000)


def live(update: bytes) -> Candidate:
    return Candidate("update", update, 1, writable=True)


def step2(update: bytes) -> Candidate:
    return Candidate("step2", update, 1, writable=True)


async def text_of(pool: Pool, document: UUID) -> str:
    reader = Client(99)
    reader.receive((await pool.diff(document, NOTHING)).update)
    return str(reader.text)


@asynccontextmanager
async def running(pool: Pool) -> AsyncIterator[Pool]:
    await pool.start()
    try:
        yield pool
    finally:
        await pool.close()


class TestAnswers:
    async def test_a_document_is_loaded_written_and_read(
        self, pool: Pool, document: UUID, alice: Client
    ) -> None:
        await pool.load(document, alice.type("a"), [alice.type("b")])
        await pool.apply(document, [alice.type("c")])
        result = await pool.check(document, [live(alice.type("d"))])
        assert result.verdicts == (Verdict.ACCEPTED,)
        assert result.rows[0].update == result.merged
        assert await text_of(pool, document) == "abcd"

    async def test_requests_sent_together_are_answered_in_order(
        self, pool: Pool, document: UUID, alice: Client
    ) -> None:
        await pool.load(document, None, [])
        updates = [alice.type("a") for _ in range(50)]
        results = await asyncio.gather(
            *(pool.check(document, [live(update)]) for update in updates)
        )
        assert {result.verdicts for result in results} == {(Verdict.ACCEPTED,)}

    async def test_a_malformed_state_vector_is_refused(self, pool: Pool, document: UUID) -> None:
        await pool.load(document, None, [])
        with pytest.raises(Malformed):
            await pool.diff(document, MANY_CLIENTS)

    async def test_a_document_is_gone_when_dropped(
        self, pool: Pool, document: UUID, alice: Client
    ) -> None:
        await pool.load(document, alice.type("a"), [])
        await pool.drop(document)
        await pool.drop(document)
        with pytest.raises(ReplicaLost) as lost:
            await pool.diff(document, NOTHING)
        assert not lost.value.culprit

    async def test_a_document_is_not_loaded_before_all_of_it_is(
        self, pool: Pool, document: UUID, alice: Client
    ) -> None:
        rows = [alice.type("a") for _ in range(2 * PIECE_ROWS + 1)]
        loading = asyncio.create_task(pool.load(document, None, rows))
        while not loading.done():
            with pytest.raises(ReplicaLost):
                await pool.diff(document, NOTHING)
            await asyncio.sleep(0)
        assert len(await text_of(pool, document)) == len(rows)

    async def test_documents_are_spread_over_workers(self) -> None:
        async with running(Pool(2)) as pool:
            for number in range(4):
                await pool.load(UUID(int=number), SEED_UPDATE, [])
            assert len(workers()) == 2
        assert not workers()


class TestRefusedRows:
    async def test_a_row_that_cannot_be_read_is_named_and_what_depends_on_it(
        self, pool: Pool, document: UUID, alice: Client
    ) -> None:
        rows = [alice.type("a") for _ in range(PIECE_ROWS + 10)]
        rows[PIECE_ROWS + 5] = b"garbage"
        with pytest.raises(RowsRefused) as refused:
            await pool.load(document, None, rows)
        assert refused.value.indexes == (PIECE_ROWS + 5, *range(PIECE_ROWS + 6, len(rows)))

    async def test_the_row_whose_parents_are_missing_is_named(
        self, pool: Pool, document: UUID, alice: Client
    ) -> None:
        rows = [alice.type("a"), alice.type("b"), alice.type("c")]
        with pytest.raises(RowsRefused) as refused:
            await pool.load(document, rows[0], [rows[2]])
        assert refused.value.indexes == (0,)

    async def test_without_the_rows_named_the_others_can_be_loaded(
        self, pool: Pool, document: UUID, alice: Client, bob: Client
    ) -> None:
        rows = [b"garbage", alice.type("a"), bob.type("b"), MEMORY_BOMB, alice.type("c")]
        left_out: list[bytes] = []
        while True:
            try:
                await pool.load(document, None, rows)
                break
            except RowsRefused as refused:
                left_out += [rows[index] for index in refused.indexes]
                rows = [row for row in rows if row not in left_out]
        assert left_out == [b"garbage", MEMORY_BOMB]
        assert sorted(await text_of(pool, document)) == ["a", "b", "c"]

    async def test_a_checkpoint_that_cannot_be_read_is_named(
        self, pool: Pool, document: UUID
    ) -> None:
        with pytest.raises(RowsRefused) as refused:
            await pool.load(document, b"garbage", [])
        assert refused.value.indexes == ()

    async def test_a_row_that_kills_the_worker_is_named(
        self, pool: Pool, document: UUID, alice: Client
    ) -> None:
        with pytest.raises(RowsRefused) as refused:
            await pool.load(document, None, [alice.type("a"), MEMORY_BOMB, alice.type("b")])
        assert refused.value.indexes == (1,)

    async def test_a_checkpoint_that_kills_the_worker_is_named(
        self, pool: Pool, document: UUID
    ) -> None:
        with pytest.raises(RowsRefused) as refused:
            await pool.load(document, MEMORY_BOMB, [])
        assert refused.value.indexes == ()

    async def test_a_row_that_cannot_be_applied_leaves_nothing_loaded(
        self, pool: Pool, document: UUID, alice: Client
    ) -> None:
        await pool.load(document, None, [])
        with pytest.raises(RowsRefused):
            await pool.apply(document, [b"garbage"])
        with pytest.raises(ReplicaLost):
            await pool.diff(document, NOTHING)


class TestDeath:
    async def test_only_the_request_at_work_is_the_culprit(self, pool: Pool, alice: Client) -> None:
        first, second = uuid4(), uuid4()
        await pool.load(first, None, [])
        await pool.load(second, None, [])
        (pid,) = workers()
        os.kill(pid, signal.SIGSTOP)
        requests = [
            asyncio.create_task(pool.check(document, [live(alice.type("a"))]))
            for document in (first, second, first)
        ]
        await asyncio.sleep(0)
        os.kill(pid, signal.SIGKILL)
        losses = await asyncio.gather(*requests, return_exceptions=True)
        assert [isinstance(loss, ReplicaLost) and loss.culprit for loss in losses] == [
            True,
            False,
            False,
        ]

    async def test_documents_can_be_loaded_again_at_once(
        self, pool: Pool, document: UUID, alice: Client
    ) -> None:
        row = alice.type("a")
        await pool.load(document, None, [row])
        (pid,) = workers()
        os.kill(pid, signal.SIGKILL)
        with pytest.raises(ReplicaLost):
            await pool.diff(document, NOTHING)
        async with asyncio.timeout(5):
            await pool.load(document, None, [row])
        assert await text_of(pool, document) == "a"
        assert pid not in workers()

    async def test_loading_gets_over_the_death_of_its_worker(
        self, pool: Pool, document: UUID, alice: Client
    ) -> None:
        row = alice.type("a")
        (pid,) = workers()
        os.kill(pid, signal.SIGSTOP)
        loads = [
            asyncio.create_task(pool.load(loaded, None, [row])) for loaded in (document, uuid4())
        ]
        await asyncio.sleep(0)
        os.kill(pid, signal.SIGKILL)
        await asyncio.gather(*loads)
        assert await text_of(pool, document) == "a"

    async def test_an_idle_worker_is_replaced(self, pool: Pool, document: UUID) -> None:
        await pool.load(document, None, [])
        (pid,) = workers()
        os.kill(pid, signal.SIGKILL)
        await until(lambda: bool(workers() - {pid}))
        with pytest.raises(ReplicaLost):
            await pool.diff(document, NOTHING)

    async def test_a_late_reply_ends_the_worker(self, document: UUID, alice: Client) -> None:
        async with running(Pool(1, WorkerLimits(deadline=0.5))) as pool:
            await pool.load(document, None, [])
            (pid,) = workers()
            os.kill(pid, signal.SIGSTOP)
            with pytest.raises(ReplicaLost) as lost:
                await pool.check(document, [live(alice.type("a"))])
            assert lost.value.culprit
            await pool.load(document, None, [])

    async def test_too_much_cpu_time_ends_the_worker(self, document: UUID) -> None:
        limits = WorkerLimits(cpu_seconds=0.05, deadline=60)
        async with running(Pool(1, limits)) as pool, asyncio.timeout(30):
            await pool.load(document, None, [])
            with pytest.raises(ReplicaLost) as lost:
                await pool.check(document, [step2(appends(30_000))])
            assert lost.value.culprit
            await pool.load(document, None, [])

    @pytest.mark.parametrize(
        "updates",
        [
            pytest.param([MEMORY_BOMB], id="memory"),
            pytest.param([nested_elements(60_000), DELETE_THE_FIRST], id="deep nesting"),
        ],
    )
    async def test_an_update_that_kills_costs_nobody_else_anything(
        self, pool: Pool, document: UUID, alice: Client, updates: list[bytes]
    ) -> None:
        bystander, row = uuid4(), alice.type("a")
        await pool.load(document, None, [])
        await pool.load(bystander, None, [row])
        with pytest.raises(ReplicaLost) as lost:
            await pool.check(document, [step2(update) for update in updates])
        assert lost.value.culprit
        with pytest.raises(ReplicaLost) as lost:
            await pool.check(bystander, [live(alice.type("b"))])
        assert not lost.value.culprit
        await pool.load(bystander, None, [row])
        assert await text_of(pool, bystander) == "a"

    @pytest.mark.parametrize(
        ("updates", "verdicts"),
        [
            pytest.param([NESTED_ANY], [Verdict.REFUSED], id="deep values"),
            pytest.param([MANY_CLIENTS], [Verdict.REFUSED], id="claims of clients"),
            pytest.param([ENDLESS], [Verdict.ACCEPTED], id="endless when read as an array"),
            pytest.param(
                [BEFORE_ITS_PARENTS, WITH_STRANGE_ORIGIN],
                [Verdict.GAP, Verdict.ACCEPTED],
                id="crash behind a gap",
            ),
            pytest.param([nested_elements(90_000)], [Verdict.ACCEPTED], id="deep nesting"),
        ],
    )
    async def test_known_killers_of_pycrdt_do_not_kill(
        self, pool: Pool, document: UUID, updates: list[bytes], verdicts: list[Verdict]
    ) -> None:
        await pool.load(document, None, [])
        before = workers()
        result = await pool.check(document, [step2(update) for update in updates])
        assert list(result.verdicts) == verdicts
        await pool.load(document, None, [row.update for row in result.rows])
        await pool.diff(document, NOTHING)
        await pool.drop(document)
        assert workers() == before


class TestCompaction:
    async def test_a_log_becomes_one_update(
        self, pool: Pool, document: UUID, alice: Client
    ) -> None:
        rows = [alice.type("a") for _ in range(100)]
        first = await pool.compact(None, rows[:50])
        second = await pool.compact(first, rows[50:])
        await pool.load(document, second, [])
        assert await text_of(pool, document) == "a" * 100

    async def test_rows_that_contradict_each_other_are_taken_as_they_are_read(
        self, pool: Pool, document: UUID, alice: Client
    ) -> None:
        # A merge of their bytes would take the second.
        rows = [alice.type("a"), bytes.fromhex("01010100000100")]
        await pool.load(document, None, rows)
        read = await pool.fingerprint(document)
        await pool.load(document, await pool.compact(None, rows), [])
        assert await pool.fingerprint(document) == read
        assert await text_of(pool, document) == "a"

    async def test_a_long_text_typed_letter_by_letter_can_still_be_loaded(
        self, pool: Pool, document: UUID, alice: Client
    ) -> None:
        state = None
        for _ in range(6):
            state = await pool.compact(state, [alice.type("a") for _ in range(10_000)])
        await pool.load(document, state, [])
        assert await text_of(pool, document) == "a" * 60_000

    async def test_a_row_without_its_parents_is_not_compacted(
        self, pool: Pool, alice: Client
    ) -> None:
        rows = [alice.type("a"), alice.type("b"), alice.type("c")]
        with pytest.raises(RowsRefused) as refused:
            await pool.compact(rows[0], rows[2:])
        assert refused.value.indexes == (0,)

    async def test_what_does_not_say_what_the_log_says_is_not_taken_for_a_checkpoint(
        self, pool: Pool, alice: Client
    ) -> None:
        alice.type("a")
        behind_a_gap = alice.type("b")  # pycrdt puts it aside, and leaves it out when it encodes
        with pytest.raises(CompactionMismatch):
            await pool.compact(behind_a_gap, [])

    async def test_its_death_disturbs_no_document(
        self, pool: Pool, document: UUID, alice: Client
    ) -> None:
        await pool.load(document, None, [alice.type("a")])
        with pytest.raises(ReplicaLost):
            await pool.compact(None, [MEMORY_BOMB])
        assert await text_of(pool, document) == "a"


class TestIsolation:
    def test_who_uses_the_pool_does_not_load_pycrdt(self) -> None:
        script = "import sys, documents.replica.pool; sys.exit('pycrdt' in sys.modules)"
        assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0

    async def test_a_worker_knows_no_secrets(
        self, monkeypatch: pytest.MonkeyPatch, document: UUID
    ) -> None:
        monkeypatch.setenv("DATABASE_URL", "postgres://user:secret@host/db")
        async with running(Pool(1)):
            (pid,) = workers()
            variables = variables_of(pid)
        assert variables <= {"PATH", "PYTHONPATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH"}

    async def test_a_worker_holds_no_file_but_its_socket(self, pool: Pool) -> None:
        (pid,) = workers()
        assert descriptors_of(pid) <= {0, 1, 2}

    async def test_workers_end_when_their_parent_is_killed(self) -> None:
        script = (
            "import asyncio\n"
            "from documents.replica.pool import Pool\n"
            "async def main():\n"
            "    pool = Pool(2)\n"
            "    await pool.start()\n"
            "    print('started', flush=True)\n"
            "    await asyncio.Event().wait()\n"
            "asyncio.run(main())\n"
        )
        parent = await asyncio.create_subprocess_exec(
            sys.executable, "-c", script, stdout=asyncio.subprocess.PIPE
        )
        assert parent.stdout
        assert await parent.stdout.readline() == b"started\n"
        orphans = workers(parent.pid)
        assert len(orphans) == 2
        parent.kill()
        await parent.wait()
        await until(lambda: not any(map(command_of, orphans)))
