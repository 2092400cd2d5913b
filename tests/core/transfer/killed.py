#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""SIGKILL in the middle of transfer and adoption: the old state or the new one, nothing between,
and a second run finishes. Usage: killed.py PELORUS_CLI SAMPLE_FOLDER WORK_DIR (sqlite | URL)"""
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time

cli, samples, work, where = sys.argv[1:5]
shutil.rmtree(work, ignore_errors=True)
os.makedirs(work)
environment = dict(os.environ, HOME=work, PELORUS_DATA_DIR=os.path.join(work, "data"))
environment.pop("DATABASE_URL", None)
VIDEOS = 20000


def call(*words, code=0):
    done = subprocess.run([cli, *words], env=environment, text=True, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, timeout=120)
    assert done.returncode == code, done.stdout[-2000:]
    return done.stdout


def killed_when(words, seen):
    """Starts the command and kills it at the first line of progress that has `seen`, or lets it
    end. True when it was killed in time."""
    process = subprocess.Popen([cli, *words], env=environment, text=True, stdout=subprocess.DEVNULL,
                               stderr=subprocess.PIPE)
    for line in process.stderr:
        if seen in line:
            process.send_signal(signal.SIGKILL)
            break
    process.stderr.close()
    return process.wait() == -signal.SIGKILL


def sql(statement):
    if where == "sqlite":
        with sqlite3.connect(os.path.join(work, "target.db")) as db:
            return [str(v) for row in db.execute(statement) for v in row]
    out = subprocess.run(["psql", "-Atd", where, "-c", statement], text=True, check=True,
                         stdout=subprocess.PIPE).stdout
    return out.split()


source = os.path.join(work, "source.sqlite3")
shutil.copy(os.path.join(samples, "django.sqlite3"), source)
os.chmod(source, 0o600)
with sqlite3.connect(source) as db:
    db.execute("WITH RECURSIVE n(i) AS (SELECT 100 UNION ALL SELECT i + 1 FROM n WHERE i < ?)"
               " INSERT INTO uploader_bulkvideo (id, video_file, uploaded_at, \"order\", location,"
               " mentions, bulk_task_id) SELECT i, 'v' || i, '2024-01-01 00:00:00', i, '', '', 1"
               " FROM n", (99 + VIDEOS,))
before = open(source, "rb").read()
target = "sqlite:///" + os.path.join(work, "target.db") if where == "sqlite" else where
call("--database", target, "migrate")
words = ["transfer", "--from", source, "--to", target]
for phase in ("survey", "load", "verify", "commit"):
    killed = killed_when(words, phase)
    videos = int(sql("SELECT count(*) FROM uploader_bulkvideo")[0])
    accounts = int(sql("SELECT count(*) FROM uploader_instagramaccount")[0])
    assert (videos, accounts) in ((0, 0), (VIDEOS + 40, 20)), (phase, videos, accounts)
    assert open(source, "rb").read() == before, "the source was written to"
    if phase in ("survey", "load"):
        assert killed and videos == 0, phase
        assert not os.path.exists(source + ".moved"), phase
# Whatever the last one left: once more is enough, and then nothing changes any more.
call(*words)
assert "already" in call(*words)
assert sql("SELECT count(*) FROM uploader_bulkvideo") == [str(VIDEOS + 40)]
assert os.path.exists(source + ".moved")

if where == "sqlite":
    for delay in (0.0, 0.02, 0.05, 0.1, 0.2):
        adopted = os.path.join(work, "adopt-%s.sqlite3" % delay)
        with open(adopted, "wb") as f:
            f.write(before)
        os.chmod(adopted, 0o600)
        process = subprocess.Popen([cli, "--database", "sqlite:///" + adopted, "adopt",
                                    "--no-backup"], env=environment, stdout=subprocess.DEVNULL)
        try:
            process.wait(delay)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        with sqlite3.connect(adopted) as db:
            assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            tables = db.execute("SELECT count(*) FROM sqlite_master WHERE type = 'table' AND"
                                " name LIKE 'pelorus_%'").fetchone()[0]
            token = db.execute("SELECT count(*) FROM sqlite_master WHERE name ="
                               " 'pelorus_raise_token'").fetchone()[0]
            assert (tables == 0 and token == 0) or (tables > 10 and token == 1), (tables, token)
            assert db.execute("SELECT count(*) FROM uploader_instagramaccount").fetchone()[0] == 20
        call("--database", "sqlite:///" + adopted, "adopt", "--no-backup")
print("PASS")
