"""Times commands in turn as whole processes and prints a table in Markdown.

    python3 benches/peers/run.py RUNS OURS NAME=COMMAND [NAME=COMMAND ...]

Every command runs once unseen, to warm the caches of the disk, then RUNS times, one after the other
(A B C, A B C, …), so that whatever else the machine does hits all alike. OURS is the name that the
others are compared with; a ratio is the median of the ratios of the rounds. A command may begin with
`clean PATH`, which is removed before each run: a cold run. `out PATH` is what is weighed after it.
"""

import os
import pathlib
import shlex
import shutil
import statistics
import subprocess
import sys
import time


class Command:
    def __init__(self, said):
        self.name, command = said.split("=", 1)
        words = shlex.split(command)
        self.clean, self.out = [], None
        while words[0] in ("clean", "out"):
            path = pathlib.Path(words[1])
            if words[0] == "clean":
                self.clean.append(path)
            else:
                self.out = path
            words = words[2:]
        self.words = words
        self.wall, self.cpu, self.memory = [], [], []

    def run(self, counts):
        """Runs once; memory is that of its largest process, as Linux reckons it."""
        for path in self.clean:
            shutil.rmtree(path, ignore_errors=True)
        with open(os.devnull, "w") as nowhere, open("target/peers/stderr", "w+") as said:
            begun = time.monotonic()
            process = subprocess.Popen(self.words, stdout=nowhere, stderr=said)
            _, status, used = os.wait4(process.pid, 0)
            wall = time.monotonic() - begun
            process.returncode = os.waitstatus_to_exitcode(status)
            if process.returncode != 0:
                said.seek(0)
                sys.exit(f"{self.name} ended with {process.returncode}:\n{said.read()[-2000:]}")
        if counts:
            self.wall.append(wall)
            self.cpu.append(used.ru_utime + used.ru_stime)
            self.memory.append(used.ru_maxrss / 1024)

    def size(self):
        """Megabytes of what it wrote."""
        if self.out is None:
            return "–"
        files = [self.out] if self.out.is_file() else [file for file in self.out.rglob("*") if file.is_file()]
        return f"{sum(file.stat().st_size for file in files) / 1e6:.1f} MB"


def seconds(times):
    return f"{min(times):.2f} / {statistics.median(times):.2f} s"


def ratio(theirs, ours):
    return f"{statistics.median(a / b for a, b in zip(theirs, ours)):.2f}"


def main():
    runs, ours = int(sys.argv[1]), sys.argv[2]
    commands = [Command(said) for said in sys.argv[3:]]
    for run in range(runs + 1):
        for command in commands:
            command.run(counts=run > 0)
    base = next(command for command in commands if command.name == ours)
    load = " ".join(f"{load:.1f}" for load in os.getloadavg())
    print(f"{runs} runs of each in turn after one unseen; min / median; load at the end {load}\n")
    print("| | wall | user + sys | largest process | written | wall ÷ ours | user + sys ÷ ours | memory ÷ ours |")
    print("|---|---|---|---|---|---|---|---|")
    for command in commands:
        memory = statistics.median(command.memory)
        cells = [command.name, seconds(command.wall), seconds(command.cpu), f"{memory:.0f} MiB", command.size()]
        cells += [ratio(getattr(command, what), getattr(base, what)) for what in ("wall", "cpu", "memory")]
        print("| " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
