"""Read models: killed, out of room and damaged. Whatever happens, answers are those of the log, or an error names what recovers."""

import os
import random
import re
import shutil
import subprocess

from .checker import Checker
from .flips import choose, flip
from .pages import Pages

EVENTS = 500
LATER = "2031-01-01"


class Desk:
    """A logbook with all its read models, and the programs that work on copies of it."""

    def __init__(self, harness, programs):
        self.harness = harness
        self.logbook, self.faults = (os.path.join(programs, name) for name in ("logbook", "ModelFaults"))
        self.checker = Checker(self.faults)
        shutil.rmtree(harness.path("models"), ignore_errors=True)
        self.base, self.victim = harness.path("models/base"), harness.path("models/victim")
        os.makedirs(harness.path("models"))
        self.must(self.base, "init")
        self.must(self.base, "simulate", "--events", EVENTS, "--seed", harness.seed)
        self.must(self.base, "fold", program=self.faults)
        # Ages would move.
        self.list = ("incident", "list", "--format", "csv", "--as-of", "2031-01-01")
        self.expected = self.must(self.base, *self.list)

    def run(self, home, *arguments, program=None, inject=None, root=None, count=None):
        """The exit code, standard output and standard error."""
        environment = dict(os.environ, SWIFT_BACKTRACE="enable=no", LOGBOOK_HOME=home, LOGBOOK_ACTOR="faults",
                           TMPDIR=home + ".tmp")
        # Beside the logbook, and below FAULTS_ROOT all the same: that is a beginning of paths.
        os.makedirs(home + ".tmp", exist_ok=True)
        if inject or count:
            environment |= {"LD_PRELOAD": self.harness.library, "FAULTS_ROOT": os.path.realpath(root or home)}
        if inject:
            environment["FAULTS_INJECT"] = inject
        if count:
            environment["FAULTS_COUNT"] = count
        words = [*map(str, arguments)]
        if program == self.faults:
            words.insert(1, home)
        done = subprocess.run([program or self.logbook, *words], env=environment, capture_output=True, timeout=300)
        errors = done.stderr.decode(errors="replace").strip()
        # The tool turns such an end into a message and a status of its own: here it is one.
        code = -6 if "ended by a signal" in errors else done.returncode
        return code, done.stdout.decode(errors="replace"), errors

    def must(self, home, *arguments, program=None):
        code, output, errors = self.run(home, *arguments, program=program)
        if code != 0:
            raise RuntimeError(f"{arguments} ended with {code}: {errors}")
        return output

    def copy(self, source=None):
        """A fresh victim."""
        shutil.rmtree(self.victim, ignore_errors=True)
        shutil.rmtree(self.victim + ".tmp", ignore_errors=True)
        shutil.copytree(source or self.base, self.victim, ignore=shutil.ignore_patterns("lock.mdb"))

    def fail(self, failures, name, why):
        kept = self.harness.keep(f"models-{name}-{self.harness.seed}".replace(" ", "-").replace(":", "-"), self.victim)
        failures.append(f"{name}: {why[:400]}; the logbook is in {kept}")


def model_faults(harness, programs, what, is_long):
    desk = Desk(harness, programs)
    failures = []
    try:
        for name, part in (("kills", kills), ("disks", disks), ("damage", damage), ("flips", flips)):
            if what in ("", name):
                failures += part(desk, is_long)
    finally:
        desk.checker.stop()
    for failure in failures:
        harness.say(f"  {failure}")
    return failures


# -- kill -9

def kills(desk, is_long):
    """Each command killed before, or in the middle of, one after the other of the changes that it makes to files."""
    failures, tried = [], 0
    bare = desk.harness.path("models/bare")
    shutil.copytree(desk.base, bare, ignore=shutil.ignore_patterns("models"))
    due = desk.harness.path("models/due")
    shutil.copytree(desk.base, due)
    desk.copy(due)
    desk.must(desk.victim, "timers", "run", "--now", LATER)
    closed = without_places(desk.must(desk.victim, *desk.list))
    cases = [
        # name, from what, the command, points in the checks, what the list is at the end once the command was repeated
        ("a rebuild", desk.base, desk.logbook, ("replay", "--workers", 2), 8, desk.expected),
        ("a rebuild in portions", desk.base, desk.faults, ("rebuild",), 8, desk.expected),
        ("a first build", bare, desk.logbook, ("models", "retry"), 3, desk.expected),
        ("a fold with snapshots", bare, desk.faults, ("fold",), 8, desk.expected),
        ("a verification", desk.base, desk.logbook, ("replay", "--verify"), 3, desk.expected),
        ("a command", desk.base, desk.logbook, ("incident", "log", "--title", "Mail does not arrive", "--command-id",
                                                "01920000-0000-7000-8000-000000000001"), 4, None),
        ("timers", due, desk.logbook, ("timers", "run", "--now", LATER), 6, closed),
    ]
    for name, source, program, arguments, few, at_end in cases:
        dice = random.Random(f"{desk.harness.seed} {name}")
        desk.copy(source)
        counted = desk.harness.path("models/count")
        code, _, errors = desk.run(desk.victim, *arguments, program=program, count=counted)
        if code != 0:
            return [f"kills: {name} ended with {code}: {errors}"]
        with open(counted) as file:
            number = int(file.read())
        points = range(1, number + 1) if is_long else sorted(
            1 + (number - 1) * index // few + dice.randrange(max(1, number // few)) for index in range(few))
        if name == "a rebuild" and not is_long:
            # The swap of the last model's generations, and the removal of the old one.
            points += [point for point in range(number - 9, number + 1, 2) if point not in points]
        killed = 0
        for point in points:
            effect = dice.choice(["KILL", "KILL", "TORN"])
            desk.copy(source)
            code, _, _ = desk.run(desk.victim, *arguments, program=program, inject=f"change:{effect}:{point}")
            killed += code == -9
            tried += 1
            why = after_kill(desk, program, arguments, at_end)
            if why:
                desk.fail(failures, f"{name} {effect} {point}", why)
                if len(failures) > 5:
                    break
        desk.harness.say(f"models, kill -9 in {name}: {len(points)} of {number} points, {killed} killed")
        if killed < len(points) // 2:
            failures.append(f"kills: {name}: only {killed} of {len(points)} runs were killed")
    desk.harness.say(f"models, kill -9: {tried} points, {len(failures)} bad (seed {desk.harness.seed})")
    return failures


def without_places(text):
    """A list without the last column, the position: what is due is recorded side by side."""
    return re.sub(r",\d+\r?$", "", text, flags=re.MULTILINE)


def after_kill(desk, program, arguments, at_end):
    """Nil, or what is wrong: a command must answer, the state be that of the log, and nothing be left for good."""
    code, output, errors = desk.run(desk.victim, *desk.list)
    if code != 0:
        return f"the next command ended with {code}: {errors}"
    if at_end == desk.expected and output != desk.expected:
        return "the next command shows another list"
    verdict, why = desk.checker.ask(f"whole {desk.victim}")
    if verdict != "sound":
        return f"{verdict}: {why}"
    code, _, errors = desk.run(desk.victim, *arguments, program=program)
    if code != 0:
        return f"repeated, it ended with {code}: {errors}"
    if at_end is not None and without_places(desk.must(desk.victim, *desk.list)) != without_places(at_end):
        return "repeated, it leads to another list"
    # What is temporary goes when the next one makes something temporary, once it is a minute old.
    temporary = desk.victim + ".tmp"
    for name in os.listdir(temporary):
        os.utime(os.path.join(temporary, name), (0, 0))
    code, _, errors = desk.run(desk.victim, "replay", "--verify")
    if code != 0:
        return f"replay --verify ended with {code}: {errors}"
    left = os.listdir(temporary)
    return f"left behind in the temporary folder: {left}" if left else None


# -- full disks

def disks(desk, is_long):
    failures = no_space(desk, is_long) + far_behind(desk) + tmpfs(desk)
    desk.harness.say(f"models, full disks: {len(failures)} bad (seed {desk.harness.seed})")
    return failures


def no_space(desk, is_long):
    """From the n-th change of a rebuild on nothing takes room below the models: named, contained, repeated once there is."""
    failures, named = [], 0
    counted = desk.harness.path("models/count")
    desk.copy()
    models = os.path.join(desk.victim, "models")
    desk.run(desk.victim, "replay", count=counted, root=models)
    with open(counted) as file:
        number = int(file.read())
    points = range(1, number + 1) if is_long else range(1, number + 1, max(1, number // 6))
    for point in points:
        desk.copy()
        # Lock files, which were not copied.
        desk.must(desk.victim, *desk.list)
        fault = {"inject": f"change:ENOSPC:{point}+", "root": models}
        code, _, errors = desk.run(desk.victim, "replay", **fault)
        named += code == 74
        if code == 74 and not ("free space" in errors and "models/" in errors and "read model" in errors):
            desk.fail(failures, f"no space {point}", f"the message says too little: {errors}")
        elif code not in (0, 74):
            desk.fail(failures, f"no space {point}", f"ended with {code}: {errors}")
        # What serves goes on answering, and the log goes on recording, while there is no room.
        code, output, errors = desk.run(desk.victim, *desk.list, inject="change:ENOSPC:1+", root=models)
        if code != 0 or output != desk.expected:
            desk.fail(failures, f"no space {point}", f"the list ended with {code}: {errors}")
        code, _, errors = desk.run(
            desk.victim, "incident", "log", "--title", "While full", inject="change:ENOSPC:1+", root=models)
        if code != 0:
            desk.fail(failures, f"no space {point}", f"recording ended with {code}: {errors}")
        code, _, errors = desk.run(desk.victim, "replay")
        verdict, why = desk.checker.ask(f"whole {desk.victim}") if code == 0 else ("replay", errors)
        if verdict != "sound":
            desk.fail(failures, f"no space {point}", f"{verdict}: {why}")
    desk.harness.say(f"models, ENOSPC: {len(points)} of {number} points, {named} refused")
    if not named:
        failures.append("no space: the fault was never met")
    return failures


def far_behind(desk):
    """More was recorded than is folded over a stored model otherwise, and nothing can be stored."""
    failures = []
    shutil.rmtree(desk.victim, ignore_errors=True)
    desk.must(desk.victim, "init")
    desk.must(desk.victim, "models", "retry")
    fault = {"inject": "change:ENOSPC:1+", "root": os.path.join(desk.victim, "models")}
    code, _, errors = desk.run(desk.victim, "simulate", "--events", 4500, "--seed", 77, **fault)
    if code != 0:
        desk.fail(failures, "far behind", f"recording ended with {code}: {errors}")
    code, output, errors = desk.run(desk.victim, *desk.list, **fault)
    if code != 0:
        desk.fail(failures, "far behind", f"the list ended with {code}: {errors}")
    code, listed, _ = desk.run(desk.victim, "models", "--format", "json", **fault)
    if code != 0 or "the disk is full" not in listed:
        desk.fail(failures, "far behind", f"models does not say why: {code} {listed}")
    if output != desk.must(desk.victim, *desk.list):
        desk.fail(failures, "far behind", "the list is another once there is room")
    verdict, why = desk.checker.ask(f"whole {desk.victim}")
    if verdict != "sound":
        desk.fail(failures, "far behind", f"{verdict}: {why}")
    return failures


def tmpfs(desk):
    """A real full file system under the models, and an engine that follows the log meanwhile."""
    desk.copy()
    models, aside = os.path.join(desk.victim, "models"), desk.harness.path("models/aside")
    shutil.move(models, aside)
    os.makedirs(models)
    size = sum(os.path.getsize(os.path.join(folder, name)) for folder, _, names in os.walk(aside) for name in names)
    if subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size + (6 << 20)}", "tmpfs", models],
                      capture_output=True).returncode != 0:
        desk.harness.say("models, full disk, tmpfs: skipped, a file system cannot be mounted here")
        return []
    failures = []
    try:
        shutil.copytree(aside, models, dirs_exist_ok=True)
        # Lock files, which were not copied.
        desk.must(desk.victim, *desk.list)
        filler = os.path.join(models, "filler")

        def fill():
            with open(filler, "wb", buffering=0) as file:
                try:
                    while True:
                        file.write(bytes(1 << 12))
                except OSError:
                    pass
        fill()
        code, _, errors = desk.run(desk.victim, "replay")
        if code != 74 or "free space" not in errors:
            desk.fail(failures, "tmpfs", f"replay ended with {code}: {errors}")
        if desk.must(desk.victim, *desk.list) != desk.expected:
            desk.fail(failures, "tmpfs", "the list is another")
        os.remove(filler)
        desk.must(desk.victim, "replay")
        fill()
        code, _, errors = desk.run(desk.victim, "follow", filler, 40, program=desk.faults)
        if code != 0:
            desk.fail(failures, "tmpfs", f"following ended with {code}: {errors}")
        if os.path.exists(filler):
            os.remove(filler)
        verdict, why = desk.checker.ask(f"whole {desk.victim}")
        if verdict != "sound":
            desk.fail(failures, "tmpfs", f"{verdict}: {why}")
    finally:
        subprocess.run(["umount", models], capture_output=True)
    return failures


# -- damage

def damage(desk, is_long):
    """Files that are cut, gone, foreign or exchanged. Then one command recovers, and what it leaves is whole."""
    failures, reported = [], 0
    desk.checker.ask(f"truth {desk.base}")
    kinds = sorted(damages(os.path.join(desk.base, "models")), key=lambda kind: kind[:2])
    if not is_long:
        kinds = random.Random(f"{desk.harness.seed} damage").sample(kinds, 36)
    for index, (model, kind, act) in enumerate(kinds):
        desk.copy()
        folder = os.path.join(desk.victim, "models", model)
        act(folder)
        name = f"{model}, {kind}"
        verdict, why = desk.checker.ask(f"compare {desk.victim}")
        reported += verdict == "reported"
        if verdict not in ("harmless", "reported"):
            desk.fail(failures, name, f"{verdict}: {why}")
            continue
        if not is_long and index % 3:
            continue
        desk.copy()
        act(folder)
        for arguments in (("replay",), ("replay", "--verify"), desk.list):
            code, output, errors = desk.run(desk.victim, *arguments)
            if code != 0 or (arguments == desk.list and output != desk.expected):
                desk.fail(failures, name, f"{arguments[0]} ended with {code}: {errors}")
    desk.harness.say(f"models, damaged files: {len(kinds)} kinds, {reported} reported, {len(failures)} bad")
    return failures


def damages(models):
    """Each kind of damage: the model, in words, and what does it."""
    def write(name, content):
        def act(folder):
            with open(os.path.join(folder, name), "wb") as file:
                file.write(content)
        return act

    def cut(name, share):
        def act(folder):
            path = os.path.join(folder, name)
            os.truncate(path, int(os.path.getsize(path) * share))
        return act

    def make(name):
        return lambda folder: os.makedirs(os.path.join(folder, name))

    def remove(name):
        def act(folder):
            path = os.path.join(folder, name)
            shutil.rmtree(path) if os.path.isdir(path) else os.remove(path)
        return act

    def exchange(name, other):
        def act(folder):
            remove(name)(folder)
            source = os.path.join(models, other)
            target = os.path.join(folder, name)
            shutil.copytree(source, target) if os.path.isdir(source) else shutil.copy(source, target)
        return act

    def numbers(model):
        return sorted(name for name in os.listdir(os.path.join(models, model)) if name.isdigit())

    for model in ("service-desk", "deadlines-auto-close", "ledger"):
        generation = numbers(model)[-1]
        data = f"{generation}/data.mdb"
        for share in (0, 0.1, 0.35, 0.6, 0.9, 0.99):
            yield model, f"data.mdb cut to {share}", cut(data, share)
        yield model, "data.mdb gone", remove(data)
        yield model, "data.mdb foreign", write(data, os.urandom(1 << 16))
        yield model, "data.mdb zeros", write(data, bytes(1 << 16))
        yield model, "lock.mdb foreign", write(f"{generation}/lock.mdb", os.urandom(8192))
        yield model, "lock.mdb empty", write(f"{generation}/lock.mdb", b"")
        yield model, "generation gone", remove(generation)
        yield model, "model gone", lambda folder: shutil.rmtree(folder)
        for other in ("service-desk", "deadlines-auto-close", "ledger"):
            if other != model:
                yield model, f"generation of {other}", exchange(generation, f"{other}/{numbers(other)[-1]}")
        yield model, "foreign file in the generation", write(f"{generation}/notes.txt", b"x")
        yield model, "foreign file", write("notes.txt", b"x")
        for name in ("7", "007", "+5", "-1", "18446744073709551615", "4611686018427387904"):
            yield model, f"a file {name}", write(name, b"x")
            yield model, f"a folder {name}", make(name)
        yield model, "current gone", remove("current")
        for content in (b"", b"\n", b"7\n", b"1", b"x\n", b"18446744073709551615\n", b"4611686018427387903\n", b"-1\n",
                        b"0\n", bytes(64)):
            yield model, f"current is {content[:24]}", write("current", content)
        yield model, "current.new left", write("current.new", b"9\n")
    snapshots = sorted(os.listdir(os.path.join(models, "ledger/snapshots")), key=int)
    for name in snapshots[1:4]:
        path = f"snapshots/{name}"
        for share in (0, 0.3, 0.7, 0.99):
            yield "ledger", f"snapshot {name} cut to {share}", cut(path, share)
        yield "ledger", f"snapshot {name} foreign", write(path, os.urandom(5000))
        yield "ledger", f"snapshot {name} exchanged", exchange(path, f"ledger/snapshots/{snapshots[0]}")
    yield "ledger", "a snapshot of the future", exchange(f"snapshots/{snapshots[-1]}", f"ledger/snapshots/{snapshots[0]}")
    yield "ledger", "snapshots gone", remove("snapshots")
    for name in ("ledger", "timers"):
        yield "policies", f"{name} foreign", write(name, os.urandom(100))


def flips(desk, is_long):
    """Single bits of each model's data file and of a snapshot, spread over every kind of place on a page."""
    failures = []
    desk.checker.remember(f"truth {desk.base}")
    models = os.path.join(desk.base, "models")
    dice = random.Random(f"{desk.harness.seed} model flips")
    places = []
    for model, count in (("service-desk", 70), ("deadlines-auto-close", 35), ("ledger", 20)):
        folder = os.path.join(models, model)
        generation = max(int(name) for name in os.listdir(folder) if name.isdigit())
        path = f"{model}/{generation}/data.mdb"
        with open(os.path.join(models, path), "rb") as file:
            content = file.read()
        places += [(path, at, bit) for at, bit in choose(content, Pages(content), dice, False, count * (60 if is_long else 1))]
    for name in sorted(os.listdir(os.path.join(models, "ledger/snapshots")), key=int)[1:3]:
        path = f"ledger/snapshots/{name}"
        size = os.path.getsize(os.path.join(models, path))
        places += [(path, dice.randrange(size), dice.randrange(8)) for _ in range(200 if is_long else 6)]
    verdicts, cli = {}, 0
    desk.copy()
    victim = os.path.join(desk.victim, "models")
    for path, at, bit in places:
        flip_one(models, victim, path, at, bit)
        verdict, why = desk.checker.ask(f"compare {desk.victim}")
        verdicts[verdict] = verdicts.get(verdict, 0) + 1
        if verdict not in ("harmless", "reported"):
            refresh(models, victim)
            flip_one(models, victim, path, at, bit)
            desk.fail(failures, f"flip {path} {at} {bit}", f"{verdict}: {why}")
        elif verdict == "reported" and "service-desk" in path and cli < 4:
            cli += 1
            refresh(models, victim)
            flip_one(models, victim, path, at, bit)
            failures += repaired(desk, f"flip {path} {at} {bit}")
        refresh(models, victim)
    desk.harness.say(f"models, bit flips: {len(places)}, " + ", ".join(
        f"{number} {verdict}" for verdict, number in sorted(verdicts.items())) + f" (seed {desk.harness.seed})")
    return failures


def flip_one(models, victim, path, at, bit):
    with open(os.path.join(models, path), "rb") as file:
        content = file.read()
    flip(os.path.join(victim, path), content, at, bit)


def refresh(models, victim):
    shutil.rmtree(victim)
    shutil.copytree(models, victim, ignore=shutil.ignore_patterns("lock.mdb"))


def repaired(desk, name):
    """The tool itself: what it says where an answer cannot be given, and that doing what it says is enough."""
    failures = []
    code, _, errors = desk.run(desk.victim, "replay", "--verify")
    if code != 2 or "logbook replay" not in errors:
        desk.fail(failures, name, f"replay --verify ended with {code}: {errors}")
    for arguments in (("replay", "--model", "service-desk"), ("replay", "--verify"), desk.list):
        code, output, errors = desk.run(desk.victim, *arguments)
        if code != 0 or (arguments == desk.list and output != desk.expected):
            desk.fail(failures, name, f"{arguments} ended with {code}: {errors}")
    return failures
