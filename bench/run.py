"""`make bench`: measure Collab and its peers, and write bench/results.md.

From the environment: SCENARIOS and SERVERS name some of them (comma-separated), RUNS says how often
each is measured, SECONDS for how long, TRACES where the real editing traces are. All have defaults
that take some minutes; FULL=1 has those for a result worth keeping.
"""

import datetime
import os
import platform
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import TypeVar

import django

from bench import install, machine, stores
from bench.generator import LoadFailed
from bench.ours import Collab, CollabUvicorn
from bench.report import Record, Results, report
from bench.scenarios import SCENARIOS, Scenario
from bench.server import Server
from bench.theirs import Hocuspocus, PycrdtWebsocket, YWebsocket
from bench.trial import Form, Trial, Unfit
from collab.embedded.paths import ROOT
from collab.embedded.progress import SetupError, fail, say, step

SERVERS: tuple[type[Server], ...] = (Collab, CollabUvicorn, Hocuspocus, YWebsocket, PycrdtWebsocket)
RESULTS = install.BENCH / "results.md"
VARIABLES = ("FULL", "RUNS", "SCENARIOS", "SECONDS", "SERVERS", "TRACES")

T = TypeVar("T")


def main() -> int:
    """Run what the environment asks for; returns the exit code."""
    try:
        full = os.environ.get("FULL") == "1"
        runs = int(os.environ.get("RUNS", 5 if full else 1))
        traces = os.environ.get("TRACES")
        form = Form(
            warmup=2,
            seconds=float(os.environ.get("SECONDS", 10 if full else 5)),
            edits_behind=1_000_000,
            trace_edits=None if full else 10_000,
            traces=Path(traces) if traces else None,
        )
        scenarios = _chosen("SCENARIOS", {scenario.name: scenario for scenario in SCENARIOS})
        servers = _chosen("SERVERS", {server.name: server for server in SERVERS})
        machine.check()
        install.install()
        step("Testing the generator", [install.NODE, "--test", *install.tests()])
        with machine.on(machine.GENERATOR_CORES), stores.running() as running:
            django.setup()
            measure(scenarios, servers, running, form, runs)
    except SetupError as error:
        return fail(error)
    return 0


def _chosen(variable: str, known: Mapping[str, T]) -> list[T]:
    """Those that the variable names; raises SetupError for a name nobody has."""
    names = os.environ.get(variable, ",".join(known)).split(",")
    if unknown := set(names) - set(known):
        raise SetupError(f"{variable} knows {', '.join(known)}, but not {', '.join(unknown)}.")
    return [one for name, one in known.items() if name in names]


def measure(
    scenarios: Sequence[Scenario],
    servers: Sequence[type[Server]],
    running: stores.Stores,
    form: Form,
    runs: int,
) -> None:
    """Measure, and write what is known after each scenario."""
    facts = {"command": _command(), **_facts(), **install.versions(), **running.versions()}
    titles = {server.name: server.title for server in SERVERS}
    records: list[Record] = []
    trials = [Trial(server, running, form) for server in servers]
    for scenario in scenarios:
        for trial in trials:
            if scenario.runs_on(trial.name, runs):
                scenario.prepare(trial)
    for scenario in scenarios:
        say(f"{scenario.name}: {scenario.title}")
        # Interleaved, so that what changes on the machine meanwhile changes for all.
        for turn in range(runs):
            due = [trial for trial in trials if turn < scenario.runs_on(trial.name, runs)]
            records += [_run(scenario, trial) for trial in due]
        RESULTS.write_text(report(Results(records), scenarios, titles, facts))


def _run(scenario: Scenario, trial: Trial) -> Record:
    began = time.monotonic()
    try:
        record = Record(scenario.name, trial.name, scenario.load(trial))
    except (Unfit, LoadFailed) as error:
        record = Record(scenario.name, trial.name, {}, str(error))
    seconds = time.monotonic() - began
    figures = ", ".join(f"{name} {value:.4g}" for name, value in record.figures.items())
    say(f"  {trial.server_class.title} ({seconds:.0f} s): {figures or record.failure}")
    return record


def _command() -> str:
    given = [f"{name}={os.environ[name]}" for name in VARIABLES if name in os.environ]
    return f"`{' '.join([*given, 'make bench'])}`"


def _facts() -> dict[str, str]:
    """When, of what, on what."""
    git = ["git", "describe", "--always", "--dirty"]
    commit = subprocess.run(git, cwd=ROOT, capture_output=True, text=True, check=False)
    return {
        "measured": f"{datetime.datetime.now(datetime.UTC):%Y-%m-%d %H:%M} UTC",
        "commit": commit.stdout.strip() or "unknown",
        "machine": machine.description(),
        "Python": platform.python_version(),
        **{name: version(name) for name in ("django", "channels", "daphne", "pycrdt", "psycopg")},
    }


if __name__ == "__main__":
    sys.exit(main())
