"""What makes the site this city's: no template holds a city's name."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.images import get_image_model_string

from pages.colours import check_accent


def validate_accent(value: str) -> None:
    """Refuse a colour that people could not read on our backgrounds, or that is no colour."""
    problem = check_accent(value)
    if problem:
        raise ValidationError(problem)


@register_setting(icon="cog")
class CitySettings(BaseSiteSetting):
    """Names, contact and look of one city's site."""

    city_name = models.CharField(_("name of the city"), max_length=100, default="Parvis")
    administration_name = models.CharField(
        _("name of the administration"), max_length=150, blank=True
    )
    platform_name = models.CharField(_("name of the platform"), max_length=100, default="Parvis")
    slogan = models.CharField(_("slogan"), max_length=150, blank=True)
    platform_launched_on = models.DateField(
        _("launched on"), null=True, blank=True, help_text=_("Default start of the statistics.")
    )
    logo = models.ForeignKey(
        get_image_model_string(),
        models.SET_NULL,
        verbose_name=_("logo"),
        null=True,
        blank=True,
        related_name="+",
    )
    share_image = models.ForeignKey(
        get_image_model_string(),
        models.SET_NULL,
        verbose_name=_("image for shared links"),
        null=True,
        blank=True,
        related_name="+",
        help_text=_("1200 × 630, used where a page has no image of its own."),
    )
    accent = models.CharField(
        _("accent colour"),
        max_length=7,
        default="#0b5c6b",
        validators=[validate_accent],
        help_text=_("As #0b5c6b. A colour that cannot be read on white is refused."),
    )
    contact_email = models.EmailField(_("role mailbox"), blank=True)
    contact_phone = models.CharField(_("telephone"), max_length=40, blank=True)
    contact_address = models.TextField(_("postal address"), blank=True)
    opening_hours = models.TextField(_("opening hours"), blank=True)
    city_website = models.URLField(_("website of the city"), blank=True)
    responsible_publisher = models.CharField(
        _("responsible publisher"),
        max_length=200,
        blank=True,
        help_text=_("The function and the address, not a person’s name."),
    )
    security_email = models.EmailField(_("mailbox for security reports"), blank=True)
    facebook_url = models.URLField(_("Facebook page"), blank=True)
    instagram_url = models.URLField(_("Instagram page"), blank=True)
    youtube_url = models.URLField(_("YouTube channel"), blank=True)
    linkedin_url = models.URLField(_("LinkedIn page"), blank=True)

    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    FieldPanel("city_name"),
                    FieldPanel("administration_name"),
                    FieldPanel("platform_name"),
                    FieldPanel("slogan"),
                    FieldPanel("platform_launched_on"),
                    FieldPanel("city_website"),
                    FieldPanel("responsible_publisher"),
                ],
                heading=_("City"),
            ),
            ObjectList(
                [
                    FieldPanel("logo"),
                    FieldPanel("share_image"),
                    FieldPanel("accent"),
                    HelpPanel(content=_("The accent is checked against the site’s backgrounds.")),
                ],
                heading=_("Look"),
            ),
            ObjectList(
                [
                    FieldPanel("contact_email"),
                    FieldPanel("contact_phone"),
                    FieldPanel("contact_address"),
                    FieldPanel("opening_hours"),
                    FieldPanel("security_email"),
                    MultiFieldPanel(
                        [
                            FieldPanel("facebook_url"),
                            FieldPanel("instagram_url"),
                            FieldPanel("youtube_url"),
                            FieldPanel("linkedin_url"),
                        ],
                        heading=_("Social networks"),
                    ),
                ],
                heading=_("Contact"),
            ),
        ]
    )

    class Meta:
        verbose_name = _("city and look")
        verbose_name_plural = _("city and look")

    def __str__(self) -> str:
        return self.platform_name

    @property
    def social_links(self) -> list[tuple[str, str]]:
        links = [
            ("Facebook", self.facebook_url),
            ("Instagram", self.instagram_url),
            ("YouTube", self.youtube_url),
            ("LinkedIn", self.linkedin_url),
        ]
        return [(name, url) for name, url in links if url]
