#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Bringing data along, beside the peers: README.md, section "Data", says how to set them up.

Usage: data.py BUILD-FOLDER [--rounds N] [--only PART[,PART]]. The parts are transfer, dump, import,
cookies and memory. Contenders rotate inside each round; prints one JSON object of medians, peaks and
ratios. BENCH_DIR is the peers' folder, with the generated django/big.sqlite3; its PostgreSQL listens
on BENCH_PGPORT (55432).
"""
import argparse
import contextlib
import json
import multiprocessing
import os
import random
import re
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time

PEERS = os.environ["BENCH_DIR"]
PORT = os.environ.get("BENCH_PGPORT", "55432")
PYTHON = "/usr/bin/python3"  # the one that Debian's Django belongs to
SOURCE = f"{PEERS}/django/big.sqlite3"
DUMP = f"{PEERS}/django/dump_big.json"
TABLES = ["uploader_proxy", "uploader_instagramaccount", "uploader_instagramdevice",
          "uploader_instagramcookies", "uploader_dolphincookierobottask", "uploader_uploadtask",
          "uploader_videofile", "uploader_bulkuploadtask", "uploader_bulkuploadaccount",
          "uploader_bulkvideo"]
COUNTS = " UNION ALL ".join(f"SELECT '{t} ' || count(*) FROM {t}" for t in TABLES)
BULK_CREATE = """
import sys, django; django.setup()
from django.db import transaction
from uploader.models import InstagramAccount
with transaction.atomic(), open(sys.argv[1]) as lines:
    rows = []
    for line in lines:
        name, password, mail, mail_password, *tfa = line.rstrip("\\n").split(":")
        rows.append(InstagramAccount(username=name, password=password, email_username=mail,
                                     email_password=mail_password, tfa_secret=(tfa or [None])[0]))
    InstagramAccount.objects.bulk_create(rows, batch_size=2000)
"""


def run(command, env=None, cwd=None):
    """Wall and CPU seconds and peak memory of one child; what it says goes to a file."""
    with tempfile.TemporaryFile() as said:
        start = time.monotonic()
        child = subprocess.Popen(command, env=env, cwd=cwd, stdin=subprocess.DEVNULL, stdout=said,
                                 stderr=subprocess.STDOUT)
        _, status, used = os.wait4(child.pid, 0)
        wall = time.monotonic() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            said.seek(0)
            sys.exit(f"{command[:3]} failed: {said.read()[-3000:].decode(errors='replace')}")
    return {"wall_s": wall, "cpu_s": used.ru_utime + used.ru_stime,
            "peak_mb": used.ru_maxrss / 1024}


def psql(database, *arguments):
    return subprocess.run(["psql", "-h", "127.0.0.1", "-p", PORT, "-U", "bench", "-d", database,
                           "-v", "ON_ERROR_STOP=1", "-qAt", *arguments],
                          check=True, capture_output=True, text=True).stdout


def url(database):
    return f"postgresql://bench@127.0.0.1:{PORT}/{database}"


def empty(database, schema=None):
    psql("postgres", "-c", f"DROP DATABASE IF EXISTS {database}", "-c",
         f"CREATE DATABASE {database}")
    if schema:
        psql(database, "-f", schema)
    return database


def rotate(contenders, rounds):
    """Each of `contenders` (name → prepare, command with env and cwd, check) once a round."""
    figures = {name: [] for name in contenders}
    names = list(contenders)
    for number in range(rounds):
        for at in range(len(names)):
            name = names[(number + at) % len(names)]
            prepare, command, check = contenders[name]
            prepare()
            # What the last one left to write is not this one's to wait for.
            psql("postgres", "-c", "CHECKPOINT")
            figures[name].append(run(**command))
            print(name, figures[name][-1], file=sys.stderr)
            if check:
                check()
    return {name: {"wall_s": round(statistics.median(one["wall_s"] for one in all_), 2),
                   "cpu_s": round(statistics.median(one["cpu_s"] for one in all_), 2),
                   "peak_mb": round(max(one["peak_mb"] for one in all_))}
            for name, all_ in figures.items()}


def ratios(figures, key="wall_s"):
    ours = figures["ours"][key]
    figures["ratio"] = {name: round(ours / one[key], 3)
                        for name, one in figures.items() if name != "ours"}
    return figures


def make_large(large):
    """dump.json ten times, with other names and numbers, so that each row is one more."""
    with open(DUMP, encoding="utf-8") as file:
        dump = file.read()
    dump = dump[dump.index("[") + 1:dump.rindex("]")]
    numbers = re.compile(r'"(pk|account|proxy|current_proxy|assigned_account|task|bulk_task|'
                         r'assigned_to)": (\d+)')
    names = re.compile(r'"(fake_[a-z]+_[a-z]+_\d+|fakeproxyuser\d+)"')
    with open(large, "w", encoding="utf-8") as file:
        for copy in range(10):
            text = numbers.sub(
                lambda found: f'"{found[1]}": {int(found[2]) + copy * 1_000_000}', dump)
            text = re.sub(r'"port": (\d+)',
                          lambda found: f'"port": {int(found[1]) + copy * 5000}', text)
            text = re.sub(r'"upload_id": "[0-9a-f]', f'"upload_id": "{copy}', text)
            file.write("[" if copy == 0 else ",")
            file.write(names.sub(lambda found: f'"{found[1]}x{copy}"', text))
        file.write("]\n")


class Bench:
    def __init__(self, build, rounds, folder):
        self.cli = os.path.abspath(f"{build}/app/cli/pelorus-cli")
        self.cookies_bench = os.path.abspath(f"{build}/tests/bench/pelorus-bench-cookies")
        self.rounds = rounds
        self.folder = folder
        self.env = dict(os.environ, HOME=folder, PELORUS_DATA_DIR=f"{folder}/data")
        self.env.pop("DATABASE_URL", None)
        self.schema = f"{PEERS}/migrate/schema_doc.sql"

    def django(self, **env):
        return dict(self.env, DJANGO_SETTINGS_MODULE="peer.settings",
                    PYTHONPATH=f"{PEERS}/django", **env)

    def arrived(self, database):
        """A check that all rows of the generated file, or of the dump made of it, are there."""
        def check():
            with contextlib.closing(sqlite3.connect(f"file:{SOURCE}?mode=ro", uri=True)) as source:
                expected = {row[0] for row in source.execute(COUNTS)}
            if set(psql(database, "-c", COUNTS).splitlines()) != expected:
                sys.exit(f"{database} has not all rows")
        return check

    def copy_files(self):
        """The rows as COPY's text, from a database that the peers' loader has filled."""
        folder = f"{self.folder}/copy"
        os.mkdir(folder)
        empty("data_prepare", self.schema)
        subprocess.run([PYTHON, f"{PEERS}/migrate/stream_copy.py", SOURCE,
                        f"host=127.0.0.1 port={PORT} user=bench dbname=data_prepare"],
                       check=True, stdout=subprocess.DEVNULL)
        for table in TABLES:
            psql("data_prepare", "-c", f"\\copy {table} to '{folder}/{table}.txt'")
        psql("postgres", "-c", "DROP DATABASE data_prepare")
        with open(f"{folder}/in.sql", "w") as script:
            script.write("BEGIN;\nSET LOCAL session_replication_role = replica;\n")
            script.writelines(f"\\copy {t} from '{folder}/{t}.txt'\n" for t in TABLES)
            script.write("COMMIT;\n")
        return folder

    def source(self):
        """The generated file, without what an earlier transfer left beside it."""
        copy = f"{self.folder}/old.sqlite3"
        for left in (f"{copy}.moved", f"{copy}.runner"):
            if os.path.exists(left):
                os.unlink(left)
        if not os.path.exists(copy):
            shutil.copy(SOURCE, copy)
        return copy

    def transfer(self):
        folder = self.copy_files()
        load = f"{folder}/run.load"
        with open(f"{PEERS}/migrate/pgloader.load.tpl") as template, open(load, "w") as script:
            script.write(template.read().replace("@SRC@", self.source()).replace("@DB@", "data_pgl")
                         .replace("55432", PORT))
        return ratios(rotate({
            "bare COPY": (lambda: empty("data_copy", self.schema), {
                "command": ["psql", "-h", "127.0.0.1", "-p", PORT, "-U", "bench", "-d",
                            "data_copy", "-qv", "ON_ERROR_STOP=1", "-f", f"{folder}/in.sql"]},
                self.arrived("data_copy")),
            "pgloader": (lambda: empty("data_pgl", self.schema), {
                "command": ["pgloader", "--root-dir", f"{folder}/pgloader", load]},
                self.arrived("data_pgl")),
            "ours": (lambda: (empty("data_ours"), self.source()), {
                "command": [self.cli, "transfer", "--from", self.source(), "--to",
                            url("data_ours")], "env": self.env},
                self.arrived("data_ours")),
        }, self.rounds))

    def make_dump(self):
        if os.path.exists(DUMP):
            return
        with open(f"{DUMP}.part", "w") as file:
            subprocess.run([PYTHON, "manage.py", "dumpdata", "--natural-foreign",
                            "--natural-primary", "--indent", "2"], check=True, stdout=file,
                           cwd=f"{PEERS}/django", env=self.django(DATABASE_PATH=SOURCE))
        os.rename(f"{DUMP}.part", DUMP)

    def dump(self):
        self.make_dump()
        to_django = self.django(DATABASE_URL=url("data_django"))
        manage = {"cwd": f"{PEERS}/django", "env": to_django}
        return ratios(rotate({
            "loaddata": (lambda: (empty("data_django"), run(
                [PYTHON, "manage.py", "migrate", "--noinput", "-v0"], **manage)), {
                "command": [PYTHON, "manage.py", "loaddata", DUMP], **manage},
                self.arrived("data_django")),
            "ours": (lambda: empty("data_ours"), {
                "command": [self.cli, "transfer", "--from", DUMP, "--to", url("data_ours")],
                "env": self.env}, self.arrived("data_ours")),
        }, self.rounds))

    def import_on(self, engine, lines):
        """Both into an empty database that Pelorus has migrated."""
        file = f"{self.folder}/import.db"
        address = f"sqlite:///{file}" if engine == "sqlite" else url("data_import")
        ours = dict(self.env, DATABASE_URL=address)
        django = (self.django(DATABASE_PATH=file) if engine == "sqlite"
                  else self.django(DATABASE_URL=address))

        def prepare():
            if engine == "sqlite":
                for left in ("", "-wal", "-shm"):
                    if os.path.exists(file + left):
                        os.unlink(file + left)
            else:
                empty("data_import")
            run([self.cli, "migrate"], env=ours)

        def check():
            listed = subprocess.run([self.cli, "--json", "accounts", "export",
                                     f"{self.folder}/accounts.csv"], env=ours, check=True,
                                    capture_output=True, text=True).stdout
            os.unlink(f"{self.folder}/accounts.csv")
            if json.loads(listed)["accounts"] != 100_000:
                sys.exit(f"not all accounts arrived: {listed}")

        return ratios(rotate({
            "bulk_create": (prepare, {"command": [PYTHON, "-c", BULK_CREATE, lines],
                                      "env": django}, check),
            "ours": (prepare, {"command": [self.cli, "accounts", "import", lines], "env": ours},
                     check),
        }, self.rounds))

    def import_(self):
        pick = random.Random(1)
        lines = f"{self.folder}/accounts.txt"
        with open(lines, "w") as file:
            for number in range(100_000):
                tail = "".join(pick.choices("abcdefghijkmnpqrstuvwxyzABCDEFGH23456789", k=12))
                key = "".join(pick.choices("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", k=32))
                file.write(f"fake_account_{number:06}:Fake-{tail}:fake.{number:06}@example.com:"
                           f"Mail-{tail}" + (f":{key}" if number % 3 else "") + "\n")
        return {engine: self.import_on(engine, lines) for engine in ("sqlite", "postgresql")}

    def cookies(self):
        said = subprocess.run(
            [PYTHON, f"{PEERS}/cookies/run.py", str(self.rounds)], check=True, text=True,
            stdout=subprocess.PIPE,
            env=dict(os.environ, CONTENDER=f"{self.cookies_bench} {{in}} {{out}}")).stdout
        print(said, file=sys.stderr)
        self.compare_cookies()
        with open(f"{PEERS}/results/cookies.json") as file:
            results = json.load(file)["results"]
        figures = {("ours" if name == "contender" else name):
                   {"cookies_per_cpu_s": one["cookies_per_cpu_s"], "peak_mb": one["rss_mib"]}
                   for name, one in results.items()}
        return ratios(figures, "cookies_per_cpu_s")

    def compare_cookies(self):
        """Ours are the others' but for the word "unspecified", which our form leaves out."""
        with open(f"{PEERS}/cookies/out.ours.ndjson") as ours, \
                open(f"{PEERS}/cookies/out.node.ndjson") as theirs:
            for ours_line, their_line in zip(ours, theirs, strict=True):
                expected = json.loads(their_line)
                for cookie in expected:
                    if cookie["sameSite"] == "unspecified":
                        del cookie["sameSite"]
                if json.loads(ours_line) != expected:
                    sys.exit("our cookies are not the others'")

    def memory(self):
        """A dry run of dump.json and of one ten times as large."""
        self.make_dump()
        large = f"{self.folder}/large.json"
        # Elsewhere: a child's peak begins with the memory of the process that made it.
        maker = multiprocessing.Process(target=make_large, args=(large,))
        maker.start()
        maker.join()
        figures = {}
        for name, path in (("small", DUMP), ("large", large)):
            figures[name] = {"file_mb": os.path.getsize(path) >> 20,
                             **run([self.cli, "transfer", "--from", path, "--dry-run"],
                                   env=self.env)}
        os.unlink(large)
        return figures


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("build")
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--only", default="transfer,dump,import,cookies,memory")
    asked = arguments.parse_args()
    figures = {"rounds": asked.rounds}
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(asked.build, asked.rounds, folder)
        for part in asked.only.split(","):
            figures[part] = getattr(bench, "import_" if part == "import" else part)()
            figures["load"] = os.getloadavg()[0]
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
