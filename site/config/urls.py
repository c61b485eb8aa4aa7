"""Every address of the site. The order matters: Wagtail's pages come last."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from accounts import urls as accounts_urls
from accounts.views import admin_doors
from pages import urls as pages_urls
from pages.views import errors, feeds, health, mailbox, page, policy_reports, service

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("robots.txt", service.robots, name="robots"),
    path(".well-known/security.txt", service.security_txt, name="security_txt"),
    path("policy-reports", policy_reports.receive, name="policy_reports"),
    path("palette.css", service.palette, name="palette"),
    path("sitemap.xml", feeds.sitemap, name="sitemap"),
    path("admin/login/", admin_doors.log_in),
    path("admin/password_reset/", admin_doors.reset_password),
    path("admin/password_reset/<path:rest>", admin_doors.reset_password),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
]
if settings.SHOWS_MAILBOX:
    urlpatterns.append(path("boite-mail/", mailbox.inbox, name="mailbox"))
if not settings.IS_PRODUCTION:  # nginx serves them in production
    media = settings.MEDIA_URL.lstrip("/")
    urlpatterns.append(re_path(rf"^{media}(?P<path>.*)$", service.media))
urlpatterns += i18n_patterns(
    path("", include("participation.urls")),
    path("", include(accounts_urls)),
    path("", include(pages_urls)),
    path("", include(wagtail_urls.urlpatterns[:-1])),
    re_path(wagtail_urls.serve_pattern, page.serve, name="wagtail_serve"),
    prefix_default_language=False,
)

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler429 = errors.too_many_requests  # django-allauth asks for this one
handler500 = errors.server_error
