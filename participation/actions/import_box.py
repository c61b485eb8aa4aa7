"""Into which call for ideas an import goes: the consultation's only one, or a new one."""

from __future__ import annotations

from django.utils.translation import gettext as _

from participation.errors import BoxOfAnotherConsultation, SeveralCalls
from participation.imports.plan import Plan
from participation.models import Consultation, IdeaBox


def choose_box(*, consultation: Consultation, box_id: int | None = None) -> IdeaBox | None:
    """The call for ideas that `box_id` names, else the only one; None where one is to be made.

    Votes and archived calls do not count. Raises SeveralCalls, BoxOfAnotherConsultation.
    """
    calls = IdeaBox.objects.current().filter(consultation=consultation, use=IdeaBox.Use.CALL)
    found = list(calls.order_by("pk"))
    if box_id is not None:
        chosen = next((box for box in found if box.pk == box_id), None)
        if chosen is None:
            raise BoxOfAnotherConsultation(found)
        return chosen
    if len(found) > 1:
        raise SeveralCalls(found)
    return found[0] if found else None


def make_box(*, consultation: Consultation, plan: Plan) -> IdeaBox:
    """A call for ideas in which what is imported can be read as it was meant."""
    title = _("Call for ideas: %(consultation)s") % {"consultation": consultation.title}
    return IdeaBox.objects.create(
        title=title[:255],
        question=consultation.title[:255],
        consultation=consultation,
        voting_rule=_rule_of(plan),
        has_stances=any(row.stance for row in plan.comments),
    )


def _rule_of(plan: Plan) -> str:
    rule = IdeaBox.VotingRule
    if any(row.votes_mixed for row in plan.ideas):
        return rule.FOR_MIXED_AGAINST
    return rule.FOR_AGAINST if any(row.votes_against for row in plan.ideas) else rule.SUPPORT
