#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every case of the cookie corpus through the command line: what comes out, what is warned of, what
is dropped and why. Usage: normalize.py PELORUS_CLI CORPUS WORK_DIR"""
import json
import os
import shutil
import subprocess
import sys

cli, corpus, work = sys.argv[1:4]
shutil.rmtree(work, ignore_errors=True)
os.makedirs(work)
environment = dict(os.environ, HOME=work, PELORUS_DATA_DIR=work)
NOW = "2025-06-15T15:06:40Z"  # the corpus's clock


def key(cookie):
    return cookie["name"], cookie["domain"], cookie["path"]


def problem(case):
    words = ["cookies", "normalize", "--now", NOW, "--reveal"]
    domain = case.get("options", {}).get("defaultDomain")
    if domain:
        words += ["--default-domain", domain]
    done = subprocess.run([cli, *words, "-"], input=case["input"].encode("utf-8", "surrogatepass"),
                          env=environment, stdout=subprocess.PIPE, timeout=60)
    answer = json.loads(done.stdout)
    if "error" in case:
        good = done.returncode == 1 and answer["error"] == case["error"] and answer["message"]
        return None if good else answer
    if done.returncode != 0:
        return answer
    got = {key(cookie): cookie for cookie in answer["cookies"]}
    wanted = {key(cookie): cookie for cookie in case["expected"]}
    if got.keys() != wanted.keys():
        return "cookies %s, not %s" % (sorted(got), sorted(wanted))
    for name, cookie in wanted.items():
        expires = got[name].pop("expirationDate", None), cookie.pop("expirationDate", None)
        if None in expires and expires != (None, None) or None not in expires and abs(
                expires[0] - expires[1]) > 0.001:
            return "%s expires at %s, not %s" % (name[0], *expires)
        if cookie["sameSite"] == "unspecified":
            del cookie["sameSite"]  # which the normal form says by leaving it out
        if got[name] != cookie:
            return "%s is %s, not %s" % (name[0], got[name], cookie)
    warnings = sorted(warning["code"] for warning in answer["warnings"])
    if warnings != sorted(case.get("warnings", [])):
        return "warnings %s" % warnings
    dropped = case.get("dropped", [])
    if len(answer["dropped"]) != len(dropped):
        return "dropped %s" % answer["dropped"]
    for got, wanted in zip(answer["dropped"], dropped):
        if any(got.get(word) != value for word, value in wanted.items()):
            return "dropped %s, not %s" % (got, wanted)
    return None


cases = [json.loads(line) for line in open(corpus, encoding="utf-8") if line.strip()]
problems = [(case["id"], found) for case in cases if (found := problem(case)) is not None]
for name, found in problems:
    print("%s: %s" % (name, found))
assert not problems and len(cases) > 50, (len(problems), len(cases))
print("PASS: %d cases" % len(cases))
