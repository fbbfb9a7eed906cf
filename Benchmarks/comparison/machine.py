"""On what the figures were reached: the machine, the versions, the commit."""

import os
import platform
import re
import subprocess

PACKAGES = ["liblmdb0", "libsqlite3-0", "librocksdb7.8", "postgresql-15", "libxxhash0", "libzstd1"]


def _output(*command):
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""


def _first_match(path, pattern):
    try:
        with open(path) as file:
            found = re.search(pattern, file.read(), re.MULTILINE)
            return found.group(1).strip() if found else ""
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
    found = re.search(r"Swift version (\S+)", _output("swift", "--version"))
    known["swift"] = found.group(1) if found else ""
    known["commit"] = _output("git", "-C", str(repository), "describe", "--always", "--dirty", "--abbrev=12")
    return known
