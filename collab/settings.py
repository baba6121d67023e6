"""Django settings; everything that differs between installations comes from the environment.

The defaults fit `make run`: the services it embeds, data under `.data/`, pages on this machine
only. docs/operations.md lists every variable.
"""

import os
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dj_database_url
import django_stubs_ext
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from collab.embedded import paths
from collab.environment import flag, number, text, words
from documents.core.reading.videos import FRAME_ORIGINS

# Lets code say `ModelAdmin[User]`, which only the type stubs know.
django_stubs_ext.monkeypatch()

BASE_DIR = paths.ROOT
DATA_DIR = paths.data_directory()

DEBUG = flag("DEBUG")
try:
    SECRET_KEY = text("SECRET_KEY") or paths.stored_secret(DATA_DIR)
except OSError as error:
    raise ImproperlyConfigured(
        f"Set SECRET_KEY, or let Collab keep one: {DATA_DIR} cannot be written ({error.strerror})."
    ) from error

# Addresses.
COLLAB_HOST = text("COLLAB_HOST", "127.0.0.1")
COLLAB_PORT = number("COLLAB_PORT", 8000)
ORIGINS = words("ORIGINS", [f"http://{host}:{COLLAB_PORT}" for host in ("localhost", "127.0.0.1")])
HTTPS = all(origin.startswith("https://") for origin in ORIGINS)
# Health checks ask for this machine whatever name the world knows it by.
ALLOWED_HOSTS = [
    "localhost",
    "127.0.0.1",
    *words("ALLOWED_HOSTS", [urlsplit(origin).hostname or "" for origin in ORIGINS]),
]
CSRF_TRUSTED_ORIGINS = ORIGINS
ROOT_URLCONF = "collab.urls"
ASGI_APPLICATION = "collab.asgi.application"

# Live documents.
COLLAB_REPLICA_WORKERS = number("COLLAB_REPLICA_WORKERS", min(2, os.cpu_count() or 1))
COLLAB_MAX_MESSAGE_BYTES = number("COLLAB_MAX_MESSAGE_BYTES", 32 * 1024 * 1024)
COLLAB_MESSAGES_PER_SECOND = number("COLLAB_MESSAGES_PER_SECOND", 200)
COLLAB_BYTES_PER_SECOND = number("COLLAB_BYTES_PER_SECOND", 8 * 1024 * 1024)
COLLAB_DOCUMENTS_PER_SOCKET = number("COLLAB_DOCUMENTS_PER_SOCKET", 50)
COLLAB_SOCKETS_PER_USER = number("COLLAB_SOCKETS_PER_USER", 100)
COLLAB_SOCKETS_PER_ADDRESS = number("COLLAB_SOCKETS_PER_ADDRESS", 1000)

# Images and files in documents.
COLLAB_FILES = Path(text("COLLAB_FILES") or DATA_DIR / "files")
COLLAB_MAX_FILE_BYTES = number("COLLAB_MAX_FILE_BYTES", 25 * 1024 * 1024)
COLLAB_MAX_IMAGE_PIXELS = number("COLLAB_MAX_IMAGE_PIXELS", 64_000_000)
COLLAB_FILE_BYTES_PER_DOCUMENT = number("COLLAB_FILE_BYTES_PER_DOCUMENT", 1024**3)
COLLAB_FILE_BYTES_PER_OWNER = number("COLLAB_FILE_BYTES_PER_OWNER", 5 * 1024**3)
COLLAB_KEEP_UNUSED_FILES_DAYS = number("COLLAB_KEEP_UNUSED_FILES_DAYS", 30)

INSTALLED_APPS = [
    "daphne",
    "documents",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "channels",
    "csp",
    "django_htmx",
    "django_vite",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "documents.views.requests.identity",
            ],
        },
    },
]

# Stores.
DATABASE_URL = text("DATABASE_URL") or paths.database_url(
    paths.socket_directory(DATA_DIR, "postgres")
)
DATABASES: dict[str, Any] = {"default": dj_database_url.parse(DATABASE_URL)}
if DATABASES["default"]["ENGINE"] != "django.db.backends.postgresql":
    raise ImproperlyConfigured("DATABASE_URL must name a Postgres database: postgres://...")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = text("REDIS_URL")
if REDIS_URL:
    CHANNEL_LAYERS: dict[str, Any] = {
        "default": {
            "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
            "CONFIG": {"hosts": [REDIS_URL]},
        }
    }
    CACHES: dict[str, Any] = {
        "default": {
            "BACKEND": "collab.cache.RedisOrMemory",
            "LOCATION": REDIS_URL,
        }
    }
else:
    CHANNEL_LAYERS = {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# People.
AUTH_USER_MODEL = "documents.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SIGNUP_FORM_CLASS = "documents.forms.SignupForm"
ACCOUNT_SIGNUP_FORM_CLASS = "documents.forms.SignupForm"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"

# Mail goes to the console until a server is named.
EMAIL_HOST = text("EMAIL_HOST")
EMAIL_PORT = number("EMAIL_PORT", 587)
EMAIL_HOST_USER = text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = text("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = flag("EMAIL_USE_TLS", True)
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'console'}.EmailBackend"
DEFAULT_FROM_EMAIL = text("DEFAULT_FROM_EMAIL", "collab@localhost")

# Assets: Vite has hashed the names of what it builds, so those files never change.
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "frontend" / "dist"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "attachments": {
        "BACKEND": "documents.services.files.DurableStorage",
        "OPTIONS": {"location": COLLAB_FILES},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"},
}
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/static/assets/.+-[0-9A-Za-z_-]{8}\.[a-z0-9]+$"

# What browsers may do with our pages.
CONTENT_SECURITY_POLICY: dict[str, dict[str, list[object]]] = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "frame-src": [SELF, *FRAME_ORIGINS],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
if HTTPS:
    # Daphne speaks plain HTTP: https origins mean that a proxy in front of it ends TLS.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_SSL_REDIRECT = True
    # Health checks come from this machine or a load balancer, not through the proxy.
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
    # Rate limits count people by address: by the one that this proxy saw.
    ALLAUTH_TRUSTED_PROXY_COUNT = 1
# Whether the domain's other sites can do without plain HTTP is not ours to say.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]

LANGUAGE_CODE = "en"
USE_I18N = False
TIME_ZONE = "UTC"
USE_TZ = True

LOG_LEVEL = text("LOG_LEVEL", "INFO")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"discretion": {"()": "collab.discretion.Discretion"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["discretion"],
        }
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "collab": {"level": LOG_LEVEL},
        "documents": {"level": LOG_LEVEL},
        # Django's own handler would mail admins and print in debug mode only.
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
    },
}
