"""Disks that are full, devices that fail, writes that are cut short: the log refuses cleanly, loses nothing, opens again."""

import os
import random
import shutil
import subprocess

from .checker import Checker
from .harness import Acknowledged

COMMITS = 4_000


def disk_faults(harness, is_long):
    failures = []
    checker = Checker(harness.program)
    for name, prepare in full_disks():
        failures += with_mount(harness, checker, name, prepare)
    failures += injections(harness, checker, is_long)
    failures += traced(harness, checker, is_long)
    checker.stop()
    for failure in failures:
        harness.say(f"  {failure}")
    return failures


def full_disks():
    def tmpfs(mount, _):
        return mounted(["mount", "-t", "tmpfs", "-o", "size=1500k", "tmpfs", mount])

    def ext4(mount, image):
        with open(image, "wb") as file:
            file.truncate(6 << 20)
        made = subprocess.run(["mkfs.ext4", "-q", "-F", image], capture_output=True)
        return made.returncode == 0 and mounted(["mount", "-o", "loop", image, mount])
    return [("tmpfs", tmpfs), ("ext4", ext4)]


def mounted(command):
    try:
        return subprocess.run(command, capture_output=True).returncode == 0
    except FileNotFoundError:
        return False


def with_mount(harness, checker, name, prepare):
    """Appends until the file system is full, then makes room and goes on; then the same with a copy."""
    mount, image = harness.path(f"mount-{name}"), harness.path(f"image-{name}")
    os.makedirs(mount)
    if not prepare(mount, image):
        harness.say(f"full disk, {name}: skipped, a file system cannot be mounted here")
        return []
    try:
        filler = os.path.join(mount, "filler")
        with open(filler, "wb") as file:
            file.write(os.urandom(300 << 10))
        log = os.path.join(mount, "log")
        harness.run("create", log)
        code, lines = harness.run("append", log, harness.seed, COMMITS)
        failures = judged(f"full disk, {name}", harness, lines, code, expected=["unavailable"])
        copied = harness.run("copy", log, os.path.join(mount, "copy"))[1]
        if any(line.startswith("copied ") for line in copied):
            failures.append(f"full disk, {name}: a copy fitted on a full disk: {copied}")
        if os.path.exists(os.path.join(mount, "copy")):
            failures.append(f"full disk, {name}: a copy that failed stands under its name")
        shutil.rmtree(os.path.join(mount, "copy.partial"), ignore_errors=True)
        os.remove(filler)
        failures += reopened(f"full disk, {name}", harness, checker, log, lines)
        harness.say(f"full disk, {name}: {acknowledged(lines)} commits until it was full, {len(failures)} bad")
        return failures
    finally:
        subprocess.run(["umount", mount], capture_output=True)


def injections(harness, checker, is_long):
    """One call fails, at each place in turn. With "+" it fails from there on, as a device that has died does."""
    dice = random.Random(f"{harness.seed} injections")
    failures, count, poisoned, clean = [], 0, 0, 0
    for what in ("write", "metawrite", "sync"):
        for effect in ("EIO", "ENOSPC") if what == "sync" else ("EIO", "ENOSPC", "SHORT"):
            for nth in range(1, 41) if is_long else sorted(dice.sample(range(1, 25), 3)):
                inject = f"{what}:{effect}:{nth}{'+' if nth % 3 == 0 else ''}"
                log = fresh_log(harness)
                code, lines = harness.run("append", log, harness.seed, 60, root=harness.path("inject"), inject=inject)
                if effect == "SHORT" and code == 0 and not Acknowledged(harness.seed, lines).refusals:
                    failures.append(f"{inject}: nothing noticed the short write")
                failures += judged(inject, harness, lines, code, expected=["unavailable", "indeterminate"])
                if what != "metawrite":
                    failures += [f"{inject}: {line}" for line in lines if line.startswith("unreadable ")]
                failures += reopened(inject, harness, checker, log, lines)
                count += 1
                poisoned += any(" indeterminate " in line for line in lines)
                clean += any(" unavailable " in line for line in lines)
    harness.say(f"injected faults: {count} runs, {poisoned} poisoned the writer, {clean} were refused cleanly, "
                f"{len(failures)} bad (seed {harness.seed})")
    return failures


def traced(harness, checker, is_long):
    """The same from outside the process: the kernel's answer to fdatasync, changed by strace."""
    if shutil.which("strace") is None:
        harness.say("EIO by strace: skipped, there is no strace")
        return []
    failures, count = [], 0
    for nth in (1, 2, 3, 5, 8, 13) if is_long else (2,):
        log = fresh_log(harness)
        prefix = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=fdatasync",
                  "-e", f"inject=fdatasync:error=EIO:when={nth}"]
        code, lines = harness.run("append", log, harness.seed, 60, prefix=prefix)
        if not lines:
            harness.say("EIO by strace: skipped, tracing is not permitted here")
            return []
        failures += judged(f"strace EIO {nth}", harness, lines, code, expected=["indeterminate"])
        failures += reopened(f"strace EIO {nth}", harness, checker, log, lines)
        count += 1
    harness.say(f"EIO by strace: {count} runs, {len(failures)} bad")
    return failures


def fresh_log(harness):
    shutil.rmtree(harness.path("inject"), ignore_errors=True)
    os.makedirs(harness.path("inject"))
    log = harness.path("inject/log")
    harness.run("create", log)
    return log


def judged(name, harness, lines, code, expected):
    """The workload must have met one refusal of the expected kinds, and have ended by itself."""
    seen = Acknowledged(harness.seed, lines)
    failures = [f"{name}: {line}" for line in seen.broken]
    if code != 0:
        failures.append(f"{name}: ended with {code}: {lines[-1:]}")
    if not seen.refusals:
        failures.append(f"{name}: the fault was never met")
    for line in seen.refusals:
        if line.split()[2] not in expected:
            failures.append(f"{name}: {line}")
    return failures


def reopened(name, harness, checker, log, lines):
    verdict, why = checker.ask(f"log {log} {Acknowledged(harness.seed, lines).words}")
    if verdict == "sound":
        return []
    kept = harness.keep(f"{name}-{harness.seed}".replace(" ", "-").replace(":", "-"), log)
    return [f"{name}: {verdict} when opened again: {why}; the log is in {kept}"]


def acknowledged(lines):
    return sum(line.startswith("appended ") for line in lines)
