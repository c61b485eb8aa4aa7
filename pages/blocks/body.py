"""The body of every page. The names of the blocks are stored with the pages: they stay for ever.

The participation blocks point to activities.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    BooleanBlock,
    CharBlock,
    ChoiceBlock,
    DateBlock,
    ListBlock,
    PageChooserBlock,
    RichTextBlock,
    StreamBlock,
    StructBlock,
    TextBlock,
)
from wagtail.documents import get_document_model
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageBlock
from wagtail.models import Page

from pages.blocks.player import PlayerBlock
from participation.blocks import IdeaBoxBlock, VoteBlock
from participation.survey_blocks import PollBlock, QuizBlock, SurveyBlock, SurveyResultsBlock

RICH_TEXT = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link", "hr"]
SHORT_TEXT = ["bold", "italic", "link"]


class TextSectionBlock(RichTextBlock):
    """Running text, with headings from the second level."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(features=RICH_TEXT, **kwargs)

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        description = _("Paragraphs, headings, lists and links.")
        template = "pages/blocks/text.html"
        preview_value = (
            "<h2>De quoi s’agit-il ?</h2><p>La Ville souhaite connaître <b>votre avis</b>.</p>"
        )


class FigureImageBlock(StructBlock):
    """An image with its text alternative, or marked as decorative; both cannot be missing."""

    image = ImageBlock(label=_("image"))
    caption = CharBlock(label=_("caption"), required=False, max_length=250)
    credit = CharBlock(label=_("credit"), required=False, max_length=120)

    class Meta:
        icon = "image"
        label = _("Image")
        description = _("An image with a text alternative, or marked as decorative.")
        template = "pages/blocks/image.html"

    def get_preview_value(self) -> Any:
        """The newest image of the site stands for the one that the editor will choose."""
        image = get_image_model().objects.order_by("-pk").first()
        if image is not None:
            image.contextual_alt_text, image.decorative = image.title, False
        return self.normalize({"image": image, "caption": "Une légende", "credit": ""})


class QuoteBlock(StructBlock):
    """Somebody's words, by their role."""

    quote = TextBlock(label=_("quote"), max_length=600)
    source = CharBlock(label=_("who says it (a role, not a name)"), required=False, max_length=150)

    class Meta:
        icon = "openquote"
        label = _("Quote")
        description = _("A sentence that matters, and who says it.")
        template = "pages/blocks/quote.html"
        preview_value = {
            "quote": "Devenez acteur de votre ville.",
            "source": "Le comité de pilotage",
        }


class KeyFigureBlock(StructBlock):
    """A number, what it counts and the day on which it was true."""

    figure = CharBlock(label=_("figure"), max_length=20, help_text=_("For example: 360, 45 %"))
    label = CharBlock(label=_("what it counts"), max_length=120)
    as_of = DateBlock(label=_("figures as of"), required=False)
    source = CharBlock(label=_("source"), required=False, max_length=150)

    class Meta:
        icon = "order-up"
        label = _("Key figure")
        description = _("One number, what it counts, and the day on which it was true.")
        template = "pages/blocks/key_figure.html"
        preview_value = {"figure": "37", "label": "idées", "source": "", "as_of": None}


class StepBlock(StructBlock):
    """One step of a process, with its date in words: it may be a month or a season."""

    when = CharBlock(label=_("when"), max_length=80, help_text=_("“4 May 2026”, “in autumn”…"))
    title = CharBlock(label=_("step"), max_length=150)
    text = RichTextBlock(label=_("details"), features=SHORT_TEXT, required=False)
    is_done = BooleanBlock(label=_("already done"), required=False)


class StepsBlock(StructBlock):
    """The steps of a process, in order."""

    title = CharBlock(label=_("title"), required=False, max_length=120)
    steps = ListBlock(StepBlock(), label=_("steps"), min_num=1)

    class Meta:
        icon = "date"
        label = _("Steps and dates")
        description = _("What happens when: the steps of a process, in order.")
        template = "pages/blocks/steps.html"
        preview_value = {
            "title": "Le calendrier",
            "steps": [
                {"when": "septembre", "title": "Consultation", "text": "", "is_done": True},
                {"when": "novembre", "title": "Décision du Collège", "text": "", "is_done": False},
            ],
        }


class DocumentsBlock(StructBlock):
    """Files to download; each link says its kind and size."""

    title = CharBlock(label=_("title"), required=False, max_length=120)
    documents = ListBlock(DocumentChooserBlock(), label=_("documents"), min_num=1)

    class Meta:
        icon = "doc-full"
        label = _("Documents")
        description = _("Files to download, with their kind and size.")
        template = "pages/blocks/documents.html"

    def get_preview_value(self) -> Any:
        """The newest files of the site stand for those that the editor will choose."""
        newest = list(get_document_model().objects.order_by("-pk")[:2])
        return self.normalize({"title": "À télécharger", "documents": newest})


class RelatedPagesBlock(StructBlock):
    """Links to other pages of the site; a page that is not public is left out."""

    title = CharBlock(label=_("title"), required=False, max_length=120)
    pages = ListBlock(PageChooserBlock(), label=_("pages"), min_num=1)

    class Meta:
        icon = "link"
        label = _("Related pages")
        description = _("Links that lead to other pages of the site.")
        template = "pages/blocks/related_pages.html"

    def get_preview_value(self) -> Any:
        """A few public pages stand for those that the editor will choose."""
        pages = list(Page.objects.live().public().filter(depth__gt=2).order_by("path")[:3])
        return self.normalize({"title": "À lire aussi", "pages": pages})


class QuestionBlock(StructBlock):
    """One question and its answer."""

    question = CharBlock(label=_("question"), max_length=200)
    answer = RichTextBlock(label=_("answer"), features=["bold", "italic", "ol", "ul", "link"])


class QuestionsBlock(StructBlock):
    """Questions and answers, folded until opened; open in print."""

    title = CharBlock(label=_("title"), required=False, max_length=120)
    questions = ListBlock(QuestionBlock(), label=_("questions"), min_num=1)

    class Meta:
        icon = "help"
        label = _("Questions and answers")
        description = _("Questions that people ask, each with its answer.")
        template = "pages/blocks/questions.html"
        preview_value = {
            "title": "Vos questions",
            "questions": [{"question": "Qui peut participer ?", "answer": "<p>Tout le monde.</p>"}],
        }


class NoticeBlock(StructBlock):
    """A framed message that must not be missed."""

    tone = ChoiceBlock(
        label=_("tone"),
        choices=[("info", _("information")), ("warning", _("attention"))],
        default="info",
    )
    text = RichTextBlock(label=_("text"), features=SHORT_TEXT)

    class Meta:
        icon = "info-circle"
        label = _("Notice")
        description = _("A framed message that must not be missed.")
        template = "pages/blocks/notice.html"
        preview_value = {"tone": "info", "text": "<p>La permanence a lieu le mardi.</p>"}


class ContactBlock(StructBlock):
    """The city's contact details, as they stand in the site's settings."""

    title = CharBlock(label=_("title"), required=False, max_length=120)

    class Meta:
        icon = "mail"
        label = _("Contact details")
        description = _("Address, telephone and mailbox from the site’s settings.")
        template = "pages/blocks/contact.html"
        preview_value = {"title": "Nous joindre"}


class BodyBlock(StreamBlock):
    """Everything that may stand in the body of a page."""

    text = TextSectionBlock()
    image = FigureImageBlock()
    quote = QuoteBlock()
    key_figure = KeyFigureBlock()
    steps = StepsBlock()
    documents = DocumentsBlock()
    related_pages = RelatedPagesBlock()
    questions = QuestionsBlock()
    notice = NoticeBlock()
    player = PlayerBlock()
    contact = ContactBlock()
    idea_box = IdeaBoxBlock(group=_("Participation"))
    vote = VoteBlock(group=_("Participation"))
    survey = SurveyBlock(group=_("Participation"))
    poll = PollBlock(group=_("Participation"))
    quiz = QuizBlock(group=_("Participation"))
    survey_results = SurveyResultsBlock(group=_("Participation"))
