"""The form of an idea box or vote: what is frozen is said before it is typed."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from participation.errors import (
    OptionsFrozen,
    OptionWithoutTitle,
    Refusal,
    RulesFrozen,
    SourceChosenTwice,
    SourceNotPublic,
)
from participation.models import Idea, IdeaBox


class IdeaBoxForm(WagtailAdminModelForm):
    """A draft may be incomplete; the voting rules stand still once somebody has voted."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.has_votes():
            for name in IdeaBox.RULES:
                if name in self.fields:
                    self.fields[name].disabled = True
                    self.fields[name].help_text = RulesFrozen.message

        if self.instance.pk and self.instance.consultation_id and "consultation" in self.fields:
            self.fields["consultation"].disabled = True
            self.fields["consultation"].help_text = _("It belongs to this consultation for good.")

    def _post_clean(self) -> None:
        """Once what was typed stands in the instance: what `check_publishable` would refuse."""
        super()._post_clean()
        if not self.is_deferred_validation and not self.errors and "options" in self.formsets:
            self._check_options(self.formsets["options"])

    def _check_options(self, formset: Any) -> None:
        """Say each thing where it can be mended."""
        kept = [form for form in formset.forms if form not in formset.deleted_forms]
        good = [form for form in kept if form.is_valid()]
        seen: set[int] = set()
        for form in good:
            for name, reason in _faults(form.instance, self.instance, seen):
                form.add_error(name, reason)
            _check_translations(form)
        if not all(form.is_valid() for form in kept):
            return
        self.instance.options.set([form.instance for form in kept])
        try:
            self.instance.check_publishable()
        except OptionsFrozen as refusal:
            self.add_error(None, str(refusal))
        except Refusal as refusal:
            self.add_error("use", str(refusal))


def _faults(option: Any, box: IdeaBox, seen: set[int]) -> list[tuple[str, Any]]:
    """What is wrong with one option: (field, sentence)."""
    found: list[tuple[str, Any]] = []
    if not option.shown_title:
        found.append(("title", OptionWithoutTitle.message))
    if option.source_id:
        propositions = Idea.objects.published().propositions()
        if not propositions.filter(pk=option.source_id).exclude(box=box.pk).exists():
            found.append(("source", SourceNotPublic.message))
        if option.source_id in seen:
            found.append(("source", SourceChosenTwice.message))
        seen.add(option.source_id)
    if option.image and not option.image_alt.strip():
        found.append(("image_alt", _("Describe the photo in a few words.")))
    if option.image and option.image.is_svg():
        found.append(("image", _("Choose a photo: drawings in SVG cannot be shown here.")))
    return found


def _check_translations(form: Any) -> None:
    """What is translated is translated whole: nobody reads a title without its text."""
    option, formset = form.instance, form.formsets["translations"]
    for row in formset.forms:
        if row in formset.deleted_forms or not row.is_valid() or not row.has_changed():
            continue
        if option.shown_text and not row.instance.text.strip():
            row.add_error("text", _("Translate the text too."))
        if option.image and not row.instance.image_alt.strip():
            row.add_error("image_alt", _("Describe the photo in a few words."))
