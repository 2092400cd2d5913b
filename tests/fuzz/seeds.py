# SPDX-License-Identifier: GPL-3.0-or-later
"""Seeds out of the samples, small enough to be tried often. Usage: seeds.py TEST_DATA FOLDER"""
import json
import pathlib
import sqlite3
import sys

data, seeds = map(pathlib.Path, sys.argv[1:])
for reader in ("cookies", "source"):
    (seeds / reader).mkdir(parents=True, exist_ok=True)

for line in (data / "cookies.jsonl").read_text(encoding="utf-8").splitlines():
    case = json.loads(line)
    (seeds / "cookies" / case["id"]).write_bytes(case["input"].encode("utf-8", "surrogatepass"))

# A record of each model, alone and together.
models = {}
for record in json.loads((data / "django" / "django-dump.json").read_text(encoding="utf-8")):
    models.setdefault(record["model"], record)
for name, record in models.items():
    (seeds / "source" / name).write_text(json.dumps([record], indent=2), encoding="utf-8")
(seeds / "source" / "dump").write_text(json.dumps(list(models.values())), encoding="utf-8")

# Some rows of each table of the dirty file, in small pages.
small = seeds / "source" / "sqlite"
small.unlink(missing_ok=True)
source = sqlite3.connect(data / "django" / "django-dirty.sqlite3")
source.text_factory = bytes
target = sqlite3.connect(small)
target.execute("PRAGMA page_size = 512")
for name, sql in source.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name LIKE 'uploader%'"):
    target.execute(sql.decode())
    rows = source.execute(f'SELECT * FROM "{name.decode()}" LIMIT 2').fetchall()
    for row in rows:
        target.execute(f'INSERT INTO "{name.decode()}" VALUES ({",".join("?" * len(row))})', row)
target.commit()
target.close()
