"""The parts of a feedback report: dated figures and decisions, as editors write them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ChoiceBlock, DateBlock, IntegerBlock, StructBlock, TextBlock


class FigureBlock(StructBlock):
    """One line of the table of figures. Totals are computed by the page, never typed."""

    label = CharBlock(label=_("what it counts"), max_length=120)
    value = IntegerBlock(label=_("number"), min_value=0)
    on_paper = IntegerBlock(label=_("of which on paper"), min_value=0, required=False)
    is_contribution = ChoiceBlock(
        label=_("part of the total of contributions"),
        choices=[("yes", _("yes")), ("no", _("no"))],
        default="yes",
    )

    class Meta:
        icon = "order-up"
        label = _("Figure")
        description = _("A number with what it counts; the total is computed.")


class DecisionBlock(StructBlock):
    """You said, we decided, where it stands: one line of the public answer."""

    said = TextBlock(label=_("you said"), max_length=600)
    decided = TextBlock(label=_("we decided"), max_length=1200)
    outcome = ChoiceBlock(
        label=_("outcome"),
        choices=[
            ("retained", _("retained")),
            ("retained_in_part", _("retained in part")),
            ("already_planned", _("already planned")),
            ("out_of_competence", _("outside municipal powers")),
            ("not_retained", _("not retained")),
            ("postponed", _("postponed")),
        ],
    )
    body = CharBlock(label=_("who decided"), default="Collège communal", max_length=120)
    decided_on = DateBlock(label=_("decided on"))
    stands = TextBlock(label=_("where it stands"), required=False, max_length=600)

    class Meta:
        icon = "tick-inverse"
        label = _("Decision")
        description = _("What people said, what was decided and where it stands.")
