#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""SIGKILL in the middle of an import of accounts, proxies and cookies: the old state or the new one,
nothing between, and a second run finishes. Usage: killed_import.py PELORUS_CLI SAMPLE_FOLDER WORK_DIR
(sqlite | URL)"""
import json
import os
import subprocess
import sys

from scriptbench import Bench, Blocker, wait_until

cli, _, work, where = sys.argv[1:5]
bench = Bench(cli, work, where)
ROWS = 20000 if bench.lite else 3000  # more than SQLite keeps in memory
SETS = 1500 if bench.lite else 300  # each a file
TABLES = ("uploader_instagramaccount", "uploader_proxy", "uploader_instagramcookies",
          "pelorus_cookie_version", "pelorus_account", "pelorus_account_edit")


def write(name, text):
    path = os.path.join(work, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as f:
        f.write(text)
    return path


def state():
    """Of all that an import writes to."""
    return [bench.number("SELECT count(*) FROM " + table) for table in TABLES]


def cookies_of(i):
    names = ["sessionid", "ds_user_id", "csrftoken", "mid", "ig_did", "datr"]
    return json.dumps([{"name": n, "value": "v" * 100 + str(i), "domain": ".instagram.com",
                        "path": "/", "expires": 1990000000, "secure": True} for n in names])


accounts = write("accounts.csv", "username,password,email,2fa\n" + "".join(
    "user%d,password of %d,user%d@example.com,JBSWY3DPEHPK3PXP\n" % (i, i, i) for i in range(ROWS)))
proxies = write("proxies.txt", "".join(
    "http://name%d:password%d@proxy%d.example.com:8080\n" % (i, i, i) for i in range(ROWS)))
for i in range(SETS):
    write("cookies/user%d.json" % i, cookies_of(i))

bench.call("migrate")
now = "'2026-01-01 00:00:00'"
KINDS = (
    (("accounts", "import", accounts), "uploader_instagramaccount", ROWS,
     "INSERT INTO uploader_instagramaccount (username, password, created_at, updated_at)"
     " VALUES ('user%d', '', %s, %s)" % (ROWS // 2, now, now)),
    (("proxies", "import", proxies), "uploader_proxy", ROWS,
     "INSERT INTO uploader_proxy (host, port, username, password) VALUES"
     " ('proxy%d.example.com', 8080, 'name%d', 'password%d')" % ((ROWS // 2,) * 3)),
    (("cookies", "import", "--folder", os.path.join(work, "cookies")), "uploader_instagramcookies",
     SETS, "SELECT id FROM uploader_instagramaccount WHERE username = 'user%d' FOR UPDATE"
     % (SETS // 2)),
)
for words, table, rows, blocker in KINDS:
    before = state()
    bench.kill_in_the_middle(words, blocker)
    assert state() == before, (words, "half an import", before, state())
    if bench.lite:
        assert bench.sql("PRAGMA integrity_check") == ["ok"]

    # At the end: everything is there as soon as anything is.
    process = bench.start(*words, stdout=subprocess.DEVNULL)
    wait_until(lambda: bench.number("SELECT count(*) FROM " + table) > 0
               or process.poll() is not None, "the first row")
    bench.kill(process)
    after = state()
    assert after[TABLES.index(table)] == rows, (words, after)

    # A second run finishes: nothing is there twice, nothing is missing.
    again = 0 if table == "uploader_instagramcookies" else 3  # each line is there already
    bench.call(*words, code=again)
    assert bench.number("SELECT count(*) FROM " + table) == rows
# And where the first was killed, one more is enough.
for table in TABLES:
    bench.sql("DELETE FROM " + table)
for words, table, rows, blocker in KINDS:
    bench.kill_in_the_middle(words, blocker)
    bench.call(*words)
    assert bench.number("SELECT count(*) FROM " + table) == rows, words

# Another program adds one of the records at the same time: it is there already, and costs no other.
for words, table, rows, blocker in KINDS[:2] if not bench.lite else ():
    bench.sql("DELETE FROM " + table)
    with Blocker(bench.url, blocker) as other:
        process = bench.start(*words, stdout=subprocess.PIPE)
        bench.wait_for_lock(process)
        other.commit()
        out, _ = process.communicate(timeout=60)
    assert process.returncode == 3 and "%d accepted" % (rows - 1) in out, (words, out[-500:])
    assert bench.number("SELECT count(*) FROM " + table) == rows, words
print("PASS")
