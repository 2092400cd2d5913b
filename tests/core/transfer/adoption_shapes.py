#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Databases of the Django application that are not the plan's: without the lock columns, with tables
and columns that nobody here knows, required and without a default in the database. Each is adopted,
written to by both, and transferred. Usage: adoption_shapes.py PELORUS_CLI PROJECT WORK_DIR
(sqlite | postgresql://…)"""
import json
import os
import subprocess
import sys

from djangoapp import DjangoApp
from scriptbench import Bench

cli, project, work, where = sys.argv[1:5]
NOTES = 'notes = models.TextField(default="", blank=True)'
LOCKS = [('    locked_by = models.CharField(max_length=64, null=True, blank=True)\n', ''),
         ('    locked_until = models.DateTimeField(null=True, blank=True, db_index=True)\n', '')]
# Of each kind that Django knows; a default in Python is none in the database.
REQUIRED = '''
    x_int = models.PositiveSmallIntegerField(default=7)
    x_big = models.BigIntegerField(default=7)
    x_float = models.FloatField(default=1.5)
    x_decimal = models.DecimalField(max_digits=8, decimal_places=2, default=1)
    x_bool = models.BooleanField(default=True)
    x_char = models.CharField(max_length=20, default="x")
    x_text = models.TextField(default="x")
    x_json = models.JSONField(default=list)
    x_date = models.DateField(default=datetime.date(2026, 1, 1))
    x_time = models.TimeField(default=datetime.time(1, 2))
    x_stamp = models.DateTimeField(
        default=datetime.datetime(2026, 1, 1, tzinfo=datetime.timezone.utc))
    x_span = models.DurationField(default=datetime.timedelta(hours=1))
    x_uuid = models.UUIDField(default=uuid.uuid4)
    x_bytes = models.BinaryField(default=b"x")
    x_ip = models.GenericIPAddressField(default="127.0.0.1")
    x_null = models.IntegerField(null=True)
'''
TABLES = ("proxy", "instagramaccount", "instagramdevice", "instagramcookies", "uploadtask",
          "videofile", "bulkuploadtask", "bulkuploadaccount", "bulkvideo")
EXTRA = [("import uuid\n", "import datetime\nimport uuid\n"),
         ('    name = models.CharField(max_length=100, default="Bulk Upload")\n',
          '    name = models.CharField(max_length=100, default="Bulk Upload")\n'
          '    default_location = models.CharField(max_length=200, default="", blank=True)\n'),
         ("class Proxy(models.Model):\n",
          'class VideoTitle(models.Model):\n'
          '    bulk_task = models.ForeignKey("BulkUploadTask", on_delete=models.CASCADE)\n'
          '    title = models.TextField()\n\n'
          '    class Meta:\n        db_table = "uploader_videotitle"\n\n\n'
          "class Proxy(models.Model):\n")]
EXTRA += [('\n    class Meta:\n        db_table = "uploader_%s"\n' % table,
           REQUIRED + '\n    class Meta:\n        db_table = "uploader_%s"\n' % table)
          for table in TABLES]
ROWS = """
p = Proxy.objects.create(host='proxy.example.com', port=8080)
a = InstagramAccount.objects.create(username='one', password='x', proxy=p)
InstagramCookies.objects.create(account=a, cookies_data=[{'name': 'a', 'value': 'ж'}])
t = BulkUploadTask.objects.create(name='n')
BulkUploadAccount.objects.create(bulk_task=t, account=a)
BulkVideo.objects.create(bulk_task=t, video_file='v')
"""
READ_ALL = """
from django.apps import apps
for model in apps.get_app_config('uploader').get_models():
    for row in model.objects.all():
        row.save()
"""
LONG = "a-proxy-with-a-name-longer-than-an-address-of-the-sixth-version.example.com"


def write(bench, name, text):
    path = os.path.join(bench.work, name)
    with open(path, "w", encoding="utf-8") as f:
        f.write(text)
    return path


def make_video(bench):
    folder = os.path.join(bench.work, "media")
    os.makedirs(folder)
    subprocess.run(["ffmpeg", "-v", "error", "-f", "lavfi", "-i", "color=size=64x64:duration=1",
                    os.path.join(folder, "clip.mp4")], check=True, stdin=subprocess.DEVNULL)
    bench.environment["MEDIA_ROOT"] = folder
    return folder


def write_everywhere(bench, app, number):
    """Pelorus inserts into each shared table; then Django reads and writes all of it."""
    name = "imported%d" % number
    bench.call("accounts", "import", write(bench, "a.csv", "username,password,email\n%s,%s,e%d@example.com\n"
                                           % (name, "p" * 200, number)))
    bench.call("proxies", "import", write(bench, "p.txt", "http://u:w@%s:%d\n" % (LONG, 1000 + number)))
    bench.call("cookies", "import", "--account", name, write(bench, "c.json", json.dumps(
        [{"name": "sessionid", "value": "s", "domain": ".instagram.com", "path": "/"}])))
    bench.call("blueprint", "set", "--account", name, write(bench, "b.json", "{}"))
    bench.call("bulk", "create", "--name", "Spring", "--videos", os.path.join(bench.work, "media"),
               "--accounts", name)
    app.do(READ_ALL + """
a = InstagramAccount.objects.get(username='%s')
assert a.password == 'p' * 200 and a.cookies.cookies_data and a.device
task = BulkUploadAccount.objects.get(account=a).bulk_task
assert BulkVideo.objects.filter(bulk_task=task).count() == 1
assert Proxy.objects.filter(host='%s', port=%d).count() == 1
""" % (name, LONG, 1000 + number))


# Without the lock columns: Django never hears of them.
bench = Bench(cli, work, where)
make_video(bench)
app = DjangoApp(bench, project)
app.change_models(*LOCKS)
app.migrate()
app.do(ROWS)
bench.call("adopt", "--no-backup")
write_everywhere(bench, app, 1)
assert bench.number("SELECT count(*) FROM uploader_instagramaccount WHERE locked_by IS NULL"
                    " AND locked_until IS NULL") == 2
# Its next change of that table takes our columns along or lets us put them back.
app.change_models((NOTES, 'notes = models.CharField(max_length=5000, default="", blank=True)'))
app.migrate()
bench.call("migrate")
write_everywhere(bench, app, 2)

# More tables and columns than we know.
if not bench.lite:
    bench.sql("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
bench = Bench(cli, work, where)
make_video(bench)
app = DjangoApp(bench, project)
app.change_models(*EXTRA)
app.migrate()
app.do(ROWS + "t.default_location = 'Riga'\nt.save()\n"
       "VideoTitle.objects.create(bulk_task=t, title='one')\n")
if not bench.lite:
    bench.sql("CREATE VIEW report AS SELECT username, tfa_secret FROM uploader_instagramaccount;"
              "ALTER TABLE uploader_instagramaccount ADD COLUMN g_upper text NOT NULL"
              " GENERATED ALWAYS AS (upper(username)) STORED;"
              "ALTER TABLE uploader_proxy ADD COLUMN g_upper text"
              " GENERATED ALWAYS AS (upper(password)) STORED;"
              "CREATE TABLE report_device (LIKE uploader_instagramdevice);"
              "ALTER TABLE uploader_instagramdevice INHERIT report_device")
adopted = json.loads(bench.call("--json", "adopt", "--no-backup"))
# What others depend on stays as it is, is said, and costs nothing else.
narrow = [name.split()[0] for name in adopted["narrowColumns"]]
assert narrow == ([] if bench.lite else ["uploader_instagramaccount.tfa_secret",
                                         "uploader_instagramdevice.session_file",
                                         "uploader_proxy.password"]), narrow
write_everywhere(bench, app, 1)
app.do("assert BulkUploadTask.objects.get(name='n').default_location == 'Riga'\n"
       "assert VideoTitle.objects.get().title == 'one'\n")

# And on to another database, with all that Django and Pelorus wrote.
if bench.lite:
    print("PASS")
    sys.exit()
lite = Bench(cli, os.path.join(work, "lite"), "sqlite")
make_video(lite)
old = DjangoApp(lite, project)
old.change_models(*EXTRA)
old.migrate()
old.do(ROWS + "t.default_location = 'Riga'\nt.save()\n"
       "VideoTitle.objects.create(bulk_task=t, title='one')\n")
lite.call("adopt", "--no-backup")
write_everywhere(lite, old, 1)
for made_by in ("Pelorus", "Django"):
    bench.sql("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    if made_by == "Django":
        app.migrate()
        bench.sql("TRUNCATE django_migrations, auth_permission, django_content_type CASCADE")
    bench.call("transfer", "--from", lite.file, "--to", bench.url)
    for table in TABLES + ("videotitle",):
        count = "SELECT count(*) FROM uploader_" + table
        assert bench.number(count) == lite.number(count), (made_by, table)
    app.do(READ_ALL + "assert BulkUploadTask.objects.get(name='n').default_location == 'Riga'\n")
    if made_by == "Pelorus":  # on the other it has just been done
        write_everywhere(bench, app, 2)
    app.do("VideoTitle.objects.create(bulk_task=BulkUploadTask.objects.first(), title='two')\n")
print("PASS")
