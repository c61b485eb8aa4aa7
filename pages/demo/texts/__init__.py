"""Every text of the demonstration, in the order of the tree."""

from pages.demo.texts.articles_2021 import ARTICLES_2021
from pages.demo.texts.articles_launch import LAUNCH_ARTICLES
from pages.demo.texts.articles_now import ARTICLES_NOW
from pages.demo.texts.articles_rules import RULES_ARTICLES
from pages.demo.texts.consultation_mobility import MOBILITY
from pages.demo.texts.consultations_coming import CHRISTMAS, DISABILITY, WASTE, WORKSHOPS
from pages.demo.texts.consultations_places import MAGAZINE, TOWN_HALL
from pages.demo.texts.consultations_services import WEBSITE, WELCOME
from pages.demo.texts.ideas_mobility import MOBILITY_IDEAS
from pages.demo.texts.ideas_spontaneous import SPONTANEOUS_IDEAS
from pages.demo.texts.ideas_town_hall import TOWN_HALL_IDEAS
from pages.demo.texts.ideas_welcome import WELCOME_IDEAS
from pages.demo.texts.legal import LEGAL
from pages.demo.texts.questions import FAQ
from pages.demo.texts.report_of_the_period import QUARTER
from pages.demo.texts.reports import ANSWERS
from pages.demo.texts.standard import ABOUT, CONTACT, RULES
from pages.demo.texts.surveys import ALL_SURVEYS
from pages.demo.texts.vote_mobility import MOBILITY_VOTE

CONSULTATIONS = (
    WELCOME,
    WEBSITE,
    TOWN_HALL,
    MAGAZINE,
    MOBILITY,
    WORKSHOPS,
    CHRISTMAS,
    WASTE,
    DISABILITY,
)
REPORTS = (*ANSWERS, QUARTER)
ARTICLES = (*LAUNCH_ARTICLES, *RULES_ARTICLES, *ARTICLES_2021, *ARTICLES_NOW)
STANDARD = (ABOUT, RULES, CONTACT, FAQ, *LEGAL)
BOXES = (WELCOME_IDEAS, TOWN_HALL_IDEAS, SPONTANEOUS_IDEAS, MOBILITY_IDEAS)
VOTES = (MOBILITY_VOTE,)
SURVEYS = ALL_SURVEYS
