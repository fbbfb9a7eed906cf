"""A whole logbook, as the command line opens it: questions about the past, rows that follow the log, and the first row of a list."""

import json
import os
import pathlib
import shutil
import statistics
import subprocess
import time

# What the programs are called here, and the workloads of each.
PROGRAMS = ("past", "live", "first-row")


class Logbook:
    """Works in a copy of the logbook that generate-events left: `live` records incidents."""

    def __init__(self, binaries, kept, folder):
        self.binaries = pathlib.Path(binaries)
        self.kept = kept
        self.folder = pathlib.Path(folder)

    def _run(self, *command):
        done = subprocess.run([str(part) for part in command], stdout=subprocess.PIPE, text=True)
        if done.returncode != 0:
            raise SystemExit(f"Benchmarks/run: {' '.join(map(str, command))} failed with {done.returncode}")
        return [json.loads(line) for line in done.stdout.splitlines()]

    def run(self, workload, turn):
        """Yields a result for each kind of question."""
        if not self.folder.exists():
            shutil.copytree(self.kept, self.folder)
            os.sync()
        if workload.word == "past":
            yield from self._run(
                self.binaries / "past", "--at", self.folder, "--count", workload.count, "--seed", turn + 1)
        elif workload.word == "live":
            for found in self._run(self.binaries / "live", "--at", self.folder, "--count", workload.count):
                for kind in ("durable", "stored"):
                    yield {
                        "workload": f"live-{kind}", "questions": found["commands"],
                        "p50Millis": found[f"{kind}P50Millis"], "p99Millis": found[f"{kind}P99Millis"],
                    }
        else:
            yield self._first_row(workload.count)

    def _first_row(self, count):
        """From the start of the program to its first line."""
        command = [self.binaries / "logbook", "incident", "list", "--at", self.folder, "--state", "open", "--format", "csv"]
        millis = sorted(_millis_to_first_line(command) for _ in range(count))
        return {
            "workload": "first-row", "questions": count, "p50Millis": statistics.median(millis),
            "p99Millis": millis[min(count - 1, count * 99 // 100)],
        }

    def remove(self):
        shutil.rmtree(self.folder, ignore_errors=True)


def _millis_to_first_line(command):
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE) as program:
        lines = program.stdout.readline(), program.stdout.readline()
        taken = 1000 * (time.perf_counter() - start)
        program.stdout.read()
    if program.returncode != 0 or not all(lines):
        raise SystemExit(f"Benchmarks/run: {' '.join(map(str, command))} gave no rows")
    return taken
