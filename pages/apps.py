"""What editors publish and steer."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class PagesConfig(AppConfig):
    name = "pages"
    default = True
    verbose_name = _("Pages")

    def ready(self) -> None:
        from pages import receivers

        receivers.connect()


class StaffConfig(WagtailUsersAppConfig):
    """Wagtail's screens for accounts, with our rules."""

    user_viewset = "pages.admin.users.StaffViewSet"
