"""The nouns of participation."""

from participation.models.activity import Activity, Channel, Contribution, Showing
from participation.models.answer_export import AnswerExport, AnswerExportPart
from participation.models.answer_sheet import Answer, AnswerSheet, SheetDraft
from participation.models.appeal import Appeal
from participation.models.box_words import IdeaBoxTranslation
from participation.models.comment import Comment, CommentVersion
from participation.models.consultation import Consultation
from participation.models.control_entry import ControlEntry
from participation.models.data_import import Import, ImportFile
from participation.models.follow_address import FollowAddress
from participation.models.frozen_results import FrozenResults
from participation.models.idea import Idea, IdeaTheme, IdeaVersion
from participation.models.idea_box import IdeaBox
from participation.models.kept_picture import KeptPicture
from participation.models.moderation import CharterArticle, ModerationAct
from participation.models.option import VoteOption
from participation.models.option_words import IdeaTranslation, VoteOptionTranslation
from participation.models.report import Report
from participation.models.sitting import Sitting
from participation.models.survey import Survey
from participation.models.survey_tally import AnswerTally, SheetToCount
from participation.models.survey_version import Question, SurveyVersion, VersionQuestion
from participation.models.survey_words import SurveyWords
from participation.models.tally import IdeaTally, IdeaToCount
from participation.models.vote import Vote
from participation.models.waiting_sheet import WaitingSheet
from participation.models.window_change import WindowChange

__all__ = [
    "Activity",
    "Answer",
    "AnswerExport",
    "AnswerExportPart",
    "AnswerSheet",
    "AnswerTally",
    "Appeal",
    "Channel",
    "CharterArticle",
    "Comment",
    "CommentVersion",
    "Consultation",
    "Contribution",
    "ControlEntry",
    "FollowAddress",
    "FrozenResults",
    "Idea",
    "IdeaBox",
    "IdeaBoxTranslation",
    "IdeaTally",
    "IdeaTheme",
    "IdeaToCount",
    "IdeaTranslation",
    "IdeaVersion",
    "Import",
    "ImportFile",
    "KeptPicture",
    "ModerationAct",
    "Question",
    "Report",
    "SheetDraft",
    "SheetToCount",
    "Showing",
    "Sitting",
    "Survey",
    "SurveyVersion",
    "SurveyWords",
    "VersionQuestion",
    "Vote",
    "VoteOption",
    "VoteOptionTranslation",
    "WaitingSheet",
    "WindowChange",
]
