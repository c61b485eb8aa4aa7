"""Why publishing or moving a page may be refused, in words for the editor."""

from django.utils.translation import gettext_lazy as _

from participation.errors import Refusal


class NotScheduled(Refusal):
    message = _("This page is not scheduled any more: it was published or its schedule withdrawn.")


class MovedMeanwhile(Refusal):
    message = _("Somebody else moved this publication in the meantime. Look at the new date first.")


class MayNotPublish(Refusal):
    message = _("You may not publish this page, so you cannot move its publication.")


class MayNotEdit(Refusal):
    message = _("You may not edit this page.")


class LockedBySomebody(Refusal):
    message = _("Another person has locked this page.")


class DateInThePast(Refusal):
    message = _("Choose a moment in the future.")


class AliasOwnsNothing(Refusal):
    message = _("This page mirrors another one: move the original.")


class ImageWithoutWords(Refusal):
    message = _("Describe the image for those who cannot see it.")


class ReferenceInUse(Refusal):
    message = _(
        "This is in use and cannot be deleted. Look at its usage, and change the pages first."
    )


class OverOnesOwnLevel(Refusal):
    message = _("Only a superuser may change a superuser’s account.")


class OnesOwnRoles(Refusal):
    message = _("Nobody changes their own roles: ask another administrator.")


class MayNotPlan(Refusal):
    message = _("You may read the calendar, but not change it.")


class EntryDaysMissing(Refusal):
    message = _("Give the days that this precision needs.")


class EntryDaysInDisorder(Refusal):
    message = _(
        "The last day comes before the first one, or the year is not between 2000 and 2099."
    )


class EntryMovedMeanwhile(Refusal):
    message = _("Somebody else moved this entry in the meantime. Look at its new date first.")


class AbandonsWithAReason(Refusal):
    message = _("Say why it is abandoned.")


class PageGoesOut(Refusal):
    message = _("Its page is scheduled or online: withdraw the schedule or the page first.")


class PageIsOnline(Refusal):
    message = _(
        "Its page is online: its dates are a promise. Change them in the page, with a reason for"
        " the public, and publish."
    )


class KeepsItsLength(Refusal):
    message = _(
        "Its page is scheduled: here it moves as it is, to another first day. Change the page to"
        " make it longer or shorter, or withdraw its schedule."
    )


class EntryAbandoned(Refusal):
    message = _("This entry is abandoned: take it up again first.")


class KindToBeDecided(Refusal):
    message = _("Choose the kind first: it says which page is made.")


class SubjectToBeDecided(Refusal):
    message = _("Give it a subject first: it is the title of the page.")


class NoFolder(Refusal):
    message = _("The site has no list below which this page would stand. Make the list first.")


class CauseOfMoveMissing(Refusal):
    message = _(
        "It was presented to the Collège: choose the cause of the move, and write it where it is"
        " another one."
    )


class PresentedAlready(Refusal):
    message = _("The version of this day and period is kept already.")


class MayNotReadTheCalendar(Refusal):
    message = _("You may not read the calendar.")
