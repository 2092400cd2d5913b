#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""SIGKILL in the middle of transfer and adoption: the old state or the new one, nothing between,
and a second run finishes. Usage: killed.py PELORUS_CLI SAMPLE_FOLDER WORK_DIR (sqlite | URL)"""
import contextlib
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time

from scriptbench import Bench, wait_until

cli, samples, work, where = sys.argv[1:5]
bench = Bench(cli, work, where)
VIDEOS = 20000


def killed_when(words, seen):
    """Starts the command and kills it at the first line of progress that has `seen`, or lets it
    end. True when it was killed in time."""
    process = bench.start(*words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    for line in process.stderr:
        if seen in line:
            process.send_signal(signal.SIGKILL)
            break
    process.stderr.close()
    return process.wait() == -signal.SIGKILL


source = os.path.join(work, "source.sqlite3")
shutil.copy(os.path.join(samples, "django.sqlite3"), source)
os.chmod(source, 0o600)
with sqlite3.connect(source) as db:
    db.execute("WITH RECURSIVE n(i) AS (SELECT 100 UNION ALL SELECT i + 1 FROM n WHERE i < ?)"
               " INSERT INTO uploader_bulkvideo (id, video_file, uploaded_at, \"order\", location,"
               " mentions, bulk_task_id) SELECT i, 'v' || i, '2024-01-01 00:00:00', i, '', '', 1"
               " FROM n", (99 + VIDEOS,))
before = open(source, "rb").read()
if bench.lite:
    bench.call("migrate")  # there it is a step of its own


def made():
    """What there is at all in an empty PostgreSQL database."""
    return bench.number("SELECT (SELECT count(*) FROM pg_class c WHERE c.relnamespace ="
                        " 'public'::regnamespace) + (SELECT count(*) FROM pg_proc p WHERE"
                        " p.pronamespace = 'public'::regnamespace)")


def arrived():
    if not bench.lite and made() == 0:
        return 0, 0
    counts = (bench.number("SELECT count(*) FROM uploader_bulkvideo"),
              bench.number("SELECT count(*) FROM uploader_instagramaccount"))
    assert bench.lite or counts != (0, 0), "the schema was left"
    return counts


words = ["transfer", "--from", source, "--to", bench.url]
for phase in ("survey", "load", "verify", "commit"):
    killed = killed_when(words, phase)
    videos, accounts = arrived()
    assert (videos, accounts) in ((0, 0), (VIDEOS + 40, 20)), (phase, videos, accounts)
    assert open(source, "rb").read() == before, "the source was written to"
    if phase in ("survey", "load"):
        assert killed and videos == 0, phase
        assert not os.path.exists(source + ".moved"), phase
# Whatever the last one left: once more is enough, and then nothing changes any more.
bench.call(*words)
assert "already" in bench.call(*words)
assert bench.number("SELECT count(*) FROM uploader_bulkvideo") == VIDEOS + 40
assert os.path.exists(source + ".moved")

# Adoption.
DJANGO = os.path.join(os.path.dirname(os.path.abspath(__file__)), "django_project")
ADOPT = ("adopt", "--no-backup")


def remains():
    """How many objects of ours there are: none, or all of them."""
    if bench.lite:
        return bench.number("SELECT count(*) FROM sqlite_master WHERE name LIKE 'pelorus_%'")
    return bench.number("SELECT (SELECT count(*) FROM pg_class WHERE relname LIKE 'pelorus_%')"
                        " + (SELECT count(*) FROM pg_proc WHERE proname LIKE 'pelorus_%')"
                        " + (SELECT count(*) FROM pg_trigger WHERE tgname LIKE 'pelorus_%')"
                        " + (SELECT count(*) FROM pg_indexes WHERE indexname LIKE 'idx_uploader_%')")


def adopt_to_the_end():
    bench.call(*ADOPT)
    assert remains() > 20
    assert bench.number("SELECT count(*) FROM uploader_instagramaccount") == 20


def is_locked():
    with contextlib.closing(sqlite3.connect(bench.file, timeout=0, isolation_level=None)) as db:
        try:
            db.execute("BEGIN IMMEDIATE")
            return False
        except sqlite3.OperationalError:
            return True


if bench.lite:
    middle = 0
    for delay in (0.0, 0.005, 0.01, 0.02, 0.04, 0.08):
        for end in ("", "-wal", "-shm"):
            if os.path.exists(bench.file + end):
                os.remove(bench.file + end)
        with open(bench.file, "wb") as f:
            f.write(before)
        bench.sql("PRAGMA journal_mode = WAL")  # so that nothing but the adoption locks it
        process = bench.start(*ADOPT, stdout=subprocess.DEVNULL)
        wait_until(lambda: is_locked() or process.poll() is not None, "the write lock")
        time.sleep(delay)  # somewhere further on
        killed = bench.kill(process)
        assert bench.sql("PRAGMA integrity_check") == ["ok"]
        middle += killed and remains() == 0
        assert remains() == 0 or remains() > 20, remains()
        assert bench.number("SELECT count(*) FROM uploader_instagramaccount") == 20
        adopt_to_the_end()
    assert middle > 0, "never killed in the middle"
else:
    django = dict(bench.environment, DATABASE_URL=bench.url)
    # It takes Django's tables at once or not at all; a name of its own that somebody else is about to
    # take is what it waits for: the first one, one in between, the last of the indexes.
    for name in ("pelorus_schema", "pelorus_lease", "pelorus_evidence_job"):
        bench.sql("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
        subprocess.run(["/usr/bin/python3", "-B", "manage.py", "migrate", "--noinput", "-v0"],
                       cwd=DJANGO, env=django, check=True)
        bench.sql("INSERT INTO uploader_instagramaccount (username, password, status, created_at,"
                  " updated_at, notes) SELECT 'a' || i, 'x', 'ACTIVE', now(), now(), ''"
                  " FROM generate_series(1, 20) i")
        clean = remains()
        bench.kill_in_the_middle(ADOPT, "CREATE TABLE %s (id integer)" % name)
        assert remains() == clean, (name, remains())
        adopt_to_the_end()
print("PASS")
