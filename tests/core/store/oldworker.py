#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The old application's worker, with its lock code as the migration plan gives it (item 12).

usage: oldworker.py lock ID HOLDER SECONDS | unlock ID     (database: PGHOST, PGPORT, PGUSER and
PGDATABASE, or DATABASE_PATH). Prints "taken", "busy" or "free".
"""
import os
import sys
from datetime import timedelta

import django
from django.conf import settings

path = os.environ.get("DATABASE_PATH")
if path:
    database = {"ENGINE": "django.db.backends.sqlite3", "NAME": path}
else:
    database = {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": os.environ["PGDATABASE"],
        "HOST": os.environ["PGHOST"],
        "PORT": os.environ["PGPORT"],
        "USER": os.environ["PGUSER"],
        "PASSWORD": os.environ.get("PGPASSWORD", ""),
    }
settings.configure(
    DATABASES={"default": database},
    USE_TZ=True,
    TIME_ZONE="UTC",
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
)
django.setup()

from django.db import models, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402


class InstagramAccount(models.Model):
    username = models.CharField(max_length=100, unique=True)
    locked_by = models.CharField(max_length=64, null=True, blank=True)
    locked_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        app_label = "uploader"
        db_table = "uploader_instagramaccount"
        managed = False


def try_lock_account(account_id, holder: str, ttl_seconds=600):
    with transaction.atomic():
        qs = InstagramAccount.objects.select_for_update(skip_locked=True).filter(id=account_id)
        acc = qs.first()
        if not acc:
            return None
        now = timezone.now()
        if acc.locked_until and acc.locked_until > now:
            return None
        acc.locked_by = holder
        acc.locked_until = now + timedelta(seconds=ttl_seconds)
        acc.save(update_fields=["locked_by", "locked_until"])
        return acc


def unlock(account_id):
    InstagramAccount.objects.filter(id=account_id).update(locked_by=None, locked_until=None)


if sys.argv[1] == "lock":
    taken = try_lock_account(int(sys.argv[2]), sys.argv[3], int(sys.argv[4]))
    print("taken" if taken else "busy")
else:
    unlock(int(sys.argv[2]))
    print("free")
