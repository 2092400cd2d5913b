#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What one task costs our own process: CPU time, durable commits, memory.

Runs `pelorus-cli run` on a throw-away SQLite file against the stand-in with the real Chromium: one
task to warm up, then TASKS tasks (20) of one video and one account each, one at a time. Prints one
JSON object. Usage: task.py BUILD-FOLDER [TASKS]; DATABASE_URL may name an empty PostgreSQL database.
"""
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request

TICK = os.sysconf("SC_CLK_TCK")
DEADLINE = 120


def post(control, path, body):
    request = urllib.request.Request(f"{control}/__standin/{path}", json.dumps(body).encode())
    return json.load(urllib.request.urlopen(request))


def cpu_ms(pid):
    fields = open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / TICK


def memory(pid):
    """Private bytes: what the program itself holds, without the libraries it shares."""
    lines = open(f"/proc/{pid}/smaps_rollup").read().splitlines()
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Private_"))


class Bench:
    def __init__(self, build, folder):
        self.cli = f"{build}/app/cli/pelorus-cli"
        self.folder = folder
        self.standin = subprocess.Popen(
            [f"{build}/tests/standin/dolphin-standin", "--state", f"{folder}/standin"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.at = json.loads(self.standin.stdout.readline())
        self.environment = dict(
            os.environ, PELORUS_DATA_DIR=f"{folder}/data", MEDIA_ROOT=f"{folder}/videos",
            DOLPHIN_API_TOKEN="standin-token", DOLPHIN_API_HOST=self.at["local"],
            DOLPHIN_REMOTE_API=self.at["remote"], DOLPHIN_SYNC_API_BASE=self.at["sync"],
            DOLPHIN_DARKWING_BASE=self.at["darkwing"], PELORUS_HEADLESS="1",
            PELORUS_ACTION_DELAY="0.05-0.1", PELORUS_MACHINE="BENCH")
        self.environment.setdefault("DATABASE_URL", f"sqlite:///{folder}/data/pelorus.db")

    def ours(self, *arguments):
        answer = subprocess.run([self.cli, "--json", *arguments], env=self.environment,
                                capture_output=True, text=True)
        # `bulk status` tells by its code that something is still open.
        if answer.returncode and arguments[:2] != ("bulk", "status"):
            sys.exit(f"pelorus-cli {arguments[0]} failed: {answer.stderr}{answer.stdout}")
        return answer.stdout

    def prepare(self, accounts):
        os.mkdir(f"{self.folder}/videos")
        subprocess.run(
            ["ffmpeg", "-nostdin", "-loglevel", "error", "-f", "lavfi", "-i",
             "testsrc2=size=540x960:rate=25:duration=3", "-f", "lavfi", "-i", "sine=duration=3",
             "-c:v", "libx264", "-preset", "veryfast", "-pix_fmt", "yuv420p", "-c:a", "aac",
             f"{self.folder}/videos/clip.mp4"], check=True)
        control = self.at["control"]
        post(control, "knobs", {"visibleAfter": 500, "uploadTime": 200})
        post(control, "site", {"accounts": [{"username": name, "password": "bench"}
                                            for name in accounts]})
        with open(f"{self.folder}/accounts.csv", "w") as table:
            table.write("username,password\n" + "".join(f"{name},bench\n" for name in accounts))
        self.ours("accounts", "import", f"{self.folder}/accounts.csv")
        for name in accounts:
            with open(f"{self.folder}/cookies.json", "w") as file:
                json.dump(post(control, "site", {"createSession": name})["cookies"], file)
            self.ours("cookies", "import", "--account", name, f"{self.folder}/cookies.json")

    def task(self, name):
        made = self.ours("bulk", "create", "--name", name, "--videos", f"{self.folder}/videos",
                         "--accounts", name, "--caption", "bench")
        return json.loads(made)["id"]

    def open_jobs(self, bulk):
        jobs = json.loads(self.ours("bulk", "status", str(bulk)))["jobs"]
        return [job for job in jobs if job["state"] in ("PENDING", "RUNNING")]

    def run_one(self, worker, name):
        """Peak memory while the task runs."""
        bulk = self.task(name)
        peak = 0
        until = time.monotonic() + DEADLINE
        while self.open_jobs(bulk):
            for _ in range(10):
                peak = max(peak, memory(worker.pid))
                time.sleep(0.05)
            if time.monotonic() > until:
                sys.exit(f"the task of {name} did not end")
        return peak

    def durable_commits(self, log):
        log.seek(0)
        said = [line for line in log if "durable and" in line][-1].split()
        return int(said[said.index("durable") - 1])

    def start_and_end(self):
        """Durable commits of a run without a task."""
        with open(f"{self.folder}/empty.log", "w+") as log:
            subprocess.run([self.cli, "run", "--until-idle"], check=True, stderr=log,
                           stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                           env=dict(self.environment, PELORUS_LOG_LEVEL="info"))
            return self.durable_commits(log)

    def measure(self, tasks):
        accounts = [f"bench_{number}" for number in range(tasks + 1)]
        self.prepare(accounts)
        without = self.start_and_end()
        with open(f"{self.folder}/run.log", "w+") as log:
            worker = subprocess.Popen([self.cli, "run", "--concurrency", "1"],
                                      env=dict(self.environment, PELORUS_LOG_LEVEL="info"),
                                      stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                      stderr=log)
            try:
                time.sleep(3)
                cold = memory(worker.pid)
                self.run_one(worker, accounts[0])
                time.sleep(3)
                idle = memory(worker.pid)
                idle_cpu = cpu_ms(worker.pid)
                time.sleep(10)
                idle_cpu = (cpu_ms(worker.pid) - idle_cpu) / 10
                cpu, begun = cpu_ms(worker.pid), time.monotonic()
                peaks = [self.run_one(worker, name) for name in accounts[1:]]
                cpu, spent = cpu_ms(worker.pid) - cpu, time.monotonic() - begun
            finally:
                worker.send_signal(signal.SIGTERM)
                worker.wait(DEADLINE)
            durable = self.durable_commits(log) - without
        state = json.load(urllib.request.urlopen(f"{self.at['control']}/__standin/state"))
        return {
            "tasks": tasks,
            "arrived": len(state["posts"]),
            "profiles left": len(state["profiles"]),
            "CPU ms a task": round((cpu - idle_cpu * spent) / tasks, 1),
            "CPU ms a second when idle": round(idle_cpu, 1),
            "seconds a task": round(spent / tasks, 1),
            "durable commits a task": round(durable / (tasks + 1), 1),
            "MB over idle a task, mean of peaks": round(
                sum(peak - idle for peak in peaks) / len(peaks) / 1e6, 2),
            "MB idle, before the first task": round(cold / 1e6, 1),
            "MB idle, after the first task": round(idle / 1e6, 1),
        }

    def end(self):
        self.standin.stdin.close()
        self.standin.wait(30)


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(os.path.abspath(sys.argv[1]), folder)
        try:
            print(json.dumps(bench.measure(int(sys.argv[2]) if len(sys.argv) > 2 else 20), indent=1))
        finally:
            bench.end()


if __name__ == "__main__":
    main()
