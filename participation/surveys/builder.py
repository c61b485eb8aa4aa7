"""The builder: the blocks of which an editor makes a questionnaire. Their names are the kinds'."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    BooleanBlock,
    CharBlock,
    IntegerBlock,
    ListBlock,
    StreamBlock,
    StructBlock,
    TextBlock,
    URLBlock,
)
from wagtail.images.blocks import ImageBlock


class OptionBlock(StructBlock):
    """One thing to choose."""

    label = CharBlock(label=_("answer"), max_length=250)
    is_right = BooleanBlock(label=_("right answer (quiz)"), required=False)

    class Meta:
        label = _("answer")
        form_layout = ["label", "is_right"]


class PictureBlock(StructBlock):
    """One picture to choose, which says in words what it shows."""

    label = CharBlock(label=_("answer"), max_length=250)
    image = ImageBlock(label=_("image"))
    is_right = BooleanBlock(label=_("right answer (quiz)"), required=False)

    class Meta:
        label = _("picture")


class WhenBlock(StructBlock):
    """What is seldom needed: folded until asked for."""

    reference = CharBlock(
        label=_("reference"),
        required=False,
        max_length=40,
        help_text=_("A word of your own, by which a later question may point to this one."),
    )
    only_after = CharBlock(
        label=_("ask only after the question"),
        required=False,
        max_length=40,
        help_text=_("The reference of an earlier question. Empty: everybody is asked."),
    )
    answered = TextBlock(
        label=_("answered by"),
        required=False,
        rows=2,
        help_text=_("One answer per line, word for word. Any of them will do."),
    )
    is_confidential = BooleanBlock(
        label=_("confidential"),
        required=False,
        help_text=_("Its answers are never published, and are in no public export."),
    )

    class Meta:
        label = _("Conditions and confidentiality")
        collapsed = True
        icon = "cog"


class QuestionBlock(StructBlock):
    """What every question has."""

    label = CharBlock(label=_("question"), max_length=300)
    help = CharBlock(label=_("help"), required=False, max_length=300)
    is_required = BooleanBlock(label=_("an answer is required"), required=False)


class ChoiceQuestion(QuestionBlock):
    options = ListBlock(OptionBlock(), label=_("answers"), min_num=2, max_num=40)
    has_other = BooleanBlock(label=_("“Other”, to be written"), required=False)


class SingleBlock(ChoiceQuestion):
    explanation = TextBlock(label=_("explanation (quiz)"), required=False, rows=2, max_length=800)
    source = URLBlock(label=_("source (quiz)"), required=False)
    when = WhenBlock()

    class Meta:
        icon = "radio-full"
        label = _("One choice")


class MultipleBlock(ChoiceQuestion):
    least = IntegerBlock(label=_("at least"), required=False, min_value=1, max_value=40)
    most = IntegerBlock(label=_("at most"), required=False, min_value=1, max_value=40)
    explanation = TextBlock(label=_("explanation (quiz)"), required=False, rows=2, max_length=800)
    source = URLBlock(label=_("source (quiz)"), required=False)
    when = WhenBlock()

    class Meta:
        icon = "tick-inverse"
        label = _("Several choices")


class ImageChoiceBlock(QuestionBlock):
    options = ListBlock(PictureBlock(), label=_("pictures"), min_num=2, max_num=12)
    explanation = TextBlock(label=_("explanation (quiz)"), required=False, rows=2, max_length=800)
    source = URLBlock(label=_("source (quiz)"), required=False)
    when = WhenBlock()

    class Meta:
        icon = "image"
        label = _("Choice of a picture")


class ScaleBlock(QuestionBlock):
    most = IntegerBlock(label=_("points"), default=5, min_value=3, max_value=10)
    low = CharBlock(label=_("the first point means"), max_length=60)
    high = CharBlock(label=_("the last point means"), max_length=60)
    has_no_opinion = BooleanBlock(label=_("“No opinion” is offered"), required=False, default=True)
    when = WhenBlock()

    class Meta:
        icon = "order"
        label = _("Scale")


class MatrixBlock(QuestionBlock):
    rows = ListBlock(OptionBlock(), label=_("lines"), min_num=1, max_num=20)
    options = ListBlock(OptionBlock(), label=_("answers, the same for each line"), min_num=2)
    when = WhenBlock()

    class Meta:
        icon = "table"
        label = _("Table of questions")


class StatementsBlock(QuestionBlock):
    rows = ListBlock(OptionBlock(), label=_("statements"), min_num=1, max_num=30)
    when = WhenBlock()

    class Meta:
        icon = "comment"
        label = _("Statements: agree or not")


class RankingBlock(QuestionBlock):
    options = ListBlock(OptionBlock(), label=_("what is ranked"), min_num=2, max_num=12)
    most = IntegerBlock(label=_("places to give (empty: all)"), required=False, min_value=1)
    when = WhenBlock()

    class Meta:
        icon = "list-ol"
        label = _("Ranking")


class NumberBlock(QuestionBlock):
    least = IntegerBlock(label=_("least possible"), required=False)
    most = IntegerBlock(label=_("most possible"), required=False)
    when = WhenBlock()

    class Meta:
        icon = "decimal"
        label = _("Number")


class ShortTextBlock(QuestionBlock):
    when = WhenBlock()

    class Meta:
        icon = "pilcrow"
        label = _("Short text")


class LongTextBlock(QuestionBlock):
    when = WhenBlock()

    class Meta:
        icon = "doc-full"
        label = _("Long text")


class DateQuestionBlock(QuestionBlock):
    when = WhenBlock()

    class Meta:
        icon = "date"
        label = _("Date")


class InformationBlock(StructBlock):
    """A heading and words between the questions."""

    label = CharBlock(label=_("heading"), max_length=200)
    help = TextBlock(label=_("text"), required=False, rows=3, max_length=2000)

    class Meta:
        icon = "info-circle"
        label = _("Information")


class QuestionnaireBlock(StreamBlock):
    """Everything that a questionnaire may hold."""

    single = SingleBlock()
    multiple = MultipleBlock()
    scale = ScaleBlock()
    matrix = MatrixBlock()
    statements = StatementsBlock()
    ranking = RankingBlock()
    image = ImageChoiceBlock()
    short_text = ShortTextBlock()
    long_text = LongTextBlock()
    number = NumberBlock()
    date = DateQuestionBlock()
    information = InformationBlock()


Raw = list[dict[str, Any]]  # what the builder stores: type, value, id of each block
