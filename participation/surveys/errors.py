"""Why a questionnaire or a sheet may be refused; each sentence is fit for the person who asked."""

from __future__ import annotations

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from participation.errors import Refusal


class SheetTampered(Refusal):
    """Something was sent that no form of ours sends; nothing of it is kept."""

    message = _("These answers do not fit the questionnaire: open it again, please.")


class AnswerInvalid(Refusal):
    """One answer has to be mended; says how."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence

    def __str__(self) -> str:
        return self.sentence


class AnswersInvalid(Refusal):
    """A sentence for each question that has to be mended."""

    message = _("Some answers need your attention.")

    def __init__(self, faults: dict[str, str]) -> None:
        self.faults = faults


class AlreadyAnswered(Refusal):
    message = _("You have already answered: your answers are counted. Thank you!")


class NothingAnswered(Refusal):
    message = _("Answer at least one question before sending.")


class SurveyNotReady(Refusal):
    message = _("This questionnaire is not published yet.")


class QuestionnaireInvalid(Refusal):
    """What the editor has to mend before publishing, with the question's number."""

    def __init__(self, sentence: str, number: int = 0) -> None:
        self.sentence, self.number = sentence, number

    def __str__(self) -> str:
        if not self.number:
            return self.sentence
        return f"{_('Question')} {self.number}: {self.sentence}"


class QuestionMustBeReplaced(Refusal):
    message = _(
        "People have already answered “%(question)s”: its kind or its scale cannot change. Remove"
        " it and add a new question; the answers that it has are kept."
    )

    def __init__(self, question: str) -> None:
        self.question = question

    def __str__(self) -> str:
        return str(self.message) % {"question": self.question}


class MeaningToConfirm(Refusal):
    """Words changed while answers exist: the editor reads each change and answers for it."""

    message = _(
        "People have already answered. Read these changes, then tick “the meaning is the same”, or"
        " remove what changed and add it anew: %(changes)s"
    )

    def __init__(self, changes: list[tuple[str, str]]) -> None:
        self.changes = changes

    def __str__(self) -> str:
        change = gettext("“%(before)s” → “%(after)s”")
        pairs = (change % {"before": old, "after": new} for old, new in self.changes)
        shown = "; ".join(pairs)
        return str(self.message) % {"changes": shown}


# --- Paper ----------------------------------------------------------------------------------------


class SerialWrong(Refusal):
    message = _("Wrong check digit: look at the number again.")


class SerialOfAnotherSurvey(Refusal):
    message = _("This sheet belongs to another survey.")


class SheetAlreadyEntered(Refusal):
    """Says who entered it and when, so that a colleague can be asked."""

    message = _("This number was already entered on %(day)s by %(agent)s.")

    def __init__(self, agent: str, day: str) -> None:
        self.agent, self.day = agent, day

    def __str__(self) -> str:
        return str(self.message) % {"agent": self.agent, "day": self.day}


class ControlNotAsked(Refusal):
    message = _("This sheet is not one that has to be typed a second time.")


class ControlOfOnesOwn(Refusal):
    message = _("You entered this sheet yourself: its control is for a colleague.")


class SheetAlreadyControlled(SheetAlreadyEntered):
    message = _("This sheet was already controlled on %(day)s by %(agent)s.")


class DepositInTheFuture(Refusal):
    message = _("A sheet cannot have been handed in on a day that has not come yet.")


class NotADataEntryAgent(Refusal):
    message = _("You may not enter paper sheets.")
