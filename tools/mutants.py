"""Change the program in one place at a time and see whether a test notices: mutation testing.

`make mutants` tries every mutant of the rooms below; `make mutants ROOMS="figures counting" NUMBER=60` tries so many of
each, drawn by SEED. Prints the score of each room and the mutants that no test noticed. Those that change nothing
stand, with the reason, in `tests/equivalent_mutants.toml`; they take no part in the score.

mutmut writes the mutants, all of a file at once, each behind a switch (`mutants/`). The tests are run here: collected
once, then a fork for each mutant runs tests that reach its function until one fails. A fork finds everything imported;
polars survives one as long as nothing was counted before. A mutant is tried by no more than `--seconds` of tests, those
of a file called like it first, then of each file by turns: what they do not notice counts as unnoticed.
"""

import argparse
import functools
import hashlib
import json
import os
import random
import re
import resource
import shutil
import signal
import sys
import tempfile
import time
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from mutmut.__main__ import copy_also_copy_files, copy_src_dir, create_mutants
from mutmut.mutation.diff_apply import get_diff_for_mutant
from mutmut.mutation.trampoline import set_mutant_under_test
from mutmut.state import state

ROOT = Path(__file__).parent.parent
MADE = ROOT / "mutants"
BOUNDS = dict.fromkeys(("figures", "counting", "checking", "release", "across", "auditing"), 0.95) | {
    "intake": 0.90
}
"""The rooms whose mutants are tried, and the score that each must have."""
LEFT_OUT = ("architecture", "fuzz")
"""Tests of something else than rules: documents and sizes, files damaged at random."""
MEMORY = 8_000_000_000
LEARNT = MADE / "learnt.json"
"""Which test reaches which function, of each file of tests as it was, and the program and the tests' helpers."""


def make_mutants() -> dict[str, str]:
    """Write the mutants of all rooms; each with the file that it stands in."""
    os.chdir(ROOT)
    shutil.rmtree(MADE / "tests", ignore_errors=True)
    copy_src_dir()
    copy_also_copy_files()
    for path in (ROOT / "src").rglob("*"):  # mutmut copies what is not there yet
        if path.is_file() and path.suffix not in (".py", ".pyc"):
            shutil.copy2(path, MADE / path.relative_to(ROOT))
    create_mutants(os.cpu_count() or 1)
    found: dict[str, str] = {}
    for meta in sorted((MADE / "src" / "wres_calc").rglob("*.meta")):
        source = meta.relative_to(MADE).with_suffix("")
        if (ROOT / source).exists():
            found |= dict.fromkeys(json.loads(meta.read_text("utf-8"))["exit_code_by_key"], str(source))
    return found


@functools.cache
def mark_of_helpers() -> str:
    helpers = [each for each in (ROOT / "tests").rglob("*.py") if not each.name.startswith("test_")]
    files = sorted([*helpers, *(ROOT / "src").rglob("*.py")])
    return hashlib.sha256(b"".join(each.read_bytes() for each in files)).hexdigest()


def mark_of(file: str) -> str:
    """Changes where a file of tests does, or the program."""
    return hashlib.sha256(mark_of_helpers().encode() + file.encode() + (ROOT / file).read_bytes()).hexdigest()


def wilson(noticed: int, tried: int) -> tuple[float, float]:
    """The 95 % interval of a share."""
    z, share = 1.96, noticed / tried
    middle, reach = (
        share + z * z / (2 * tried),
        z * (share * (1 - share) / tried + z * z / (4 * tried**2)) ** 0.5,
    )
    return (middle - reach) / (1 + z * z / tried), (middle + reach) / (1 + z * z / tried)


class Forks:
    """Runs jobs in forks of this process, so many at a time."""

    def __init__(self, at_once: int) -> None:
        self.at_once = at_once

    def run(self, jobs: Mapping[str, tuple[Callable[[], Any], float]]) -> Iterator[tuple[str, Any]]:
        """Each job's name and what it gave back, as JSON has it; `None` of one that ran out of its seconds or died."""
        waiting: list[str] = list(jobs)
        running: dict[int, tuple[str, Path]] = {}
        with tempfile.TemporaryDirectory(prefix="mutants-") as made:
            while waiting or running:
                while waiting and len(running) < self.at_once:
                    name = waiting.pop(0)
                    folder = Path(tempfile.mkdtemp(dir=made))
                    if not (process := os.fork()):
                        self._inside(folder, *jobs[name])
                    running[process] = name, folder
                process, _ = os.wait()
                name, folder = running.pop(process)
                result = folder / "result.json"
                given = json.loads(result.read_text("utf-8")) if result.exists() else None
                if isinstance(given, dict):
                    sys.exit(f"{name}: {given['fault']}")
                yield name, given
                shutil.rmtree(folder, ignore_errors=True)

    @staticmethod
    def _inside(folder: Path, job: Callable[[], Any], seconds: float) -> None:
        try:
            nothing = os.open(os.devnull, os.O_RDWR)
            for stream in range(3):
                os.dup2(nothing, stream)
            resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds) + 1))
            resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
            signal.alarm(int(3 * seconds))
            os.environ["PYTEST_DEBUG_TEMPROOT"] = str(folder)
            try:
                result = json.dumps(job())
            except Exception as fault:  # a fault of this tool, not a test that failed
                result = json.dumps({"fault": repr(fault)})
            (folder / "result").write_text(result, "utf-8")
            (folder / "result").rename(folder / "result.json")
        finally:
            os._exit(0)


class Trial:
    """A run of pytest that collects the tests and then, instead of running them, tries mutants with them."""

    def __init__(self, mutants: dict[str, str], asked: argparse.Namespace) -> None:
        self.mutants, self.asked = mutants, asked
        self.forks = Forks(asked.at_once)
        self.failed: list[str] = []
        self.hits_of_fixtures: dict[object, set[str]] = {}
        self.low: list[str] = []
        self.listed = tomllib.loads((ROOT / "tests" / "equivalent_mutants.toml").read_text("utf-8"))[
            "equivalent"
        ]

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed.append(report.nodeid)

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: object) -> Generator[None, object, object]:
        """What a fixture of a whole file reaches is reached by each test that takes it, not by the first alone."""
        before, state()._stats = state()._stats, set()
        try:
            return (yield)
        finally:
            self.hits_of_fixtures[fixturedef] = state()._stats
            state()._stats = before | state()._stats

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self.items = {item.nodeid: item for item in session.items if isinstance(item, pytest.Function)}
        session.config.pluginmanager.unregister(name="terminalreporter")
        self.learn()
        for room in self.asked.rooms:
            self.try_room(room)
        return True

    def learn(self) -> None:
        """Run each test once, without a mutant: what it reaches, its seconds. Those that fail take no further part."""
        files = defaultdict(list)
        for name in self.items:
            files[name.partition("::")[0]].append(name)
        kept = json.loads(LEARNT.read_text("utf-8")) if LEARNT.exists() else {}
        marks = {file: mark_of(file) for file in files}
        jobs = {
            file: (functools.partial(self.reached, tests), 300.0)
            for file, tests in files.items()
            if marks[file] not in kept or kept[marks[file]][1].keys() != set(tests)
        }
        for file, learnt in self.forks.run(jobs):
            if learnt is None:
                print(f"{file}: its tests did not end, and take no part", flush=True)
                continue
            kept[marks[file]] = learnt
            LEARNT.write_text(json.dumps(kept), "utf-8")
        failed: list[str] = []
        self.reach: dict[str, list[str]] = {}
        self.seconds: dict[str, float] = {}
        for mark in kept.keys() & marks.values():
            self.reach |= kept[mark][0]
            self.seconds |= kept[mark][1]
            failed += kept[mark][2]
        for test in failed:
            print(f"fails here without a mutant: {test}")
            self.reach.pop(test, None)
        self.near = defaultdict(list)
        for test in sorted(self.reach, key=lambda test: self.seconds[test] * len(self.reach[test])):
            for function in self.reach[test]:
                self.near[function].append(test)
        for function, tests in self.near.items():
            self.near[function] = by_turns(function, tests)
        print(
            f"{len(self.mutants)} mutants; {len(self.reach)} tests of {sum(self.seconds.values()):.0f} seconds",
            flush=True,
        )

    def reached(self, tests: Sequence[str]) -> tuple[dict[str, list[str]], dict[str, float], list[str]]:
        set_mutant_under_test("stats")
        caches = [
            each
            for name, module in sys.modules.items()
            if name.startswith(tuple(f"wres_calc.{room}." for room in BOUNDS))
            for each in vars(module).values()
            if hasattr(each, "cache_clear")
        ]
        reach, seconds = {}, {}
        for test, following in zip(tests, [*tests[1:], None], strict=True):
            for cache in caches:  # what the test before had worked out, this one reaches as well
                cache.cache_clear()
            state()._stats.clear()
            began = time.perf_counter()
            self.run(test, following)
            seconds[test] = time.perf_counter() - began
            fixtures = [
                one for all_ in self.items[test]._fixtureinfo.name2fixturedefs.values() for one in all_
            ]
            reach[test] = sorted(
                state()._stats.union(*(self.hits_of_fixtures.get(one, set()) for one in fixtures))
            )
        return reach, seconds, self.failed

    def run(self, test: str, following: str | None) -> None:
        """Run one test; what the next one does not share is torn down."""
        item = self.items[test]
        item.config.hook.pytest_runtest_protocol(
            item=item, nextitem=self.items[following] if following else None
        )

    def first_that_fails(self, mutant: str, tests: Sequence[str]) -> str:
        set_mutant_under_test(mutant)
        for test, following in zip(tests, [*tests[1:], None], strict=True):
            self.run(test, following)
            if self.failed:
                return self.failed[0]
        return ""

    def tests_of(self, mutant: str) -> list[str]:
        """The tests that reach a mutant's function, as many as the time allows."""
        taken: list[str] = []
        spent = 0.0
        for test in self.near[mutant.partition("__mutmut_")[0]]:
            spent += self.seconds[test]
            if taken and spent > self.asked.seconds:
                break
            taken.append(test)
        return taken

    def outcomes(self, drawn: Sequence[str]) -> dict[str, tuple[str, str]]:
        """What became of each mutant, and the test that noticed it."""
        found = dict.fromkeys(drawn, ("no test", ""))
        jobs = {}
        for mutant in drawn:
            if tests := self.tests_of(mutant):
                limit = 20 + 4 * sum(self.seconds[test] for test in tests)
                jobs[mutant] = functools.partial(self.first_that_fails, mutant, tests), limit
        for mutant, test in self.forks.run(jobs):
            found[mutant] = ("timeout", "") if test is None else ("killed" if test else "survived", test)
        return found

    def flaky(self, tests: set[str]) -> set[str]:
        """Those tests that fail without a mutant as well, once more and in another order."""
        jobs = {test: (functools.partial(self.first_that_fails, "", [test]), 120.0) for test in sorted(tests)}
        return {test for test, failed in self.forks.run(jobs) if failed != ""}

    def try_room(self, room: str) -> None:
        names = sorted(name for name in self.mutants if name.startswith(f"wres_calc.{room}."))
        number = min(self.asked.sample or len(names), len(names))
        drawn = sorted(random.Random(self.asked.seed).sample(names, number))
        if self.asked.only:
            drawn = [name for name in names if name in self.asked.only]
        began = time.monotonic()
        found = self.outcomes(drawn)
        flaky = self.flaky({test for _, test in found.values() if test})
        outcomes: Counter[str] = Counter()
        for name, (became, test) in found.items():
            if test in flaky:
                became = "unsure"
            elif became in ("survived", "no test"):
                lines = self.lines_of(name)
                if equivalent(name, lines, self.listed):
                    became = "equivalent"
                else:
                    print(f"\n{name}: {became}\n  - {lines[0]}\n  + {lines[1]}", flush=True)
            outcomes[became] += 1
            if self.asked.all:
                print(f"{name}: {became} {test}", flush=True)
        noticed = outcomes["killed"] + outcomes["timeout"]
        tried = noticed + outcomes["survived"] + outcomes["no test"]
        if not tried:
            return
        low, high = wilson(noticed, tried)
        if noticed / tried < BOUNDS[room]:
            self.low.append(room)
        counts = ", ".join(f"{number} {outcome}" for outcome, number in outcomes.most_common() if number)
        print(
            f"\n{room}: {noticed / tried:.1%} of {tried} noticed ({low:.0%} to {high:.0%}; bound {BOUNDS[room]:.0%}); "
            f"{counts}; {time.monotonic() - began:.0f} s",
            flush=True,
        )

    def lines_of(self, mutant: str) -> tuple[str, str]:
        """The lines that a mutant takes away, and those that it puts in their place."""
        os.chdir(ROOT)
        shown = get_diff_for_mutant(mutant, path=self.mutants[mutant]).splitlines()
        os.chdir(MADE)
        was = [line[1:].strip() for line in shown if re.match(r"-(?!--)", line)]
        becomes = [line[1:].strip() for line in shown if re.match(r"\+(?!\+\+)", line)]
        return " ".join(was), " ".join(becomes)


def by_turns(function: str, tests: Sequence[str]) -> list[str]:
    """Those of each file of tests that is called like the function or its module, then one of each file by turns."""
    _, _, _, *place = re.split(r"[._]+", function.casefold())
    words = {word.rstrip("s") for word in place if len(word) > 3}
    taken: Counter[str] = Counter()
    turns: dict[str, float] = {}
    for test in tests:
        file = test.partition("::")[0]
        alike = not words.isdisjoint(word.rstrip("s") for word in re.split(r"[/_.]+", file))
        turns[test] = taken[file] / 1000 - 1 if alike else taken[file]
        taken[file] += 1
    return sorted(tests, key=lambda test: turns[test])


def equivalent(mutant: str, lines: tuple[str, str], listed: list[dict[str, str]]) -> bool:
    """Whether the list says of this mutant that it changes nothing: by its function, and by the change."""
    return any(
        re.search(entry.get("where", ""), mutant)
        and re.search(entry["was"], lines[0])
        and re.search(entry["becomes"], lines[1])
        for entry in listed
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rooms", nargs="*", default=list(BOUNDS))
    parser.add_argument("--sample", type=int, help="so many of each room")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=60, help="of tests for each mutant")
    parser.add_argument("--only", nargs="+", help="these mutants, by name")
    parser.add_argument("--tests", nargs="+", default=["tests"], help="collect these alone")
    parser.add_argument("--at-once", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--all", action="store_true", help="say what became of each mutant")
    asked = parser.parse_args()
    trial = Trial(make_mutants(), asked)
    os.chdir(MADE)
    sys.path[:0] = [str(MADE), str(MADE / "src")]
    left_out = [f"--ignore=tests/{name}" for name in LEFT_OUT]
    options = ["-q", "-s", "-p", "no:cacheprovider", "-m", "not long", *left_out]
    code = pytest.main([*options, *asked.tests], plugins=[trial])
    if trial.low:
        print(f"Below the bound: {', '.join(trial.low)}")
    return int(code) or bool(trial.low)


if __name__ == "__main__":
    sys.exit(main())
