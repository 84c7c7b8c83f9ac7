"""Change the program in one place at a time and see whether a test notices: mutation testing, with mutmut.

`make mutants` tries every mutant of the rooms below that was not tried since its function or its tests changed (mutmut
keeps that in `mutants/`); `make mutants ROOMS="figures counting" SAMPLE=60` tries so many of each room, drawn by SEED.
Prints the score of each room and the mutants that no test noticed. Those that change nothing stand, with the reason,
in `tests/equivalent_mutants.toml`; they take no part in the score.
"""

import argparse
import json
import random
import re
import subprocess
import sys
import tomllib
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parent.parent
MUTANTS = ROOT / "mutants" / "src" / "wres_calc"
BOUNDS = dict.fromkeys(("figures", "counting", "checking", "release", "across", "auditing"), 0.95) | {
    "intake": 0.90
}
"""The rooms whose mutants are tried, and the score that each must have."""
OUTCOMES = {
    0: "survived",
    33: "no test",
    5: "no test",
    34: "skipped",
    24: "timeout",
    36: "timeout",
    37: "type check",
}


def mutmut(*arguments: str) -> str:
    command = [sys.executable, "-m", "mutmut", *arguments]
    return subprocess.run(
        command, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ).stdout


def mutants_of(room: str) -> dict[str, int | None]:
    """Each mutant of a room and the exit code of its tests, `None` where it was not tried."""
    found: dict[str, int | None] = {}
    for meta in sorted((MUTANTS / room).rglob("*.meta")):
        found |= json.loads(meta.read_text("utf-8"))["exit_code_by_key"]
    return found


def outcome(code: int | None) -> str:
    """What an exit code of a mutant's tests means."""
    return "not tried" if code is None else OUTCOMES.get(code, "killed")


def lines_of(mutant: str) -> tuple[str, str]:
    """The lines that a mutant takes away, and those that it puts in their place."""
    shown = mutmut("show", mutant).splitlines()
    was = [line[1:].strip() for line in shown if re.match(r"-(?!--)", line)]
    becomes = [line[1:].strip() for line in shown if re.match(r"\+(?!\+\+)", line)]
    return " ".join(was), " ".join(becomes)


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
    asked = parser.parse_args()
    listed = tomllib.loads((ROOT / "tests" / "equivalent_mutants.toml").read_text("utf-8"))["equivalent"]
    mutmut("run", "none")  # makes the mutants and finds which tests reach which function; runs none
    low = []
    for room in asked.rooms:
        names = sorted(mutants_of(room))
        number = len(names) if asked.sample is None else min(asked.sample, len(names))
        drawn = random.Random(asked.seed).sample(names, number)
        mutmut("run", *([f"wres_calc.{room}.*"] if asked.sample is None else drawn))
        codes = mutants_of(room)
        found = {name: outcome(codes[name]) for name in drawn}
        outcomes = Counter(found.values())
        for name, became in found.items():
            if became in ("survived", "no test"):
                lines = lines_of(name)
                if equivalent(name, lines, listed):
                    outcomes[became] -= 1
                    outcomes["equivalent"] += 1
                else:
                    print(f"\n{name}: {became}\n  - {lines[0]}\n  + {lines[1]}", flush=True)
        noticed = outcomes["killed"] + outcomes["timeout"]
        tried = noticed + outcomes["survived"] + outcomes["no test"]
        score = noticed / tried if tried else 1.0
        if score < BOUNDS[room]:
            low.append(room)
        counts = ", ".join(f"{number} {outcome}" for outcome, number in outcomes.most_common() if number)
        print(f"\n{room}: {score:.1%} of {tried} noticed (bound {BOUNDS[room]:.0%}); {counts}", flush=True)
    if low:
        print(f"Below the bound: {', '.join(low)}")
    return bool(low)


if __name__ == "__main__":
    sys.exit(main())
