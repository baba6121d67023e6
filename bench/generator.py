"""The load generator: a Node.js process that carries out one plan and reports."""

import json
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bench import machine
from bench.install import BENCH, NODE
from bench.meter import Meter, Reading

MAIN = BENCH / "load" / "main.js"


class LoadFailed(Exception):
    """The generator ended without a result; the message is its last words."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the generator saw, and what the meter read when the generator said so."""

    result: Mapping[str, Any]
    readings: Mapping[str, Reading]

    @property
    def seconds(self) -> float:
        """How long was measured."""
        return self.readings["end"].at - self.readings["begin"].at

    def spent(self, group: str) -> float:
        """Seconds of processor time that a group of processes spent meanwhile."""
        begin, end = self.readings["begin"], self.readings["end"]
        return end.processor[group] - begin.processor[group]

    def grown(self, group: str) -> int:
        """Bytes of memory that it took meanwhile."""
        begin, end = self.readings["begin"], self.readings["end"]
        return end.memory[group] - begin.memory[group]


def run(plan: Mapping[str, Any], meter: Meter) -> Outcome:
    """Carry out a plan; raises LoadFailed."""
    result: Mapping[str, Any] | None = None
    readings = {}
    with (
        machine.on(machine.GENERATOR_CORES),
        subprocess.Popen(
            [NODE, MAIN],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as node,
    ):
        assert node.stdin is not None
        assert node.stdout is not None
        assert node.stderr is not None
        node.stdin.write(json.dumps(plan))
        node.stdin.close()
        for line in node.stdout:
            told = json.loads(line)
            if "mark" in told:
                readings[told["mark"]] = meter.read()
            else:
                result = told["result"]
        words = node.stderr.read()
    if result is None:
        raise LoadFailed(words.strip()[-2000:])
    return Outcome(result, readings)
