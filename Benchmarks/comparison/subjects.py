"""The harnesses and the places they work in."""

import json
import os
import pathlib
import shutil
import subprocess

HERE = pathlib.Path(__file__).resolve().parent.parent
PYTHON = HERE / ".build" / "python" / "bin" / "python"  # made by Benchmarks/install


class Bench:
    """Runs single workloads of single subjects; keeps their logs under one folder."""

    def __init__(self, binaries, folder, events, cluster):
        self.binaries = pathlib.Path(binaries)
        self.folder = pathlib.Path(folder)
        self.events = events
        self.cluster = cluster

    def _command(self, subject):
        if subject == "engine":
            return [self.binaries / "engine"], []
        if subject == "python":
            return [PYTHON, "-B", HERE / "python" / "peer.py"], []
        peer, _, blind = subject.partition("-")
        return [self.binaries / f"peer-{peer}"], ["--blind"] if blind else []

    def _place(self, subject, name):
        """A folder; for PostgreSQL a schema."""
        return f"{name}" if subject == "postgres" else str(self.folder / subject / name)

    def run(self, subject, workload, place="log"):
        """Runs a workload and returns what the harness says of it."""
        place = self._place(subject, place)
        if subject != "postgres":
            os.makedirs(os.path.dirname(place), exist_ok=True)
        program, options = self._command(subject)
        command = [*program, workload.word, "--events", self.events, "--at", place, *options]
        for option in ("count", "batch", "producers", *(["workers"] if subject == "engine" else [])):
            if getattr(workload, option):
                command += [f"--{option}", str(getattr(workload, option))]
        environment = {**os.environ, **(self.cluster.environment if self.cluster else {})}
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, env=environment)
        if done.returncode != 0:
            raise SystemExit(f"Benchmarks/run: {' '.join(map(str, command))} failed with {done.returncode}")
        # What a server still has to write must not burden who comes next.
        if subject == "postgres":
            self.cluster.query("CHECKPOINT")
        os.sync()
        return json.loads(done.stdout)

    def remove(self, subject, place):
        if subject == "postgres":
            self.cluster.query(f"DROP SCHEMA IF EXISTS {place} CASCADE")
        else:
            shutil.rmtree(self._place(subject, place), ignore_errors=True)
