import pytest

from bench.report import Record, Results, report
from bench.scenarios import PEER, Bar, Scenario

TITLES = {"daphne": "Ours", PEER: "The peer"}


def page(bar: Bar, ours: list[float], peer: list[float]) -> str:
    scenario = Scenario("work", "some work", lambda _: {}, (bar,), servers=("daphne", PEER))
    records = [Record("work", "daphne", {"cost": value}) for value in ours]
    records += [Record("work", PEER, {"cost": value}) for value in peer]
    return report(Results(records), [scenario], TITLES, {})


@pytest.mark.parametrize(
    ("bar", "ours", "reached", "verdict"),
    [
        (Bar("cost", "daphne", 0.5), [4], "0.4", "met"),
        (Bar("cost", "daphne", 0.5), [10], "1", "**not met**, 2 times off"),
        (Bar("cost", "daphne", 4, "at most"), [4], "4", "met"),
        (Bar("cost", "daphne", 4, "at most"), [5], "5", "**not met**, 1.2 times off"),
        (Bar("cost", "daphne", 1.7, "at least"), [1.8], "1.8", "met"),
        (Bar("cost", "daphne", 1.7, "at least"), [1], "1", "**not met**, 1.7 times off"),
        (Bar("cost", "daphne", 0, "at most"), [1], "1", "**not met**"),
        (Bar("cost", "daphne", 0.5), [], "–", "not measured"),
    ],
)
def test_a_bar_is_held_against_what_was_measured(
    bar: Bar, ours: list[float], reached: str, verdict: str
) -> None:
    assert f"| {reached} | {verdict} |" in page(bar, ours, [10])


def test_without_the_peer_nothing_can_be_said_of_a_ratio() -> None:
    assert "not measured" in page(Bar("cost", "daphne", 0.5), [1], [])


def test_medians_and_spread_are_shown() -> None:
    assert "| cost | 3 (1–200) | 10 |" in page(Bar("cost", "daphne", 1), [1, 200, 3], [10])


def test_what_went_wrong_is_told() -> None:
    scenario = Scenario("work", "some work", lambda _: {}, servers=("daphne",))
    results = Results([Record("work", "daphne", {}, "3 times closed with 1011")])
    assert "- daphne: 3 times closed with 1011" in report(results, [scenario], TITLES, {})


def test_only_those_to_compare_are_measured_again_and_again() -> None:
    scenario = Scenario("work", "some work", lambda _: {})
    assert [scenario.runs_on(name, 5) for name in ("daphne", PEER, "y-websocket")] == [5, 5, 1]
