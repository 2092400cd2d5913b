# SPDX-License-Identifier: GPL-3.0-or-later
"""What the scripts of this folder share: pelorus-cli in a home of its own, a look into the database
past it, and a second program that stands in the way."""
import contextlib
import os
import shutil
import signal
import sqlite3
import subprocess
import time


def wait_until(done, what, seconds=60):
    """The only clock here is the one that ends a test that hangs."""
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end, "never came: " + what
        time.sleep(0.003)


class Bench:
    """`where`: "sqlite", or the URL of an empty PostgreSQL database."""

    def __init__(self, cli, work, where):
        shutil.rmtree(work, ignore_errors=True)
        os.makedirs(work)
        self.cli, self.work = cli, work
        self.lite = where == "sqlite"
        self.file = os.path.join(work, "target.db")
        self.url = "sqlite:///" + self.file if self.lite else where
        self.environment = dict(os.environ, HOME=work, PELORUS_DATA_DIR=os.path.join(work, "data"))
        self.environment.pop("DATABASE_URL", None)
        self.environment["PGOPTIONS"] = "-c client_min_messages=warning"

    def start(self, *words, **streams):
        return subprocess.Popen([self.cli, "--database", self.url, *words], text=True,
                                env=self.environment, **streams)

    def call(self, *words, code=0):
        done = subprocess.run([self.cli, "--database", self.url, *words], env=self.environment,
                              text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              timeout=120)
        assert done.returncode == code, (words, done.returncode, done.stdout[-2000:])
        return done.stdout

    def sql(self, statement):
        if self.lite:
            with contextlib.closing(sqlite3.connect(self.file, isolation_level=None)) as db:
                return [str(v) for row in db.execute(statement) for v in row]
        out = subprocess.run(["psql", "-AtqX", "-F", "\n", "-d", self.url, "-c", statement],
                             text=True, check=True, stdout=subprocess.PIPE,
                             env=self.environment).stdout
        return out.split("\n")[:-1]

    def number(self, statement):
        return int(self.sql(statement)[0])

    def kill(self, process):
        """True when it was still running."""
        process.send_signal(signal.SIGKILL)
        killed = process.wait() == -signal.SIGKILL
        if not self.lite:
            wait_until(lambda: self.backends() == 0, "the end of the killed one's session")
        return killed

    def backends(self, more=""):
        return self.number("SELECT count(*) FROM pg_stat_activity WHERE datname ="
                           " current_database() AND application_name = 'pelorus'" + more)

    def wait_for_lock(self, process):
        wait_until(lambda: self.backends(" AND wait_event_type = 'Lock'") > 0
                   or process.poll() is not None, "the lock")

    def kill_in_the_middle(self, words, blocker):
        """SQLite: when what is not committed yet has outgrown the memory and lies in the WAL.
        PostgreSQL: while it waits for what `blocker` holds."""
        if self.lite:
            wal = self.file + "-wal"
            self.sql("PRAGMA wal_checkpoint(TRUNCATE)")
            process = self.start(*words, stdout=subprocess.DEVNULL)
            wait_until(lambda: os.path.exists(wal) and os.path.getsize(wal) > 100000
                       or process.poll() is not None, "the WAL")
            assert self.kill(process), "it was over before it could be killed"
            return
        with Blocker(self.url, blocker):
            process = self.start(*words, stdout=subprocess.DEVNULL)
            self.wait_for_lock(process)
            process.send_signal(signal.SIGKILL)
            assert process.wait() == -signal.SIGKILL, "it was over before it could be killed"
        wait_until(lambda: self.backends() == 0, "the end of the killed one's session")


class Blocker:
    """Another program with a transaction open in PostgreSQL, undone at the end or committed."""

    def __init__(self, url, statement):
        self.psql = subprocess.Popen(["psql", "-AtqX", "-v", "ON_ERROR_STOP=1", "-d", url],
                                     text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                     env=dict(os.environ, PGOPTIONS="-c client_min_messages=error"))
        self.psql.stdin.write("BEGIN;\n%s;\nSELECT 'held';\n" % statement)
        self.psql.stdin.flush()
        while True:
            line = self.psql.stdout.readline()
            assert line, "the other program's statement failed"
            if line == "held\n":
                break

    def __enter__(self):
        return self

    def commit(self):
        self.psql.stdin.write("COMMIT;\n")
        self.psql.stdin.flush()

    def __exit__(self, *_):
        self.psql.communicate("ROLLBACK;\n", timeout=60)  # a warning after a commit
