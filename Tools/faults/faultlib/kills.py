"""SIGKILL at random moments, again and again on the same log, with a witness outside the killed process."""

import os
import random
import shutil
import subprocess
import threading
import time

from .checker import Checker
from .harness import Acknowledged

CYCLES_PER_LOG = 12


def kill_loop(harness, cycles):
    """Kills appenders, and now and then a copier; returns the failures."""
    dice = random.Random(f"{harness.seed} kills")
    checker, failures, acknowledged = Checker(harness.program), [], 0
    log, copy = harness.path("killed/log"), harness.path("killed/copy")
    for cycle in range(cycles):
        if cycle % CYCLES_PER_LOG == 0:
            shutil.rmtree(harness.path("killed"), ignore_errors=True)
            os.makedirs(harness.path("killed"))
            seen = Acknowledged(harness.seed, harness.run("create", log)[1])
        delay = dice.uniform(0, 0.05)
        lines = killed_run(harness, delay, "append", log, harness.seed, 1_000_000)
        seen = seen.merge(Acknowledged(harness.seed, lines))
        acknowledged += sum(line.startswith("appended ") for line in lines)
        verdict, why = checker.ask(f"log {log} {seen.words}")
        # The checker's own commit counts as acknowledged from here on.
        if verdict == "sound" and cycle % 4 == 3:
            shutil.rmtree(copy, ignore_errors=True)
            done = int(any(line.startswith("copied ") for line in killed_run(harness, delay, "copy", log, copy)))
            verdict, why = checker.ask(f"copy {log} {copy} {done} {seen.words}")
        if verdict != "sound":
            kept = harness.keep(f"kill-{harness.seed}-{cycle}", harness.path("killed"))
            failures.append(f"cycle {cycle}: {verdict}: {why}; the log is in {kept}")
            break
    checker.stop()
    harness.say(f"kill -9: {cycles} cycles, {acknowledged} commits acknowledged, {len(failures)} bad (seed {harness.seed})")
    for failure in failures:
        harness.say(f"  {failure}")
    return failures


def killed_run(harness, delay, *arguments):
    """Kills the workload `delay` seconds after its first acknowledgement, or after half a second without one."""
    reading, writing = os.pipe()
    environment = dict(os.environ, FAULTS_WITNESS=str(writing))
    process = subprocess.Popen([harness.program, *map(str, arguments)], env=environment, pass_fds=[writing],
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(writing)
    lines, first = [], threading.Event()

    def listen():
        with os.fdopen(reading, "rb") as pipe:
            for line in pipe:
                lines.append(line.decode())
                first.set()
        first.set()
    listener = threading.Thread(target=listen)
    listener.start()
    if arguments[0] != "copy":
        first.wait(0.5)
    time.sleep(delay)
    process.kill()
    process.wait()
    listener.join()
    # The last line counts only where it is whole.
    return [line.strip() for line in lines if line.endswith("\n")]
