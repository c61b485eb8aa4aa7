"""Every setting of the site, read once from the environment (see docs/operations.md).

Without any variable this is the embedded default: one machine, SQLite, no other server, data in
`var/`.
`PARVIS_ENV=production` asks for PostgreSQL and a secret, and refuses what would be unsafe.
"""

import secrets
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import environ
from csp.constants import NONE, SELF, UNSAFE_INLINE
from django.core.exceptions import ImproperlyConfigured

from config.celery import app as celery_app  # noqa: F401  (the worker's app exists before any task)

BASE_DIR = Path(__file__).resolve().parents[2]  # the repository, which holds templates/ and static/
env = environ.Env()

ENVIRONMENT = env("PARVIS_ENV", default="embedded")
if ENVIRONMENT not in ("embedded", "production"):
    raise ImproperlyConfigured("PARVIS_ENV is “embedded” or “production”.")
IS_PRODUCTION = ENVIRONMENT == "production"
VAR = Path(env("PARVIS_VAR", default=str(BASE_DIR / "var"))).resolve()
VAR.mkdir(parents=True, exist_ok=True)


# --- Secrets and hosts -------------------------------------------------------------------------

DEBUG = env.bool("DEBUG", default=False)


def _embedded_secret() -> str:
    """A secret of this installation's own, made at its first start."""
    path = VAR / "secret-key"
    if not path.exists():
        draft = path.with_name(f"secret-key.{secrets.token_hex(4)}")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(64))
        with suppress(FileExistsError):  # another process was first: its secret counts
            path.hardlink_to(draft)
        draft.unlink()
    return path.read_text()


SECRET_KEY = env("SECRET_KEY", default="") or ("" if IS_PRODUCTION else _embedded_secret())
ALLOWED_HOSTS = env.list(
    "ALLOWED_HOSTS", default=[] if IS_PRODUCTION else ["localhost", "127.0.0.1", "[::1]"]
)
BASE_URL = env("BASE_URL", default="http://localhost:8000").rstrip("/")

if IS_PRODUCTION:
    if len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 10 or "insecure" in SECRET_KEY:
        raise ImproperlyConfigured("SECRET_KEY: set a random value of 50 characters or more.")
    if DEBUG:
        raise ImproperlyConfigured("DEBUG must be off in production.")
    if not ALLOWED_HOSTS or any("*" in host or host.startswith(".") for host in ALLOWED_HOSTS):
        raise ImproperlyConfigured("ALLOWED_HOSTS: name each host, without a wildcard.")
    if not BASE_URL.startswith("https://"):
        raise ImproperlyConfigured("BASE_URL: the public address, which starts with https://.")


# --- Applications ------------------------------------------------------------------------------

INSTALLED_APPS = [
    "newsletters",
    "pages",
    "participation",
    "accounts",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.simple_translation",
    "wagtail.embeds",
    "wagtail.sites",
    "pages.apps.StaffConfig",  # wagtail.users, with our rules
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail.locales",
    "wagtail",
    "wagtail_modeladmin",
    "modelcluster",
    "taggit",
    "django_tasks",
    "django_filters",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    "pages.page_cache.PageCacheMiddleware",  # first: a hit costs as little as a hello
    "django.middleware.security.SecurityMiddleware",
    "pages.middleware.SecurityHeadersMiddleware",
    "csp.middleware.CSPMiddleware",
    "pages.middleware.AdminPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "pages.middleware.LanguageFromAddressMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.SecondFactorMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "pages.admin.acts.AdminActMiddleware",  # last: it calls the admin's view itself
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
AUTH_USER_MODEL = "accounts.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

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
                "pages.context.city",
            ],
        },
    },
]


# --- Database ----------------------------------------------------------------------------------

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR / 'parvis.sqlite3'}")}
USES_SQLITE = DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3"
if USES_SQLITE:
    if IS_PRODUCTION:
        raise ImproperlyConfigured("DATABASE_URL: production runs on PostgreSQL.")
    # Django's defaults lose 64–82 % of 200 parallel posts to “database is locked”; these lose none.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-20000;"
            "PRAGMA temp_store=MEMORY; PRAGMA journal_size_limit=67108864;"
        ),
    }
else:
    DATABASES["default"]["ENGINE"] = "config.postgresql"
    DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    DATABASES["default"].setdefault("OPTIONS", {})
    DATABASES["default"]["OPTIONS"] |= {
        "connect_timeout": 5,
        "options": "-c statement_timeout=30000 -c lock_timeout=10000 -c timezone=UTC",
    }


# --- Cache, broker, background work --------------------------------------------------------------

REDIS_URL = env("REDIS_URL", default="")
# A frozen Redis must not hold a citizen’s request: half a second, then go on without it.
_REDIS_PATIENCE = {"socket_timeout": 0.5, "socket_connect_timeout": 0.5}
CACHES: dict[str, dict[str, Any]] = {
    # Per process, on purpose, and left behind at each purge: Wagtail's site roots, fragments.
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "default",
        "KEY_FUNCTION": "pages.page_cache.versioned_key",
        "OPTIONS": {"MAX_ENTRIES": 2000},
    },
    # Keyed by the image's own content: no purge concerns them.
    "renditions": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "renditions",
        "OPTIONS": {"MAX_ENTRIES": 5000},
    },
    "fragments": {
        "BACKEND": "pages.object_cache.ObjectCache",
        "LOCATION": "fragments",
        "KEY_FUNCTION": "pages.page_cache.versioned_key",
        "OPTIONS": {"MAX_ENTRIES": 2000},
    },
    # What all processes must agree on: Redis in production, a file store when embedded.
    "shared": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "OPTIONS": _REDIS_PATIENCE,
    }
    if REDIS_URL
    else {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": str(VAR / "cache"),
        "OPTIONS": {"MAX_ENTRIES": 5000},  # at 300, a flood of addresses would drive limits out
    },
}
PAGE_CACHE_SECONDS = env.int("PAGE_CACHE_SECONDS", default=3600)  # 0 switches the page cache off

CELERY_BROKER_URL = env("BROKER_URL", default=REDIS_URL or "filesystem://")
if IS_PRODUCTION and CELERY_BROKER_URL == "filesystem://":
    raise ImproperlyConfigured("BROKER_URL or REDIS_URL: production needs a broker.")
if CELERY_BROKER_URL == "filesystem://":
    _broker_folder = VAR / "broker"
    for _name in ("queue", "control", "processed"):
        (_broker_folder / _name).mkdir(parents=True, exist_ok=True)
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(_broker_folder / "queue"),
        "data_folder_out": str(_broker_folder / "queue"),
        "control_folder": str(_broker_folder / "control"),
        "processed_folder": str(_broker_folder / "processed"),
        "store_processed": False,
    }
elif CELERY_BROKER_URL.startswith("redis"):
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "visibility_timeout": 3600,
        "socket_timeout": env.int("BROKER_SOCKET_TIMEOUT", default=1),
        "socket_connect_timeout": 1,
        "max_retries": 0,  # a hint that is not taken is lost at once: a person waits behind it
    }
CELERY_BROKER_CONNECTION_TIMEOUT = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_PUBLISH_RETRY = False  # the outbox row is what survives; the message is only a hint
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "UTC"  # wall-clock schedules leave a 65-minute hole in October: intervals, in UTC
PUBLISHER_SECONDS = env.int("PUBLISHER_SECONDS", default=30)
CELERY_BEAT_SCHEDULE = {
    "publish-due": {
        "task": "pages.tasks.publish_due",
        "schedule": timedelta(seconds=PUBLISHER_SECONDS),
        "options": {"expires": PUBLISHER_SECONDS},
    },
    "count-ideas": {
        "task": "participation.tasks.count_ideas",
        "schedule": timedelta(seconds=3),
        "options": {"expires": 3},
    },
    "count-sheets": {
        "task": "participation.tasks.count_sheets",
        "schedule": timedelta(seconds=3),
        "options": {"expires": 3},
    },
    "check-tallies": {
        "task": "participation.tasks.check_tallies",
        "schedule": timedelta(days=1),
    },
    "forget-imports": {
        "task": "participation.tasks.forget_imports",
        "schedule": timedelta(hours=1),
        "options": {"expires": 3600},
    },
    "forget-exports": {
        "task": "participation.tasks.forget_exports",
        "schedule": timedelta(hours=1),
        "options": {"expires": 3600},
    },
    "purge-kept-pictures": {
        "task": "participation.tasks.purge_kept_pictures",
        "schedule": timedelta(hours=6),
        "options": {"expires": 6 * 3600},
    },
    "purge-waiting-sheets": {
        "task": "participation.tasks.purge_waiting_sheets",
        "schedule": timedelta(hours=1),
    },
    "retire-assisted-people": {
        "task": "participation.tasks.retire_assisted_people",
        "schedule": timedelta(days=1),
    },
    "purge-follow-addresses": {
        "task": "participation.tasks.purge_follow_addresses",
        "schedule": timedelta(days=1),
    },
    "purge-sheet-drafts": {
        "task": "participation.tasks.purge_sheet_drafts",
        "schedule": timedelta(days=1),
    },
    "purge-hidden": {
        "task": "participation.tasks.purge_hidden",
        "schedule": timedelta(days=1),
        "options": {"expires": 24 * 3600},
    },
    "drain-outbox": {
        "task": "accounts.tasks.drain_outbox",
        "schedule": timedelta(seconds=10),
        "options": {"expires": 10},
    },
    "forget-done-effects": {
        "task": "accounts.tasks.forget_done_effects",
        "schedule": timedelta(hours=1),
        "options": {"expires": 3600},
    },
    "purge-unconfirmed": {
        "task": "accounts.tasks.purge_unconfirmed",
        "schedule": timedelta(days=1),
        "options": {"expires": 24 * 3600},
    },
    "retire-unused": {
        "task": "accounts.tasks.retire_unused",
        "schedule": timedelta(days=1),
        "options": {"expires": 24 * 3600},
    },
}
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR / "beat-schedule")

# Wagtail's own background work (search index, references) goes through the outbox: it survives a
# crash and halves the cost of publishing. `immediate` does it in the request.
TASKS = {
    "default": {
        "BACKEND": (
            "django_tasks.backends.immediate.ImmediateBackend"
            if env("PARVIS_TASKS", default="outbox") == "immediate"
            else "accounts.outbox_tasks.OutboxBackend"
        )
    }
}


# --- Language and time ---------------------------------------------------------------------------

LANGUAGE_CODE = "fr"  # not fr-be, which prints 22.10.2021
LANGUAGES = [("fr", "Français"), ("nl", "Nederlands"), ("en", "English")]
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Brussels"
WAGTAIL_USER_TIME_ZONES = ["Europe/Brussels"]
USE_THOUSAND_SEPARATOR = True


# --- Accounts ------------------------------------------------------------------------------------

PASSWORD_HASHERS = ["accounts.hashers.TunedArgon2Hasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
AUTHENTICATION_BACKENDS = ["accounts.backends.AccountBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "account_home"
SESSION_ENGINE = "accounts.sessions"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"

ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1"]  # without a password one logs in by code
ACCOUNT_SIGNUP_FORM_CLASS = "accounts.forms.joining.JoiningForm"
ACCOUNT_FORMS = {"signup": "accounts.forms.sign_up.SignUpForm"}
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_CONFIRMATION_EXPIRE_DAYS = 3
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True  # in the browser that signed up, and no other
ACCOUNT_LOGIN_TIMEOUT = 3600
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = True  # for SESSION_COOKIE_AGE; logging out ends it sooner
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
# Counted in the `shared` cache (accounts.limits). Mail to one address: one in three minutes.
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",  # a library or a school has one address
    "login_failed": "20/m/ip,5/5m/key",
    "signup": "40/m/ip",
    "confirm_email": "1/3m/key,5/d/key",
    "reset_password": "20/m/ip,1/3m/key,5/d/key",
    "request_login_code": "20/m/ip,2/3m/key,10/d/key",
}
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
# How many proxies of ours stand in front: X-Forwarded-For is read from its end, or not at all.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int(
    "TRUSTED_PROXIES", default=1 if env.bool("TRUST_PROXY", default=False) else 0
)
STAFF_SECOND_FACTOR = env.bool("STAFF_SECOND_FACTOR", default=IS_PRODUCTION)
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1  # a telephone whose clock is half a minute off
USERSESSIONS_TRACK_ACTIVITY = False

# An identity provider (itsme, eID, a city's own) that speaks OpenID Connect.
OIDC_ISSUER = env("OIDC_ISSUER", default="").rstrip("/")
SOCIALACCOUNT_ADAPTER = "accounts.oidc.adapter.IdentityAdapter"
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False  # an account is linked by `sub`, never by its address
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = {
    "openid_connect": {
        "provider_class": "accounts.oidc.provider.IdentityProvider",
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "oidc",
                "name": env("OIDC_NAME", default="OpenID Connect"),
                "client_id": env("OIDC_CLIENT_ID"),
                "secret": env("OIDC_CLIENT_SECRET"),
                "settings": {"server_url": OIDC_ISSUER},
            }
        ]
        if OIDC_ISSUER
        else [],
    }
}


# --- Taking part ---------------------------------------------------------------------------------

# At most so many in so many seconds from one person: a burst, then a day.
CONTRIBUTION_PACE = {
    "idea": [(10, 3600), (30, 86_400)],
    "comment": [(20, 600), (100, 86_400)],
    "report": [(10, 600), (50, 86_400)],
}
# How many people one agent may act for: a burst, then a day.
SITTINGS_PER_AGENT = [(40, 3600), (200, 86_400)]
# The codes of receipts that one address may try: nobody guesses eighty bits, machines may try less.
CODES_PER_ADDRESS = env("CODES_PER_ADDRESS", default="30/10m/ip")
# Mails to an address that somebody typed and that nobody has confirmed yet.
ADDRESS_MAILS = env("ADDRESS_MAILS", default="1/3m/key,5/d/key,60/h/ip")
# A survey that anyone may answer: how many forms one address may send (a school has one).
SHEETS_PER_ADDRESS = env("SHEETS_PER_ADDRESS", default="240/h/ip")
APPEAL_DAYS = env.int("APPEAL_DAYS", default=30)  # how long an act of moderation may be appealed
APPEAL_ANSWER_WORKING_DAYS = env.int("APPEAL_ANSWER_WORKING_DAYS", default=10)


# --- Files ---------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = Path(env("STATIC_ROOT", default=str(VAR / "static")))
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = Path(env("MEDIA_ROOT", default=str(VAR / "media")))
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
if S3_BUCKET := env("S3_BUCKET", default=""):
    STORAGES["default"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": S3_BUCKET,
            "endpoint_url": env("S3_ENDPOINT_URL", default=None),
            "region_name": env("S3_REGION", default=None),
            "access_key": env("S3_ACCESS_KEY", default=None),
            "secret_key": env("S3_SECRET_KEY", default=None),
            "custom_domain": env("S3_PUBLIC_DOMAIN", default=None),
            "file_overwrite": False,
            "querystring_auth": False,
        },
    }
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_MAX_AGE = 300
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a long page has many fields in the editor
FILE_UPLOAD_PERMISSIONS = 0o644


# --- Mail ----------------------------------------------------------------------------------------

DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="Participation <participation@example.be>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_TIMEOUT = 10
MAILBOX_FOLDER = VAR / "mailbox"  # where the embedded default keeps the mail that it would send
if email_url := env("EMAIL_URL", default=""):
    vars().update(env.email_url_config(email_url))
elif IS_PRODUCTION:
    raise ImproperlyConfigured("EMAIL_URL: the mail server, as smtp+tls://user:password@host:587.")
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = str(MAILBOX_FOLDER)
    MAILBOX_FOLDER.mkdir(parents=True, exist_ok=True)
SHOWS_MAILBOX = not IS_PRODUCTION and not email_url


# --- Security ------------------------------------------------------------------------------------

X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
if IS_PRODUCTION:
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # a balancer asks over plain HTTP
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    CSRF_TRUSTED_ORIGINS = [BASE_URL]
    if env.bool("TRUST_PROXY", default=False):  # only where the proxy strips this header itself
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# Players that an editor may embed; nothing is asked of them before the reader agrees.
EMBED_FRAME_HOSTS = ["https://www.youtube-nocookie.com", "https://player.vimeo.com"]
_MEDIA_HOSTS = [f"https://{domain}"] if (domain := env("S3_PUBLIC_DOMAIN", default="")) else []
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", *_MEDIA_HOSTS],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "media-src": [SELF, *_MEDIA_HOSTS],
        "frame-src": EMBED_FRAME_HOSTS,
        # Chromium follows the redirect of a form's answer: to the identity provider.
        "form-action": [
            SELF,
            *env.list("OIDC_FORM_HOSTS", default=[OIDC_ISSUER] * bool(OIDC_ISSUER)),
        ],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
        "report-uri": ["/policy-reports"],
        "report-to": ["policy"],
    }
}
# Wagtail's date pickers and choosers are inline scripts: relaxed for the admin's prefix only.
ADMIN_CONTENT_SECURITY_POLICY = {
    "default-src": [SELF],
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:", *_MEDIA_HOSTS],
    "frame-src": [SELF, *EMBED_FRAME_HOSTS],
    "frame-ancestors": [SELF],
    "worker-src": [SELF, "blob:"],
}


# --- Wagtail -------------------------------------------------------------------------------------

WAGTAIL_SITE_NAME = "Parvis"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILADMIN_LOGIN_URL = "account_login"  # our log-in asks for the second factor, Wagtail's not
WAGTAIL_FRONTEND_LOGIN_URL = "account_login"
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False  # an address changes on our page, which verifies it
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAILUSERS_PASSWORD_REQUIRED = False  # new staff log in by code, then choose one
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILIMAGES_IMAGE_FORM_BASE = "pages.admin.image_form.CityImageForm"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 15 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp", "avif"]
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "ods", "pdf", "pptx", "txt", "xlsx", "zip"]
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_INLINE_CONTENT_TYPES: list[str] = []  # a document is downloaded, never run here
WAGTAILEMBEDS_FINDERS: list[
    dict[str, str]
] = []  # our own block rebuilds players; nothing is fetched
WAGTAILSIMPLETRANSLATION_SYNC_PAGE_TREE = False
WAGTAILSEARCH_BACKENDS = {
    "default": {
        "BACKEND": "modelsearch.backends.database",
        "SEARCH_CONFIG": "simple",  # words are normalised before they come here: pages/search.py
        "AUTO_UPDATE": True,
    }
}


# --- Logs: no body, no address, no token ----------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "config.logs.DiscreetFormatter",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="INFO")},
    "loggers": {
        "celery": {"level": "WARNING"},
        "fontTools": {"level": "WARNING"},
        "weasyprint": {"level": "ERROR"},  # it tells every step, and of every style that it skips
        "kombu.connection": {"level": "ERROR"},  # a broker of files has no host name to miss
        "django.server": {"level": "WARNING"},
        "django.request": {"handlers": ["console"], "level": "ERROR", "propagate": False},
    },
}
SILENCED_SYSTEM_CHECKS: list[str] = []
CSRF_FAILURE_VIEW = "pages.views.errors.csrf_failure"
