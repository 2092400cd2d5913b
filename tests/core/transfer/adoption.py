#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Real Django on one database before and after its adoption, and its next migrate.
Usage: adoption.py PELORUS_CLI PROJECT WORK_DIR (sqlite | postgresql://…)"""
import os
import sys

from djangoapp import DjangoApp
from scriptbench import Bench

cli, project, work, where = sys.argv[1:5]
bench = Bench(cli, work, where)
app = DjangoApp(bench, project)

app.migrate()
# Before: rows of every kind that adoption touches, and two rows of one proxy.
app.do("""
p = Proxy.objects.create(host='proxy.example.com', port=8080)
Proxy.objects.create(host='proxy.example.com', port=8080)
a = InstagramAccount.objects.create(username='one', password='x', proxy=p)
InstagramCookies.objects.create(account=a, cookies_data=[{'name': 'a', 'value': 'ж'}])
InstagramDevice.objects.create(account=a, device_settings={'screen': '1x1'})
""")
# Nothing else makes it ours, not even by the way.
for words in (["accounts", "list"], ["migrate"]):
    bench.call(*words, code=1)
app.do("""
from django.db import connection
assert not [name for name in connection.introspection.table_names() if 'pelorus' in name]
""")
backup = os.path.join(work, "before.backup")
out = bench.call("adopt", "--backup", backup, code=3)
assert os.path.getsize(backup) > 0
assert "1, 2" in out, out  # the two rows of one proxy are named, and both still there
# After: Django reads, writes, deletes; a lock that it takes raises our token.
app.do("""
assert Proxy.objects.count() == 2
a = InstagramAccount.objects.get(username='one')
assert a.cookies.cookies_data == [{'name': 'a', 'value': 'ж'}]
a.locked_by = 'celery@old'
a.save()
a.locked_by = None
a.save()
b = InstagramAccount.objects.create(username='two', password='x')
UploadTask.objects.create(account=b)
t = BulkUploadTask.objects.create(name='n')
BulkUploadAccount.objects.create(bulk_task=t, account=b)
b.delete()
from django.db import connection
with connection.cursor() as c:
    c.execute('SELECT token FROM pelorus_lease WHERE account_id = %s', [a.id])
    assert c.fetchone()[0] == 2
""")
# Its next migrate changes the types of columns of each kind and remakes the tables on SQLite.
app.change_models(
        ('password = models.CharField(max_length=100)',
         'password = models.CharField(max_length=150, db_index=True)'),
        ('username = models.CharField(max_length=100, unique=True)',
         'username = models.CharField(max_length=150, unique=True)'),
        ('locked_by = models.CharField(max_length=64,', 'locked_by = models.CharField(max_length=80,'),
        ('status = models.CharField(max_length=30,', 'status = models.CharField(max_length=40,'),
        ('status = models.CharField(max_length=20,', 'status = models.CharField(max_length=40,'),
        ('dolphin_profile_id = models.CharField(max_length=100,', 'dolphin_profile_id = models.TextField('),
        ('notes = models.TextField(default="", blank=True)',
         'notes = models.CharField(max_length=5000, default="", blank=True)'))
app.migrate()
bench.call("migrate")  # every start does this: what the remake dropped comes back
app.do("""
from django.db import connection
a = InstagramAccount.objects.get(username='one')
a.locked_by = 'celery@old'
a.save()
with connection.cursor() as c:
    c.execute('SELECT token FROM pelorus_lease WHERE account_id = %s', [a.id])
    assert c.fetchone()[0] == 3, 'the trigger did not come back'
""")
assert "one" in bench.call("accounts", "list")
app.manage("check")
print("PASS")
