"""The only settings module. Its defaults are safe; the environment changes them.

docs/operations.md explains every variable.
"""

import datetime as dt
import zoneinfo
from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF

from content.language_words import in_language
from forum import env, logs
from forum.hosts import www_name
from forum.media import location

# Use the zone files of the tzdata package. The system's may be older than 20 September 2026, when
# Morocco changed its time zone.
zoneinfo.reset_tzpath(())

BASE_DIR = Path(__file__).resolve().parent.parent
env.read_file(BASE_DIR / ".env")

# The site and its addresses

DEBUG = env.boolean("DEBUG", default=False)
SECRET_KEY = env.secret("SECRET_KEY", default="only-for-development" if DEBUG else "")
LISTEN_ADDRESS = env.ip_address("LISTEN_ADDRESS", default="127.0.0.1")
PORT = env.port("PORT", default=8000)
WEB_WORKERS = env.integer("WEB_WORKERS", default=2, minimum=1, maximum=64)
SITE_URL = env.origin("SITE_URL", default=f"http://127.0.0.1:{PORT}")
SITE_IS_SECURE = SITE_URL.startswith("https://")
# These names redirect to SITE_URL; local addresses do not.
REDIRECTED_HOSTS = [*www_name(SITE_URL), *env.host_names("ALLOWED_HOSTS")]
ALLOWED_HOSTS = [urlsplit(SITE_URL).hostname, *REDIRECTED_HOSTS]
if DEBUG or not SITE_IS_SECURE:
    ALLOWED_HOSTS += ["127.0.0.1", "localhost", "[::1]"]
TRUSTED_PROXIES = env.integer("TRUSTED_PROXIES", default=0)

ROOT_URLCONF = "forum.urls"
WSGI_APPLICATION = "forum.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "modeltranslation",  # before the admin, whose classes it extends
    "forum.apps.StaffSiteConfig",  # django.contrib.admin with our own admin site
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "axes",
    "crispy_forms",
    "django_countries",
    "django_otp",
    "django_otp.plugins.otp_static",
    "django_otp.plugins.otp_totp",
    "content",
    "forum",
    "forum.accounts",
    "forum.contact",
    "forum.mailings",
    "programme",
    "speakers",
]

MIDDLEWARE = [
    "forum.middleware.request_id",
    "django.middleware.security.SecurityMiddleware",
    "forum.middleware.public_headers",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "forum.middleware.known_requests",
    "forum.hosts.one_host",
    "forum.middleware.GZipPages",
    "django.middleware.http.ConditionalGetMiddleware",
    "forum.page_cache.middleware.PageCache",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "forum.middleware.files_have_no_language",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "forum.staff.sessions.staff_sessions",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "forum.middleware.former_addresses",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["content.templatetags.dates"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "forum.context_processors.site",
            ],
        },
    },
]

LOGGING = logs.configuration(is_readable=DEBUG)

# Databases and files

DATABASES = {"default": env.database("DATABASE_URL", f"sqlite:///{BASE_DIR / 'db.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # WAL lets readers continue while a transaction writes. IMMEDIATE makes a writer wait at the
    # start of its transaction, not fail in the middle. FULL survives a power cut after a commit.
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 10,
        "transaction_mode": "IMMEDIATE",
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-500;"
        ),
    }
    # Each thread keeps its connection: opening one takes 1.3 ms, more than a page from the cache.
    # There are 64 threads, so the cache of each connection is small: 500 KB, and no page is slower.
    DATABASES["default"]["CONN_MAX_AGE"] = None
else:
    # A page that gets no connection in time answers 503, so that threads do not pile up. The pool
    # doubles its pause between attempts until `reconnect_timeout`, so a long one means that the
    # site stays away for minutes after PostgreSQL is back.
    _options = DATABASES["default"].setdefault("OPTIONS", {})
    _options.setdefault("connect_timeout", 3)
    _options["pool"] = {"timeout": 1.5, "max_size": 20, "reconnect_timeout": 5}
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

# Copies of public pages (forum/page_cache), in this process or in Redis.
if redis_url := env.redis("REDIS_URL"):
    _cache = {"BACKEND": "forum.page_cache.redis.ForgivingRedisCache", "LOCATION": redis_url}
else:
    _cache = {
        "BACKEND": "forum.page_cache.memory.BoundedMemoryCache",
        "OPTIONS": {"MAX_ENTRIES": 600},
    }
CACHES = {"default": _cache | {"KEY_PREFIX": "open-forum"}}

MEDIA_ROOT = env.folder("MEDIA_ROOT", str(BASE_DIR / "media"))
MEDIA_URL = "/media/"
KEPT_UPLOADS_ROOT = env.folder("KEPT_UPLOADS_ROOT", str(BASE_DIR / "kept-uploads"))
STATIC_ROOT = BASE_DIR / "staticfiles"
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
_bucket = location.bucket("MEDIA_STORAGE")
STORAGES = {
    "default": location.storage(MEDIA_ROOT, _bucket, "media"),
    "kept_uploads": location.storage(KEPT_UPLOADS_ROOT, _bucket, "kept-uploads"),
    "staticfiles": {"BACKEND": "forum.storage.StaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_ALLOW_ALL_ORIGINS = False

SHOWS_PATTERNS = DEBUG
"""Whether /en/patterns/ shows every component of the site, for developers."""

# Languages and time

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("fr", "Français"), ("ar", "العربية")]
LOCALE_PATHS = [BASE_DIR / "forum" / "locale"]
FORMAT_MODULE_PATH = ["forum.formats"]
MODELTRANSLATION_DEFAULT_LANGUAGE = "en"
MODELTRANSLATION_LANGUAGES = ("en", "fr", "ar")
MODELTRANSLATION_BUILD_LOCALIZED_VERBOSE_NAME = in_language
MODELTRANSLATION_FALLBACK_LANGUAGES = ("en", "fr", "ar")
# The cookie holds the language of the admin; a public page has its language in the address.
LANGUAGE_COOKIE_NAME = f"{'__Secure-' if SITE_IS_SECURE else ''}django_language"
LANGUAGE_COOKIE_PATH = "/admin/"
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = SITE_IS_SECURE
USE_TZ = True
TIME_ZONE = "UTC"

# Forms, mail and the contact inbox

CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "openforum"
CONTACT_RECIPIENTS = env.email_addresses("CONTACT_RECIPIENTS")
CONTACT_RATE_LIMIT = env.rate("CONTACT_RATE_LIMIT", default="5/hour")
CONTACT_MIN_SECONDS = env.integer("CONTACT_MIN_SECONDS", default=3)
CONTACT_ANSWER_DAYS = env.integer("CONTACT_ANSWER_DAYS", default=2, minimum=1)
CONTACT_RETENTION_MONTHS = env.integer("CONTACT_RETENTION_MONTHS", default=12, minimum=1)

DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.email_sender("DEFAULT_FROM_EMAIL", "forum@localhost")
_mail_server = env.mail_server("EMAIL_URL", "consolemail://")
EMAIL_BACKEND = _mail_server["EMAIL_BACKEND"]
EMAIL_HOST = _mail_server["EMAIL_HOST"] or "localhost"
EMAIL_PORT = _mail_server["EMAIL_PORT"] or 25
EMAIL_HOST_USER = _mail_server["EMAIL_HOST_USER"]
EMAIL_HOST_PASSWORD = _mail_server["EMAIL_HOST_PASSWORD"]
EMAIL_USE_TLS = _mail_server.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = _mail_server.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 10
READY_REMARKS = ["forum.contact.mailer.backlog_warning", "forum.contact.mailer.failure_warning"]

# Security: the scheme of SITE_URL decides whether https is required

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "forum.staff.sign_in_state.StaffBackend",
]
STAFF_USERNAME = env.username("STAFF_USERNAME", default="admin")
STAFF_OTP_REQUIRED = env.boolean("STAFF_OTP_REQUIRED", default=False)
OTP_TOTP_ISSUER = urlsplit(SITE_URL).hostname
AXES_HANDLER = "forum.staff.lockout.Lockout"
AXES_CLIENT_IP_CALLABLE = "forum.client_address.client_network"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = dt.timedelta(minutes=15)
AXES_ENABLE_ADMIN = False  # the admin has a list of its own
AXES_DISABLE_ACCESS_LOG = True  # it would store names, addresses and browsers
AXES_VERBOSE = False
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "forum.staff.passwords.CommonPasswordValidator"},
]
# The longest of the lifetimes in forum/accounts/links.py.
PASSWORD_RESET_TIMEOUT = 7 * 24 * 60 * 60
# Eight hours from the last click, and the five minutes within which a click renews nothing.
SESSION_COOKIE_AGE = 8 * 60 * 60 + 5 * 60
SESSION_SAVE_EVERY_REQUEST = False
# With these prefixes browsers take a cookie only over https, and `__Host-` only from this host.
_host_prefix = "__Host-" if SITE_IS_SECURE else ""
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = f"{_host_prefix}sessionid", f"{_host_prefix}csrftoken"
MESSAGE_COOKIE_NAME = f"{_host_prefix}messages"
MESSAGE_STORAGE = "forum.staff.messages.MessageStorage"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = SITE_IS_SECURE
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "forum.views.csrf_failure"
CSRF_TRUSTED_ORIGINS = [SITE_URL]
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if SITE_IS_SECURE else 0
HSTS_SCOPE = env.choice("HSTS_SCOPE", ["host", "subdomains", "preload"])
SECURE_HSTS_INCLUDE_SUBDOMAINS = HSTS_SCOPE in {"subdomains", "preload"}
SECURE_HSTS_PRELOAD = HSTS_SCOPE == "preload"
# Both ask for HSTS beyond our own host, which is for the owner of the domain to decide: HSTS_SCOPE.
# And axes.W002: our sign-in page answers a locked account itself.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021", "axes.W002"]
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURITY_CONTACT = env.contact_address("SECURITY_CONTACT")
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "base-uri": [NONE],
        "connect-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "img-src": [SELF],
        "manifest-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 16 * 1024  # as many as fit into the longest address
