"""Why the rules may refuse. Every message is fit to be shown to the person who asked."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from accounts.clock import BRUSSELS


class Refusal(Exception):
    """The base of all refusals."""

    message = _("This is not possible.")

    def __str__(self) -> str:
        return str(self.message)


class DatesMissing(Refusal):
    message = _("Set the opening, the closing and the promised answer date before publishing.")


class DatesInDisorder(Refusal):
    message = _("The consultation must close after it opens, and be answered after it closes.")


class ReasonOfChangeMissing(Refusal):
    message = _(
        "The announced dates are shortened, moved or reopened: write the reason."
        " The public reads it."
    )


class PauseReasonMissing(Refusal):
    message = _("Write why participation is suspended: the public reads it.")


class ContractMissing(Refusal):
    message = _("Fill in the five lines of the contract before publishing the consultation.")


class ConsultationHasALife(Refusal):
    message = _(
        "This consultation has been open to the public or holds contributions: its address must"
        " work for ever. Unpublish it instead of deleting it."
    )


class ActivityHasALife(Refusal):
    message = _(
        "This activity holds contributions or was put to the vote: its address must work for ever."
        " Archive it instead of deleting it."
    )


# --- Taking part ------------------------------------------------------------------------------


class ActivityNotOpenYet(Refusal):
    message = _("It is not open yet.")


class ActivityClosed(Refusal):
    message = _("It is closed. What you wrote is kept in your drafts.")


class ParticipationSuspended(Refusal):
    message = _("Participation is suspended for the moment: %(reason)s")

    def __init__(self, reason: str) -> None:
        self.reason = reason

    def __str__(self) -> str:
        return str(self.message) % {"reason": self.reason}


class IdeaNotPublished(Refusal):
    message = _("This idea is not open to votes or comments.")


class ChoiceNotOffered(Refusal):
    message = _("This choice is not offered here.")


class NoVotesLeft(Refusal):
    message = _("You have used all your votes here. Withdraw one to vote again.")


class OnlyTheCityProposes(Refusal):
    message = _("In a vote only the city proposes. You may support its options.")


class OfTheCity(Refusal):
    message = _("The options of a vote are the city’s own: nobody reports or moderates them.")


class RulesFrozen(Refusal):
    message = _("Somebody has voted: the rules of this vote can no longer be changed.")


class OptionsFrozen(Refusal):
    message = _(
        "Somebody has voted: options can no longer be added, removed or renamed."
        " Their texts, images and order can still be corrected."
    )


class TooFewOptions(Refusal):
    message = _("A vote needs at least two options.")


class OnlyAVoteHasOptions(Refusal):
    message = _("Only a vote has options: choose the use “vote”, or remove the options.")


class BoxHoldsIdeas(Refusal):
    message = _("People have proposed ideas here: this box cannot become a vote.")


class OptionWithoutTitle(Refusal):
    message = _("Give this option a title, or choose an idea.")


class SourceNotPublic(Refusal):
    message = _("Choose a published idea of another box.")


class SourceChosenTwice(Refusal):
    message = _("This idea is already an option of this vote.")


class EmailNotConfirmed(Refusal):
    message = _("Confirm your e-mail address first: we have sent you a message.")


class AccountNeeded(Refusal):
    message = _("Log in to take part.")


class AddressNeeded(Refusal):
    message = _("Give an e-mail address: your answers count once you have confirmed it.")


class TitleOutOfLimits(Refusal):
    message = _("Give your idea a title of 3 to 120 characters.")


class TextMissing(Refusal):
    message = _("Write something before sending.")


class NotYours(Refusal):
    message = _("This is not yours to change.")


class TooLateToEdit(Refusal):
    message = _("This can no longer be changed: it is being examined.")


class TooLateToEditComment(Refusal):
    message = _("A comment can be edited for 15 minutes. You may still remove it.")


class CommentsClosed(Refusal):
    message = _("Comments are closed here.")


class TwoLevelsOnly(Refusal):
    message = _("Answer the comment at the top of this thread.")


class TooManyRecently(Refusal):
    """Too much from one person in a short time; the web answers 429."""

    message = _("That is a lot at once. Your text is kept here: send it again a little later.")


class AccountBlocked(Refusal):
    message = _(
        "A moderator has blocked what you publish until %(until)s. You may still vote, and appeal."
    )

    def __init__(self, until: datetime) -> None:
        self.until = until

    def __str__(self) -> str:
        until = date_format(self.until.astimezone(BRUSSELS), "DATE_FORMAT")
        return str(self.message) % {"until": until}


class MayNotSpeakForTheCity(Refusal):
    message = _("You may not answer in the name of a service.")


# --- Acting for somebody ------------------------------------------------------------------------


class NotAnAgent(Refusal):
    message = _("You may not act for somebody else.")


class ConsentMissing(Refusal):
    message = _("Read the consent to the person, and tick it once they agree.")


class SittingOver(Refusal):
    message = _("This sitting is over. Begin another one with the code of the person’s receipt.")


class NothingToEnter(Refusal):
    message = _("Enter an idea, a vote or a comment.")


class UnknownCode(Refusal):
    message = _("No contribution has this code. Check it against the receipt, sign by sign.")


class LinkNotGood(Refusal):
    message = _("This link is no longer good. Ask for another one.")


class TooManySittings(TooManyRecently):
    message = _("You have acted for many people in a short time. Go on a little later.")


class CodeNotRenewable(Refusal):
    message = _("This person has an account, or was forgotten at their request: no code is given.")


# --- Moderation -------------------------------------------------------------------------------


class OwnContribution(Refusal):
    message = _("Nobody moderates their own text: ask a colleague.")


class ReasonMissing(Refusal):
    message = _("Choose an article of the charter and write a reason: the author will read it.")


class AlreadyDecided(Refusal):
    message = _("A colleague has already decided on this text.")


class NotAModerator(Refusal):
    message = _("You may not moderate.")


class SamePersonDecides(Refusal):
    message = _("An appeal is decided by another person than the one who acted.")


class AlreadyAppealed(Refusal):
    message = _("An appeal has already been made.")


class AppealTooLate(Refusal):
    message = _("The time to appeal has passed.")


class NothingToAppeal(Refusal):
    message = _("There is nothing to appeal against: this decision no longer holds.")


class ChangedMeanwhile(Refusal):
    message = _("Its author has just changed this text: read it again before you decide.")


class PassageTooShort(Refusal):
    message = _("Give passages of at least three characters.")


class NothingToRedact(Refusal):
    message = _("These passages are not in the text. Copy them as they stand, one a line.")


class PictureRefused(Refusal):
    message = _("Choose a photo of at most 10 MB, in JPEG, PNG, WebP or GIF.")


# --- Imports ------------------------------------------------------------------------------------


class NamesCalls(Refusal):
    """The base of refusals that list the calls for ideas among which one has to choose."""

    def __init__(self, calls: Iterable[object]) -> None:
        self.calls = [f"{call} ({getattr(call, 'pk', '')})" for call in calls]

    def __str__(self) -> str:
        return str(self.message) % {"calls": "; ".join(self.calls) or "–"}


class SeveralCalls(NamesCalls):
    message = _("This consultation has several calls for ideas, choose one: %(calls)s.")


class BoxOfAnotherConsultation(NamesCalls):
    message = _(
        "This number is no call for ideas of this consultation, or of an archived one."
        " It has: %(calls)s."
    )


class FilesHaveFaults(Refusal):
    message = _("Nothing was imported: the files have errors. Correct them and send them again.")


class NotAnExporter(Refusal):
    message = _("You may not export answers.")


class NotAnImporter(Refusal):
    message = _("You may not import.")


class ImportIsOver(Refusal):
    message = _("This import has been confirmed, given up or refused already.")
