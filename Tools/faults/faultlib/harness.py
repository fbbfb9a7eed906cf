"""What every kind of fault shares: folders, the programs, the witness, and what is kept of a failure."""

import glob
import os
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


class Failure(Exception):
    """The engine did what it must not."""


class Harness:
    def __init__(self, program, seed, keep_in=None):
        self.program = program
        self.seed = seed
        memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
        self.folder = tempfile.mkdtemp(prefix="logbook-faults-", dir=memory)
        self.keep_in = keep_in or os.path.join(tempfile.gettempdir(), "logbook-faults-kept")
        self.library = os.path.join(self.folder, "storage_faults.so")
        subprocess.run(
            ["cc", "-O1", "-Wall", "-Wextra", "-Werror", "-Wno-unused-result", "-shared", "-fPIC", "-o", self.library,
             os.path.join(HERE, "storage_faults.c"), "-ldl", "-lpthread"], check=True)

    def close(self):
        shutil.rmtree(self.folder, ignore_errors=True)

    def path(self, name):
        return os.path.join(self.folder, name)

    def say(self, text):
        print(text, flush=True)

    def keep(self, name, *paths):
        """Copies what a failure is about to where it stays, and returns the folder."""
        target = os.path.join(self.keep_in, name)
        shutil.rmtree(target, ignore_errors=True)
        os.makedirs(target)
        for path in paths:
            if os.path.isdir(path):
                shutil.copytree(path, os.path.join(target, os.path.basename(path)))
            elif os.path.exists(path):
                shutil.copy(path, target)
        return target

    def run(self, *arguments, root=None, record=None, inject=None, prefix=(), timeout=120):
        """Runs the workload; returns its exit code and the lines that it acknowledged."""
        reading, writing = os.pipe()
        environment = dict(os.environ, FAULTS_WITNESS=str(writing), SWIFT_BACKTRACE="enable=no")
        if record or inject:
            environment |= {"LD_PRELOAD": self.library, "FAULTS_ROOT": os.path.realpath(root)}
        if record:
            environment["FAULTS_RECORD"] = record
        if inject:
            environment["FAULTS_INJECT"] = inject
        process = subprocess.Popen(
            [*prefix, self.program, *map(str, arguments)], env=environment, pass_fds=[writing],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        os.close(writing)
        with os.fdopen(reading, "rb") as pipe:
            lines = pipe.read().decode().splitlines()
        output = process.communicate(timeout=timeout)[0].decode(errors="replace")
        if process.returncode not in (0, -9) and output:
            lines.append(f"output {output.strip()[:500]}")
        return process.returncode, lines


class Acknowledged:
    """What a witness saw, as the checker wants it."""

    def __init__(self, seed, lines):
        self.seed = seed
        self.is_created = "created" in lines
        self.is_copied = any(line.startswith("copied ") for line in lines)
        self.refusals = [line for line in lines if line.startswith("refused ")]
        self.broken = [line for line in lines if line.startswith("broken ")]
        appended = [line.split() for line in lines if line.startswith("appended ")]
        self.last, self.position, self.root = 0, 0, "-"
        if appended:
            self.last, self.position, self.root = int(appended[-1][1]), int(appended[-1][3]), appended[-1][4]

    def merge(self, later):
        """The same log's earlier and later witness."""
        return later if later.last else self

    @property
    def words(self):
        return f"{self.seed} {self.last} {self.position} {self.root}"


def find_program(given, repository):
    if given:
        return os.path.abspath(given)
    path = os.path.join(repository, ".build", "debug", "FaultWorkload")
    if not os.access(path, os.X_OK):
        sys.exit("Tools/faults/run: build first: swift build --product FaultWorkload")
    return path


def copy_log(source, target):
    """Copies a closed log's files but its lock file."""
    shutil.rmtree(target, ignore_errors=True)
    os.makedirs(target)
    for path in glob.glob(os.path.join(source, "*")):
        if not path.endswith("lock.mdb"):
            shutil.copy(path, target)
