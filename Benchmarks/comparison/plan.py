"""What is measured: the workloads, their sizes, and who takes part."""

from dataclasses import dataclass

PEERS = ["lmdb", "sqlite", "rocksdb", "postgres"]
# Who keeps the service desk's table; Python's library has a log of its own kind, and takes part in nothing else.
DESKS = ["lmdb", "sqlite", "postgres", "python"]
# LMDB twice: with the look-ups that the engine's promises need (is the command new, is the stream as expected), and blind.
LOGS = ["engine", "lmdb", "lmdb-blind", "sqlite", "rocksdb", "postgres"]
SUBJECTS = [*LOGS, "python"]


@dataclass(frozen=True)
class Workload:
    name: str  # as it is asked for and printed
    word: str  # what the harnesses call it
    count: int  # events or reads; 0 where the log's own size decides
    subjects: list
    unit: str = "per second"  # the figure of the table: a field of the result, see report.py
    batch: int = 0
    producers: int = 0
    workers: int = 0  # of the engine's that rebuild; 0: one a processor
    apart: bool = False  # the engine's log has every event in a commit of its own, as the peers' records say
    warm: bool = False  # everybody once before it counts
    fresh: bool = False  # in a folder of its own, made anew
    rounds: int = 0  # 0: as many as asked for
    after: str = ""  # comes with another workload, in the log that it leaves

    @property
    def asked_as(self):
        return self.after or self.name

    def place(self, subject):
        """The log that it works in."""
        if self.asked_as == "growth":
            return "grown"
        return "apart" if self.apart and subject == "engine" else "log"


@dataclass(frozen=True)
class Sizes:
    events: int  # of the file, and of the logs that are read and appended to
    rounds: int
    growth: int
    single: int
    small: int
    large: int
    reads: int
    python: int  # events of the log of Python's library, which takes its time
    questions: int  # about the past


FULL = Sizes(
    events=1_000_000, rounds=5, growth=2_000_000, single=4_000, small=128_000, large=256_000, reads=20_000, python=50_000,
    questions=1_000)
QUICK = Sizes(
    events=100_000, rounds=2, growth=100_000, single=300, small=12_800, large=51_200, reads=2_000, python=20_000,
    questions=100)


def workloads(sizes):
    """In the order of running: what only reads comes first, while every log holds exactly the events of the file."""
    own, readers = ["engine"], ["engine", *PEERS]
    grouping = ["engine", "lmdb", "sqlite", "rocksdb", "postgres"]
    return [
        Workload("scan", "scan", 0, readers),
        Workload("decode", "decode", 0, own),
        Workload("point", "point", sizes.reads, readers, unit="p50"),
        Workload("stream-of-six", "stream", sizes.reads, readers, unit="p50"),
        Workload("open", "open", 0, ["engine", "lmdb"], unit="millis"),
        Workload("verify", "verify", 0, own),
        Workload("merkle", "merkle", min(sizes.events, 200_000), own, unit="micros each"),
        Workload("rebuild", "rebuild", 0, [*own, *DESKS], apart=True, warm=True),
        Workload(
            "rebuild-one", "rebuild", 0, ["engine", "lmdb"], workers=1, apart=True, warm=True, after="rebuild"),
        Workload("append-1", "append", sizes.single, LOGS, batch=1),
        Workload("append-64", "append", sizes.small, LOGS, batch=64),
        Workload("append-512", "append", sizes.large, LOGS, batch=512),
        Workload("producers-1", "group", sizes.single, grouping, producers=1),
        Workload("producers-64", "group", sizes.small // 2, grouping, producers=64),
        Workload("producers-512", "group", sizes.small, grouping, producers=512),
        Workload(
            "growth", "growth", sizes.growth, ["engine", "lmdb"], unit="late ÷ early", batch=512, fresh=True, rounds=1),
        Workload("open-grown", "open", 0, ["engine", "lmdb"], unit="millis", after="growth"),
        Workload("rebuild-grown", "rebuild", 0, own, rounds=1, after="growth"),
        # In a logbook of its own.
        Workload("past", "past", sizes.questions, own, unit="p99"),
        Workload("live", "live", min(sizes.questions, 500), own, unit="p99"),
        Workload("first-row", "first-row", 20, own, unit="p99"),
    ]
