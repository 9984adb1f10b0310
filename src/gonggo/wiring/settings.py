"""Django's settings, all from the environment of the installation."""

from pathlib import Path

from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from gonggo.kernel.clock import OffsetClock, PlainClock
from gonggo.wiring import environment, keys, public_keys
from gonggo.wiring.refusal_book import book

ENVIRONMENT = environment.read()
MODE = ENVIRONMENT.mode

SECRET_KEY = keys.load(ENVIRONMENT.keys, "session").secret.hex()
DEBUG = ENVIRONMENT.debug
ALLOWED_HOSTS = [ENVIRONMENT.origin.split("://")[1].split(":")[0], "localhost", "127.0.0.1"]
CSRF_TRUSTED_ORIGINS = [ENVIRONMENT.origin]

GONGGO_SHOWS_PANEL = MODE in {environment.Mode.DEMO, environment.Mode.REHEARSAL}
GONGGO_TAX_OFFICE = "gonggo.wiring.tax_office.at_hand"
GONGGO_CLOCK = OffsetClock(ENVIRONMENT.data / "clock.json") if ENVIRONMENT.clock_moves else PlainClock()

ROOMS = [
    "journal",
    "intake",
    "parties",
    "programs",
    "outages",
    "documents",
    "signing",
    "operators",
    "objections",
    "inquiries",
    "facts",
    "eligibility",
    "pool",
    "consulting",
    "applications",
    "evaluation",
    "selection",
    "agreements",
    "delivery",
    "payments",
    "settlement",
    "aftercare",
    "messages",
]
DESKS = ["ui", "accounts", "office", "public", "company", "operator", "agency", "evaluator"]
if MODE is not environment.Mode.PRODUCTION:
    DESKS.append("demo")


def _present(names: list[str]) -> list[str]:
    here = Path(__file__).parent.parent
    return [name for name in names if (here / name.replace(".", "/") / "__init__.py").exists()]


INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "gonggo.wiring.apps.FlashMessages",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "template_partials",
    "csp",
    *[f"gonggo.{room}" for room in _present(ROOMS)],
    *[f"gonggo.{desk}" for desk in _present([f"web.{desk}" for desk in DESKS])],
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "gonggo.wiring",
]
AUTH_USER_MODEL = "parties.Person"

MIDDLEWARE = [
    "gonggo.wiring.middleware.kept_page",
    "gonggo.wiring.middleware.received_at",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "gonggo.wiring.middleware.actor",
    "gonggo.web.ui.unsaved.author",
    "gonggo.web.accounts.second_factor.second_factor",
    "gonggo.wiring.middleware.refusals",
]
if GONGGO_SHOWS_PANEL:
    MIDDLEWARE += ["gonggo.web.demo.middleware.panel", "gonggo.web.demo.proving.stepping_up"]
CSRF_FAILURE_VIEW = "gonggo.web.ui.errors.csrf_failed"
ROOT_URLCONF = "gonggo.wiring.urls"
ASGI_APPLICATION = "gonggo.wiring.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "gonggo.web.ui.context.house",
            ],
        },
    }
]

DATABASES = {
    "default": environment.django_database(ENVIRONMENT.database, name="GONGGO_DATABASE"),
    "door": environment.django_database(ENVIRONMENT.door_database, name="GONGGO_DOOR_DATABASE"),
}
CACHES = {  # counts of attempts and codes already used: shared by every process, kept by none
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "wiring_cache"}
}
DATABASE_ROUTERS = ["gonggo.wiring.router.DoorRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "ko"
LANGUAGES = [("ko", _("한국어")), ("en", _("English"))]
TIME_ZONE = "Asia/Seoul"
USE_TZ = True
USE_I18N = True
LOCALE_PATHS = [Path(__file__).parent.parent / "locale"]
LANGUAGE_COOKIE_NAME = "language"

STATIC_URL = "static/"
WHITENOISE_USE_FINDERS = True
STORAGES = {
    "default": {
        "BACKEND": "gonggo.documents.vault.DigestStorage",
        "OPTIONS": {"location": ENVIRONMENT.data / "files", "file_permissions_mode": 0o600},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
FILE_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

_SECURE = ENVIRONMENT.https
_PREFIX = "__Host-" if _SECURE else ""
SESSION_COOKIE_NAME = f"{_PREFIX}sessionid"
CSRF_COOKIE_NAME = f"{_PREFIX}csrftoken"
GONGGO_AUTHOR_COOKIE = f"{_PREFIX}author"  # whose text it was that came when the session was over
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = _SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _SECURE else None
SECURE_HSTS_SECONDS = 31_536_000 if _SECURE else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "gonggo.web.ui.errors.csrf_failed"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "form-action": ["'self'"],
    }
}

EMAIL_BACKEND = "gonggo.messages.backend.QueueBackend"
DEFAULT_FROM_EMAIL = "gonggo <no-reply@localhost>"

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "accounts:enter"
_ACCOUNTS = "gonggo.web.accounts"
ACCOUNT_ADAPTER = f"{_ACCOUNTS}.adapters.AccountAdapter"
MFA_ADAPTER = f"{_ACCOUNTS}.adapters.SecondFactorAdapter"
ACCOUNT_FORMS = {
    "login": f"{_ACCOUNTS}.forms.Login",
    "signup": f"{_ACCOUNTS}.forms.SignUp",
    "add_email": f"{_ACCOUNTS}.forms.NewAddress",
    "change_password": f"{_ACCOUNTS}.forms.ChangePassword",
    "set_password": f"{_ACCOUNTS}.forms.FirstPassword",
    "reset_password": f"{_ACCOUNTS}.forms.ForgottenPassword",
    "reset_password_from_key": f"{_ACCOUNTS}.forms.PasswordAfterReset",
    "reauthenticate": f"{_ACCOUNTS}.forms.ProveByPassword",
    "confirm_email_verification_code": f"{_ACCOUNTS}.forms.AddressCode",
    "confirm_password_reset_code": f"{_ACCOUNTS}.forms.ResetCode",
}
MFA_FORMS = {
    "authenticate": f"{_ACCOUNTS}.forms.FactorCode",
    "reauthenticate": f"{_ACCOUNTS}.forms.ProveByCode",
    "activate_totp": f"{_ACCOUNTS}.forms.AppCode",
    "add_webauthn": f"{_ACCOUNTS}.forms.NewPasskey",
    "signup_webauthn": f"{_ACCOUNTS}.forms.FirstPasskey",
    "edit_webauthn": f"{_ACCOUNTS}.forms.RenamePasskey",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_CHANGE = ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "[공고] "
ACCOUNT_SIGNUP_FORM_CLASS = f"{_ACCOUNTS}.sign_up.NameFirst"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_LOGOUT_ON_GET = False
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "dashed": False, "length": 6}
ALLAUTH_TRUSTED_PROXY_COUNT = 1  # the front or the proxy: rate limits go by the caller's own address
ACCOUNT_SESSION_REMEMBER = False
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = True
MFA_TOTP_ISSUER = "gonggo"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not _SECURE

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
SILENCED_SYSTEM_CHECKS: list[str] = []

GONGGO_ENVIRONMENT = ENVIRONMENT
GONGGO_REFUSALS = SimpleLazyObject(book)
GONGGO_PERSONAL_KEY = keys.load(ENVIRONMENT.keys, "personal")
GONGGO_LOOKUP_KEY = keys.load(ENVIRONMENT.keys, "lookup")
GONGGO_CAPABILITY_KEY = SimpleLazyObject(lambda: keys.load(ENVIRONMENT.keys, "capability"))  # the worker has none
GONGGO_PUBLIC_KEYS = public_keys.published(ENVIRONMENT.keys, ENVIRONMENT.origin, ENVIRONMENT.authority)
GONGGO_SIGNING_AUTHORITY = SimpleLazyObject(lambda: keys.authority(ENVIRONMENT.keys, given=ENVIRONMENT.authority))
