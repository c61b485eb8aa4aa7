"""Why an act on an account may be refused. Every message is fit to be shown to the person."""

from django.utils.translation import gettext_lazy as _


class Refusal(Exception):
    """The base of the refusals of accounts."""

    message = _("This is not possible.")

    def __str__(self) -> str:
        return str(self.message)


class TextTooLong(Refusal):
    message = _("This text is too long to be kept while you log in. Log in first, then send it.")


class StillStaff(Refusal):
    message = _(
        "Your account still has a role at the city. Ask an administrator to take it away first."
    )


# --- Files that somebody sends ------------------------------------------------------------------


class FileRefused(Refusal):
    """The base of what is wrong with a whole file; the number in its sentence, if any, is given."""

    def __init__(self, number: int | None = None) -> None:
        self.number = number

    def __str__(self) -> str:
        return str(self.message) % {"number": self.number}


class FileEmpty(FileRefused):
    message = _("This file is empty: it needs a line of headings and one line at least.")


class FileTooLarge(FileRefused):
    message = _("This file is too large: %(number)s MB at most. Cut it into several.")


class FileTooLong(FileRefused):
    message = _("This file has too many lines: %(number)s at most. Cut it into several.")


class NotASpreadsheet(FileRefused):
    message = _("This file is neither CSV nor XLSX, or it is damaged.")


class OldExcel(FileRefused):
    message = _(
        "This file is in the old format of Excel or has a password: save it as XLSX, without one."
    )


class FileInUtf16(FileRefused):
    message = _("This file is in UTF-16: save it as “CSV UTF-8”.")


class BrokenText(FileRefused):
    message = _("Line %(number)s holds a byte that is no letter: save the file as “CSV UTF-8”.")


class BrokenQuotes(FileRefused):
    message = _("In the text that begins on line %(number)s a quotation mark is missing.")


# --- What this machine cannot do ----------------------------------------------------------------


class PdfUnavailable(Refusal):
    message = _(
        "This server cannot make a PDF: the library “pango” is missing. Print this page from the"
        " browser, or save it as a PDF there."
    )
