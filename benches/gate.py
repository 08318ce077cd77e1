"""Compares two builds for benches/gate.sh; ends with 1 where one of the ratios is above the limit.

    python3 benches/gate.py BEFORE AFTER WORK LIMIT RUNS
"""

import os
import pathlib
import re
import resource
import shutil
import statistics
import subprocess
import sys

# The sample's rules are those of this tree for both, so that only the program differs. Both run in a
# folder without templates of its own: each sets by those that are compiled in.
TASKS = {
    "check": ["check", "--rules", "RULES"],
    "the sample, everything": ["generate", "--rules", "RULES", "--output", "OUT"],
    "a long handbook": ["generate", "--rules", "TOWN", "--only", "handbook", "--format", "pdf", "--output", "OUT"],
}


def run(words, **more):
    """Runs it, however it ends up with the rules: findings are no fault of its speed."""
    done = subprocess.run(words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, **more)
    if done.returncode not in (0, 1):
        sys.exit(f"{' '.join(words)} ended with {done.returncode}:\n{done.stderr[-2000:]}")
    return done.stderr


def instructions(words):
    """How many instructions it took, on one thread: who takes whose work is chance."""
    counted = ["valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"]
    said = run(counted + words, env={**os.environ, "RAYON_NUM_THREADS": "1"})
    return int(re.search(r"I\s+refs:\s+([\d,]+)", said).group(1).replace(",", ""))


def seconds(words):
    """The processor time that it took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run(words)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def main():
    programs = [str(pathlib.Path(program).resolve()) for program in sys.argv[1:3]]
    rules, work = pathlib.Path("rules").resolve(), pathlib.Path(sys.argv[3]).resolve()
    os.chdir(work)
    limit, runs = float(sys.argv[4]), int(sys.argv[5])
    counts = shutil.which("valgrind") is not None
    measure, runs = (instructions, 1) if counts else (seconds, runs)
    print(f"| | {'instructions' if counts else 'processor time'} before | after | ratio |\n|---|---|---|---|")
    slower = []
    for name, task in TASKS.items():
        of = {"RULES": str(rules), "TOWN": str(work / "town"), "OUT": str(work / "out")}
        words = [of.get(word, word) for word in task]
        pairs = []
        for _ in range(runs):
            pair = []
            for program in programs:
                shutil.rmtree(work / "out", ignore_errors=True)
                pair.append(measure([program, *words]))
                if "OUT" in task and not (work / "out" / "manifest.json").exists():
                    sys.exit(f"{program} made nothing of {name}: it cannot be compared")
            pairs.append(pair)
        ratio = statistics.median(after / before for before, after in pairs)
        before, after = (statistics.median(pair[which] for pair in pairs) for which in (0, 1))
        shown = (lambda n: f"{n / 1e6:,.0f} million") if counts else (lambda n: f"{n:.2f} s")
        print(f"| {name} | {shown(before)} | {shown(after)} | {ratio:.3f} |", flush=True)
        if ratio > limit:
            slower.append(name)
    if slower:
        sys.exit(f"more than {limit} times what it was: {', '.join(slower)}")


if __name__ == "__main__":
    main()
