# SPDX-License-Identifier: GPL-3.0-or-later
"""Debian's Django with the models of the plan, on the database of a Bench."""
import os
import shutil
import subprocess

PYTHON = "/usr/bin/python3"
SETUP = ("import os, django\nos.environ['DJANGO_SETTINGS_MODULE'] = 'peer.settings'\n"
         "django.setup()\nfrom uploader.models import *\n"
         "from django.db import connection, transaction\n")
# Blocks of code on stdin, each ended by a line with a dot; the answer to each ends so as well.
PEER = """
import sys, traceback
names = {}
block = ""
for line in sys.stdin:
    if line != ".\\n":
        block += line
        continue
    try:
        exec(block, names)
        print("ok", flush=True)
    except BaseException:
        print(traceback.format_exc(), flush=True)
    print(".", flush=True)
    block = ""
"""


class DjangoApp:
    def __init__(self, bench, project):
        self.folder = os.path.join(bench.work, "app")
        shutil.copytree(project, self.folder)
        self.environment = dict(bench.environment)
        if bench.lite:
            self.environment["DATABASE_PATH"] = bench.file
        else:
            self.environment["DATABASE_URL"] = bench.url

    def run(self, *command, input=None):
        done = subprocess.run([PYTHON, "-B", *command], env=self.environment, cwd=self.folder,
                              input=input, text=True, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, timeout=120)
        assert done.returncode == 0, (command, done.stdout[-1500:])
        return done.stdout

    def manage(self, *words):
        return self.run("manage.py", *words)

    def migrate(self):
        self.manage("migrate", "--noinput", "-v0")

    def change_models(self, *changes):
        """Each is a text that is there and the one in its place; and its migration is written."""
        path = os.path.join(self.folder, "uploader", "models.py")
        with open(path, encoding="utf-8") as f:
            text = f.read()
        for old, new in changes:
            assert old in text, old
            text = text.replace(old, new)
        with open(path, "w", encoding="utf-8") as f:
            f.write(text)
        self.manage("makemigrations", "uploader", "-v0")

    def do(self, script):
        """In a process of its own."""
        return self.run("-", input=SETUP + script)


class Peer:
    """A Django process that stays, with its connection and what it has open."""

    def __init__(self, app):
        self.process = subprocess.Popen([PYTHON, "-B", "-u", "-c", PEER], env=app.environment,
                                        cwd=app.folder, text=True, stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        self.ask(SETUP)

    def ask(self, block):
        """What it printed; an exception there is one here."""
        self.process.stdin.write(block.rstrip() + "\n.\n")
        self.process.stdin.flush()
        lines = []
        for line in self.process.stdout:
            if line == ".\n":
                break
            lines.append(line.rstrip("\n"))
        assert lines and lines[-1] == "ok", "\n".join(lines)
        return lines[:-1]

    def end(self):
        self.process.stdin.close()
        assert self.process.wait(60) == 0
