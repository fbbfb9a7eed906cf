"""Power cuts: records a workload, then checks states in which the disk could have been left at any moment of it."""

import base64
import hashlib
import json
import os
import random
import shutil
import zlib

from .checker import Checker
from .harness import Acknowledged, Failure
from .recording import Disk, crash_state, read_recording

# What a workload does before the recording begins, and while it runs. ROOT holds everything that is recorded.
WORKLOADS = {
    "create": {"before": [], "recorded": [("create", "ROOT/log"), ("append", "ROOT/log", "SEED", 12)]},
    "append": {"before": [("create", "ROOT/log"), ("append", "ROOT/log", "SEED", 40)],
               "recorded": [("append", "ROOT/log", "SEED", 90)]},
    "pack": {"before": [("create", "ROOT/log"), ("append", "ROOT/log", "SEED", 300)],
             "recorded": [("pack", "ROOT/log", "SEED", 3)]},
    "copy": {"before": [("create", "ROOT/log"), ("append", "ROOT/log", "SEED", 150)],
             "recorded": [("copy", "ROOT/log", "ROOT/copy")]},
    "compact": {"before": [("create", "ROOT/log"), ("append", "ROOT/log", "SEED", 150)],
                "recorded": [("compact", "ROOT/log"), ("append", "ROOT/log", "SEED", 6)]},
}


class Recorded:
    """A workload's recording and what the disk held before it."""

    def __init__(self, mode, seed, root, base, lines_before, operations):
        self.mode, self.seed, self.root, self.base = mode, seed, root, base
        self.lines_before, self.operations = lines_before, operations

    @classmethod
    def make(cls, harness, mode):
        root = harness.path(f"work-{mode}")
        shutil.rmtree(root, ignore_errors=True)
        os.makedirs(root)

        def run(step, record=None):
            words = [str(word).replace("ROOT", root).replace("SEED", str(harness.seed)) for word in step]
            code, lines = harness.run(*words, root=root, record=record)
            if code != 0:
                raise Failure(f"{mode}: {' '.join(words)} ended with {code}: {lines[-1:]}")
            return lines

        before = [line for step in WORKLOADS[mode]["before"] for line in run(step)]
        base = snapshot(root)
        recording = harness.path(f"recording-{mode}")
        if os.path.exists(recording):
            os.remove(recording)
        for step in WORKLOADS[mode]["recorded"]:
            run(step, recording)
        return cls(mode, harness.seed, root, base, before, read_recording(recording))

    def disk(self):
        return Disk(self.root, self.base)

    def save(self, folder):
        """Everything that a state can be built from again."""
        def packed(content):
            return None if content is None else base64.b64encode(zlib.compress(bytes(content))).decode()
        with open(os.path.join(folder, "recorded.json"), "w") as file:
            json.dump({
                "mode": self.mode, "seed": self.seed, "root": self.root, "before": self.lines_before,
                "base": [(path, inode, packed(content)) for path, inode, content in self.base],
                "operations": [(o.kind, o.flags, o.path, o.offset, o.inode, packed(o.data)) for o in self.operations],
            }, file)

    @classmethod
    def load(cls, folder):
        from .recording import Operation

        def unpacked(text):
            return None if text is None else zlib.decompress(base64.b64decode(text))
        with open(os.path.join(folder, "recorded.json")) as file:
            saved = json.load(file)
        base = [(path, inode, unpacked(content)) for path, inode, content in saved["base"]]
        operations = [Operation(*fields[:5], unpacked(fields[5])) for fields in saved["operations"]]
        return cls(saved["mode"], saved["seed"], saved["root"], base, saved["before"], operations)


def snapshot(root):
    base = [(root, os.stat(root).st_ino, None)]
    for folder, folders, files in os.walk(root):
        for name in folders:
            base.append((os.path.join(folder, name), 0, None))
        for name in files:
            path = os.path.join(folder, name)
            with open(path, "rb") as file:
                base.append((path, os.stat(path).st_ino, file.read()))
    return base


def disk_at(recorded, point):
    disk = recorded.disk()
    for operation in recorded.operations[:point]:
        disk.do(operation)
    return disk


def write_state(state, root, target):
    shutil.rmtree(target, ignore_errors=True)
    os.makedirs(target)
    for path, content in state.items():
        place = target + path[len(root):]
        if content is None:
            os.makedirs(place, exist_ok=True)
        else:
            with open(place, "wb") as file:
                file.write(content)


def request(recorded, disk, target):
    seen = Acknowledged(recorded.seed, recorded.lines_before).merge(Acknowledged(recorded.seed, disk.acknowledged))
    if recorded.mode == "copy":
        done = int(any(line.startswith("copied ") for line in disk.acknowledged))
        return f"copy {target}/log {target}/copy {done} {seen.words}"
    if recorded.mode == "create" and "created" not in disk.acknowledged:
        return f"creation {target}/log"
    return f"log {target}/log {seen.words}"


def explore(harness, mode, count, first_failure_only=False):
    """Checks `count` distinct states; returns how many cycles it took to the first failure, or None."""
    recorded = Recorded.make(harness, mode)
    dice = random.Random(f"{harness.seed} {mode}")
    syncs = sum(operation.kind == "S" for operation in recorded.operations)
    checker, target = Checker(harness.program), harness.path("state")
    seen, tried, failures, first = set(), 0, [], None
    strategies = {}
    # In rounds, each a walk through the recording with crashes at random operations, until there are enough states.
    while len(seen) < count and tried < 40 * count:
        points = sorted((crash_point(recorded, dice), dice.getrandbits(32)) for _ in range(min(count, 400)))
        disk, done = recorded.disk(), 0
        for point, seed in points:
            for operation in recorded.operations[done:point]:
                disk.do(operation)
            done = point
            tried += 1
            state, strategy = crash_state(disk, in_flight(recorded, point, seed), seed)
            digest = digest_of(state, len(disk.acknowledged))
            if digest in seen or len(seen) >= count:
                continue
            seen.add(digest)
            strategies[strategy] = strategies.get(strategy, 0) + 1
            write_state(state, recorded.root, target)
            verdict, why = checker.ask(request(recorded, disk, target))
            if verdict != "sound":
                first = first or len(seen)
                failures.append((point, seed, strategy, verdict, why))
                if first_failure_only or len(failures) >= 5:
                    break
        if failures:
            break
    checker.stop()
    harness.say(f"power cuts, {mode}: {len(seen)} states of {len(recorded.operations)} operations and {syncs} syncs, "
                f"{len(failures)} bad (seed {harness.seed})")
    if failures and not first_failure_only:
        kept = harness.keep(f"{mode}-{harness.seed}")
        recorded.save(kept)
        for point, seed, strategy, verdict, why in failures:
            harness.say(f"  {verdict} ({strategy}): {why}\n  again: Tools/faults/run state {kept} {point} {seed}")
    return first, failures


def crash_point(recorded, dice):
    """Half of the crashes fall around the end of something rare, packing or copying, the others anywhere."""
    count = len(recorded.operations)
    rare = [index for index, operation in enumerate(recorded.operations)
            if operation.kind == "A" and operation.data.startswith((b"packed", b"copied", b"compacted", b"created"))]
    if rare and dice.random() < 0.5:
        return min(count, max(0, dice.choice(rare) + dice.randint(-30, 15)))
    return dice.randint(0, count)


def in_flight(recorded, point, seed):
    """In half of the states the crash interrupts the next operation, else it falls between two."""
    if seed % 2 and point < len(recorded.operations):
        return recorded.operations[point]
    return None


def digest_of(state, acknowledged):
    digest = hashlib.blake2b(str(acknowledged).encode(), digest_size=16)
    for path, content in state.items():
        digest.update(path.encode())
        digest.update(b"/" if content is None else bytes(content))
    return digest.digest()


def replay_state(harness, folder, point, seed):
    """Builds one state of a kept recording again, leaves it beside the recording and says what is wrong with it."""
    recorded = Recorded.load(folder)
    disk = disk_at(recorded, point)
    state, strategy = crash_state(disk, in_flight(recorded, point, seed), seed)
    target = os.path.join(folder, f"state-{point}-{seed}")
    write_state(state, recorded.root, target)
    copy = harness.path("state")
    shutil.copytree(target, copy)
    verdict, why = Checker(harness.program).ask(request(recorded, disk, copy))
    harness.say(f"{verdict} ({strategy}): {why}\nthe state is in {target}")
    return verdict == "sound"
