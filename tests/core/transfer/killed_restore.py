#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""SIGKILL in the middle of a restore: what was there or what the backup holds, nothing between, and a
second run finishes. Usage: killed_restore.py PELORUS_CLI SAMPLE_FOLDER WORK_DIR (sqlite | URL)"""
import glob
import os
import signal
import subprocess
import sys

from scriptbench import Bench, Blocker, wait_until

cli, _, work, where = sys.argv[1:5]
bench = Bench(cli, work, where)
ROWS = 20000
backup = os.path.join(work, "backup")
RESTORE = ("restore", backup, "--replace")
COUNT = "SELECT count(*) FROM uploader_instagramaccount"


def add(name):
    path = os.path.join(work, "list.csv")
    with open(path, "w", encoding="utf-8") as f:
        f.write("username,password,email,2fa\n" + "".join(
            "%s%d,password of %d,mail%d@example.com,\n" % (name, i, i, i) for i in range(ROWS)))
    bench.call("accounts", "import", path)


def is_there(pattern):
    return any(os.path.getsize(path) > 0 for path in glob.glob(os.path.join(work, pattern)))


def kill_when(seen, what):
    process = bench.start(*RESTORE, stdout=subprocess.DEVNULL)
    wait_until(lambda: seen() or process.poll() is not None, what)
    process.send_signal(signal.SIGKILL)
    return process.wait() == -signal.SIGKILL


def check():
    """Answers how many accounts there are."""
    found = bench.number(COUNT)
    assert found in (ROWS, 2 * ROWS), found
    if bench.lite:
        assert bench.sql("PRAGMA integrity_check") == ["ok"]
    bench.call("migrate")
    assert bench.number(COUNT) == found
    return found


bench.call("migrate")
add("old")
bench.call("backup", backup)
add("new")
if bench.lite:
    for pattern in ("target.db.restoring", "target.db.restoring-*", "target.db.before-restore-*"):
        killed = kill_when(lambda: is_there(pattern), pattern)
        assert killed or pattern != "target.db.restoring", "it was over before it could be killed"
        if check() == ROWS:
            add("new")
        for kept in glob.glob(os.path.join(work, "target.db.before-restore-*")):
            os.remove(kept)
else:
    # While its psql waits for a table, which goes on alone and then meets nobody's lock.
    with Blocker(bench.url, "SELECT count(*) FROM uploader_proxy"):
        waits = " AND wait_event_type = 'Lock'"
        psql = ("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                " AND application_name = 'psql' AND query LIKE '%LOCK%'"
                " AND pid <> pg_backend_pid()")
        assert kill_when(lambda: bench.number(psql + waits) > 0, "the lock")
    wait_until(lambda: bench.number(psql) == 0, "the end of psql")
    wait_until(lambda: bench.number("SELECT count(*) FROM pg_stat_activity WHERE datname ="
                                    " current_database() AND pid <> pg_backend_pid()") == 0,
               "the end of the killed one's session")
    check()
bench.call(*RESTORE)
assert check() == ROWS
assert not is_there("*restoring*"), "what the killed one left"
print("PASS")
