#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Real Django at work on a database while it is adopted: it loses no row and no transaction, and the
adoption waits for it, says so and can be stopped.
Usage: adoption_during.py PELORUS_CLI PROJECT WORK_DIR (sqlite | postgresql://…)"""
import signal
import subprocess
import sys

from djangoapp import DjangoApp, Peer
from scriptbench import Bench, wait_until

cli, project, work, where = sys.argv[1:5]
bench = Bench(cli, work, where)
app = DjangoApp(bench, project)
app.migrate()
app.do("""
p = Proxy.objects.create(host='proxy.example.com', port=8080)
a = InstagramAccount.objects.create(username='one', password='x', proxy=p)
t = BulkUploadTask.objects.create(name='n')
BulkVideo.objects.create(bulk_task=t, video_file='v')
""")


def adoption():
    return bench.start("adopt", "--no-backup", stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def ours():
    if bench.lite:
        return bench.number("SELECT count(*) FROM sqlite_master WHERE name LIKE 'pelorus_%'")
    return bench.number("SELECT count(*) FROM pg_class WHERE relname LIKE 'pelorus_%'")


def waits_for(process, what):
    line = process.stderr.readline()
    assert "The adoption goes on" in line and what in line, line


# A transaction that stays open, on the table that the adoption comes to last.
peer = Peer(app)
peer.ask("""
InstagramAccount.objects.get(username='one')
open_one = transaction.atomic()
open_one.__enter__()
BulkVideo.objects.update(location='Riga')
""")
process = adoption()
waits_for(process, "the database file" if bench.lite else "uploader_bulkvideo")
if not bench.lite:
    # Whoever waits for a table while it holds another can make a deadlock, and PostgreSQL might end
    # Django's transaction for it: several tries, and never one that waits.
    seen = set()

    def tried_often():
        looked = bench.sql("SELECT a.query_start, (SELECT count(*) FROM pg_locks l WHERE l.pid ="
                           " a.pid AND NOT l.granted) FROM pg_stat_activity a"
                           " WHERE application_name = 'pelorus' AND query_start IS NOT NULL")
        assert "1" not in looked[1::2], looked
        seen.update(looked[0::2])
        return len(seen) >= 4

    wait_until(tried_often, "the next tries")
peer.ask("""
a = InstagramAccount.objects.get(username='one')
a.notes = 'in the transaction'
a.save()
Proxy.objects.create(host='second.example.com', port=8080)
InstagramCookies.objects.create(account=a, cookies_data=[])
""")
# Stopped while it waits: everything is as it was.
process.send_signal(signal.SIGINT)
text = "".join(process.communicate(timeout=60))
assert process.returncode not in (0, -signal.SIGINT), (process.returncode, text)
assert "Traceback" not in text and ours() == 0, text

# Once more, and to the end: Django ends its transaction meanwhile.
process = adoption()
waits_for(process, "the database file" if bench.lite else "uploader_")
if not bench.lite:
    # Others are not kept waiting for as long as that takes.
    app.do("InstagramAccount.objects.create(username='two', password='x')\n"
           "assert InstagramAccount.objects.count() == 2")
peer.ask("open_one.__exit__(None, None, None)")
out, err = process.communicate(timeout=60)
assert process.returncode == 0, (out, err)
assert ours() > 10
peer.ask("""
a = InstagramAccount.objects.get(username='one')
assert a.notes == 'in the transaction' and a.cookies.cookies_data == []
assert BulkVideo.objects.get().location == 'Riga' and Proxy.objects.count() == 2
a.locked_by = 'celery@old'
a.save()
with connection.cursor() as c:
    c.execute('SELECT token FROM pelorus_lease WHERE account_id = %s', [a.id])
    assert c.fetchone()[0] == 1
a.locked_by = None
a.save()
InstagramAccount.objects.create(username='three', password='x').delete()
""")
peer.end()
assert "one" in bench.call("accounts", "list")

# A loop of small transactions goes on through it.
if bench.lite:
    import os
    for end in ("", "-wal", "-shm"):
        if os.path.exists(bench.file + end):
            os.remove(bench.file + end)
else:
    bench.sql("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
app.migrate()
peer = Peer(app)
peer.ask("""
import threading, time
written, trouble, stop = [0], [], threading.Event()
def work():
    try:
        while not stop.is_set():
            with transaction.atomic():
                name = 'account %d' % written[0]
                a = InstagramAccount.objects.create(username=name, password='x')
                InstagramDevice.objects.create(account=a, device_settings={})
                task = UploadTask.objects.create(account=a)
                VideoFile.objects.create(task=task, video_file=name)
                UploadTask.objects.filter(account=a).update(status='RUNNING')
            written[0] += 1
            assert InstagramAccount.objects.filter(username=name).count() == 1
            stop.wait(0.005)
    except BaseException as error:
        trouble.append(repr(error))
    connection.close()
thread = threading.Thread(target=work)
thread.start()
""")
written = lambda: int(peer.ask("print(written[0])\nassert not trouble, trouble")[0])
wait_until(lambda: written() > 3, "Django's first rows")
process = adoption()
out, err = process.communicate(timeout=100)
assert process.returncode == 0, (out, err)
at_the_end = written()
wait_until(lambda: written() > at_the_end + 3, "Django's next rows")
rows = peer.ask("stop.set()\nthread.join()\nassert not trouble, trouble\nprint(written[0])")
for table in ("instagramaccount", "instagramdevice", "uploadtask", "videofile"):
    assert bench.number("SELECT count(*) FROM uploader_" + table) == int(rows[0]), (table, rows)
peer.end()
bench.call("adopt", "--no-backup")  # changes nothing any more
print("PASS")
