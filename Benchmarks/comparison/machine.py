"""On what the figures were reached: the machine, the versions, the commit."""

import os
import platform
import re
import subprocess

from comparison.subjects import HERE, PYTHON

PACKAGES = ["liblmdb0", "libsqlite3-0", "librocksdb7.8", "postgresql-15", "libxxhash0", "libzstd1"]


def _output(*command):
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""


def _match(text, pattern):
    found = re.search(pattern, text, re.MULTILINE)
    return found.group(1).strip() if found else ""


def _first_match(path, pattern):
    try:
        with open(path) as file:
            return _match(file.read(), pattern)
    except OSError:
        return ""


def file_system(folder):
    return _output("stat", "-f", "-c", "%T", str(folder))


def describe(folder):
    return {
        "processor": _first_match("/proc/cpuinfo", r"^model name\s*:\s*(.*)$"),
        "cores": os.cpu_count(),
        "memoryKilobytes": int(_first_match("/proc/meminfo", r"^MemTotal:\s*(\d+)") or 0),
        "system": _first_match("/etc/os-release", r'^PRETTY_NAME="(.*)"$'),
        "kernel": platform.release(),
        "fileSystem": file_system(folder),
        "load": os.getloadavg()[0],
    }


def versions(repository):
    known = {package: _output("dpkg-query", "-W", "-f=${Version}", package) for package in PACKAGES}
    known["swift"] = _match(_output("swift", "--version"), r"Swift version (\S+)")
    requirements = (HERE / "python" / "requirements.txt").read_text()
    known["eventsourcing"] = _match(requirements, r"^eventsourcing==(.*)$")
    known["python"] = _output(PYTHON, "--version").removeprefix("Python ")
    known["commit"] = _output("git", "-C", str(repository), "describe", "--always", "--dirty", "--abbrev=12")
    return known
