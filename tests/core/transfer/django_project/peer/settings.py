"""Minimal Django peer for the old application. Database: DATABASE_URL (postgresql://) or DATABASE_PATH (SQLite)."""
import os
from urllib.parse import parse_qs, unquote, urlparse
BASE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SECRET_KEY = "not-a-secret-benchmark-only"
DEBUG = False
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en-us"
ROOT_URLCONF = "peer.urls"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
INSTALLED_APPS = ["django.contrib.admin", "django.contrib.auth", "django.contrib.contenttypes",
                  "django.contrib.sessions", "django.contrib.messages", "uploader"]
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "OPTIONS": {"context_processors": [
    "django.template.context_processors.request",
    "django.contrib.auth.context_processors.auth", "django.contrib.messages.context_processors.messages"]}}]
MIDDLEWARE = ["django.contrib.sessions.middleware.SessionMiddleware", "django.contrib.auth.middleware.AuthenticationMiddleware",
              "django.contrib.messages.middleware.MessageMiddleware"]
_u = os.environ.get("DATABASE_URL")
if _u:
    p = urlparse(_u)
    DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "NAME": p.path.lstrip("/"), "USER": unquote(p.username or ""),
                 "PASSWORD": unquote(p.password or ""), "HOST": p.hostname or parse_qs(p.query).get("host", [""])[0],
                 "PORT": str(p.port or parse_qs(p.query).get("port", [""])[0])}}
else:
    DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": os.environ.get("DATABASE_PATH", os.path.join(BASE, "db.sqlite3")),
                 "OPTIONS": {"timeout": 60}}}  # a busy machine is not what is tested
