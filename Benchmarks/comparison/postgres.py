"""A PostgreSQL cluster of our own: made in a folder, reached by a socket only, stopped at the end."""

import os
import pathlib
import pwd
import shutil
import subprocess
import tempfile

BINARIES = pathlib.Path("/usr/lib/postgresql/15/bin")
# The rest is as initdb leaves it: above all fsync, full_page_writes and synchronous_commit are on.
SETTINGS = {"shared_buffers": "256MB", "max_wal_size": "4GB", "listen_addresses": ""}


class Cluster:
    """`with Cluster(folder) as cluster:` starts it; `cluster.environment` says to libpq where it is."""

    def __init__(self, folder):
        self.folder = folder
        self.sockets = tempfile.mkdtemp(prefix="benchmark-")  # a socket's path is short
        # The server refuses to run as root.
        self.user = "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
        self.environment = {"PGHOST": self.sockets, "PGUSER": "benchmark", "PGDATABASE": "postgres"}

    def _run(self, program, *arguments):
        owner = {"user": self.user, "group": pwd.getpwnam(self.user).pw_gid} if os.geteuid() == 0 else {}
        done = subprocess.run(
            [BINARIES / program, *arguments], cwd="/", stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE, text=True, env={**os.environ, **self.environment}, **owner)
        if done.returncode != 0:
            raise RuntimeError(f"{program} failed (can {self.user} reach {self.folder}?): {done.stderr}")

    def __enter__(self):
        shutil.rmtree(self.folder, ignore_errors=True)
        os.makedirs(self.folder)
        if os.geteuid() == 0:
            for path in (self.folder, self.sockets):
                shutil.chown(path, self.user, pwd.getpwnam(self.user).pw_gid)
        try:
            self._run("initdb", "-D", self.folder, "-A", "trust", "-U", "benchmark", "-E", "UTF8", "--locale=C")
            with open(os.path.join(self.folder, "postgresql.conf"), "a") as configuration:
                for name, value in {**SETTINGS, "unix_socket_directories": self.sockets}.items():
                    configuration.write(f"{name} = '{value}'\n")
            self._run("pg_ctl", "-D", self.folder, "-l", os.path.join(self.folder, "server.log"), "-w", "start")
        except BaseException:
            shutil.rmtree(self.sockets, ignore_errors=True)
            raise
        return self

    def __exit__(self, *_):
        try:
            self._run("pg_ctl", "-D", self.folder, "-m", "fast", "-w", "stop")
        finally:
            shutil.rmtree(self.sockets, ignore_errors=True)
            shutil.rmtree(self.folder, ignore_errors=True)

    def query(self, statement):
        self._run("psql", "-qc", statement)
