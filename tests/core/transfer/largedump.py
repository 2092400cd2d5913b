#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A dump of 36 MB with 50,000 objects, one of them on a line of 5 MB, arrives whole and in little memory.
Usage: largedump.py PELORUS_CLI SAMPLE_FOLDER WORK_DIR (sqlite | URL)"""
import json
import os
import subprocess
import sys

from scriptbench import Bench

cli, _, work, where = sys.argv[1:5]
bench = Bench(cli, work, where)
OBJECTS = 50_000
ACCOUNTS, PROXIES = 1_000, 9_000
VIDEOS = OBJECTS - 1 - 2 * ACCOUNTS - PROXIES
LINE = 5_000_000
MOST_KB = (64 + 30) * 1024  # and the long line several times: read, healed, compared, sent
TIME = "2024-07-01T07:00:00Z"


def objects():
    for i in range(1, PROXIES + 1):
        yield "proxy", i, {"host": "h%d.example" % i, "port": 8080}
    for i in range(1, ACCOUNTS + 1):
        yield "instagramaccount", i, {"username": "a%d" % i, "password": "x", "proxy": i,
                                      "created_at": TIME, "updated_at": TIME}
        value = "v" * (LINE if i == 500 else 30_000)
        yield "instagramcookies", i, {"account": i, "is_valid": True, "last_updated": TIME,
                                      "cookies_data": [{"name": "n", "value": value}]}
    yield "bulkuploadtask", 1, {"name": "b", "created_at": TIME, "updated_at": TIME,
                                "upload_id": "6f1c1f6e-5c43-4a0e-9d7e-0e2a4b7f6c11"}
    for i in range(1, VIDEOS + 1):
        yield "bulkvideo", i, {"bulk_task": 1, "video_file": "v%d.mp4" % i, "uploaded_at": TIME,
                               "order": i}


dump = os.path.join(work, "dump.json")
with open(dump, "w") as f:
    for i, (model, key, fields) in enumerate(objects()):
        f.write("[\n" if i == 0 else ",\n")
        json.dump({"model": "uploader." + model, "pk": key, "fields": fields}, f)
    f.write("\n]\n")

words = ["transfer", "--from", dump, "--to", bench.url]
process = bench.start("--json", *words, stdout=subprocess.PIPE)
told = json.loads(process.stdout.read())
_, status, usage = os.wait4(process.pid, 0)
assert status == 0, told
assert told["quarantined"] == told["healed"] == 0, told["findings"][:5]
assert sum(table["arrived"] for table in told["tables"]) == OBJECTS, told["tables"]
assert bench.number("SELECT max(length(CAST(cookies_data AS text)))"
                    " FROM uploader_instagramcookies") > LINE
assert usage.ru_maxrss < MOST_KB, "took %d MB" % (usage.ru_maxrss // 1024)
assert "already" in bench.call(*words)
print("PASS, %d MB" % (usage.ru_maxrss // 1024))
