"""Runs the checker program, and tells an answer that something is wrong from a death of the program itself."""

import json
import os
import select
import signal
import subprocess

TIMEOUT_SECONDS = 60


class Checker:
    """One process that answers many requests; started again when one has killed it."""

    def __init__(self, program):
        self.program = program
        self.process = None
        self.prologue = []

    def remember(self, request):
        """A request to repeat whenever the process is started anew."""
        self.prologue.append(request)
        return self.ask(request)

    def ask(self, request):
        """The answer's verdict and why: or 'crash' with the signal, or 'hang'."""
        if self.process is None:
            self.start()
        try:
            self.process.stdin.write((request + "\n").encode())
            self.process.stdin.flush()
        except BrokenPipeError:
            return self.death()
        ready, _, _ = select.select([self.process.stdout], [], [], TIMEOUT_SECONDS)
        if not ready:
            self.stop()
            return "hang", f"no answer for {TIMEOUT_SECONDS} s"
        line = self.process.stdout.readline()
        if not line:
            return self.death()
        answer = json.loads(line)
        return answer["verdict"], answer["why"]

    def start(self):
        environment = dict(os.environ, SWIFT_BACKTRACE="enable=no")
        self.process = subprocess.Popen(
            [self.program, "check"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            env=environment)
        for request in self.prologue:
            self.ask(request)

    def death(self):
        stderr = self.process.stderr.read().decode(errors="replace").strip()
        code = self.process.wait()
        self.process = None
        name = signal.Signals(-code).name if code < 0 else f"exit {code}"
        return "crash", f"{name} {stderr[:300]}".strip()

    def stop(self):
        if self.process is not None:
            self.process.kill()
            self.process.communicate()
            self.process = None
