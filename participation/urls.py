"""The addresses of what citizens do."""

from django.urls import path

from participation import converters  # noqa: F401  (they register themselves)
from participation.views import (
    all_ideas,
    answering,
    charter,
    comments,
    follow,
    ideas,
    moderation,
    pictures,
    propose,
    sheet_address,
    splits,
    surveys,
    votes,
)

app_name = "participation"
urlpatterns = [
    path("idees/", all_ideas.idea_index, name="ideas"),
    path("idees/boite/<number:box_id>/", ideas.idea_list, name="box"),
    path("idees/boite/<number:box_id>/proposer/", propose.propose, name="propose"),
    path("idees/boite/<number:box_id>/semblables/", propose.similar, name="similar"),
    path("idees/<number:idea_id>/", ideas.idea_page, name="idea"),
    path("idees/<number:idea_id>/photo/<slug:mark>.webp", pictures.picture, name="picture"),
    path("idees/<number:idea_id>/versions/", ideas.versions, name="versions"),
    path("idees/<number:idea_id>/modifier/", propose.edit, name="edit"),
    path("idees/<number:idea_id>/retirer/", propose.withdraw, name="withdraw"),
    path("idees/<number:idea_id>/soutien/", votes.vote, name="vote"),
    path("idees/<number:idea_id>/commenter/", comments.comment, name="comment"),
    path("idees/<number:idea_id>/signaler/", charter.report_idea, name="report_idea"),
    path("commentaires/<number:comment_id>/modifier/", comments.edit, name="edit_comment"),
    path(
        "commentaires/<number:comment_id>/signaler/", charter.report_comment, name="report_comment"
    ),
    path("suivre/", follow.follow, name="follow"),
    path("suivre/adresse/<str:token>/", follow.confirm_address, name="follow_address"),
    path("enquetes/<number:survey_id>/", surveys.survey_page, name="survey"),
    path("enquetes/<number:survey_id>/repondre/", answering.answer, name="answer"),
    path(
        "enquetes/<number:survey_id>/resultats.<spreadsheet_kind:kind>",
        surveys.results_file,
        name="survey_results_file",
    ),
    path("enquetes/<number:survey_id>/croisements/", splits.survey_splits, name="splits"),
    path("enquetes/<number:survey_id>/adresse/", sheet_address.sheet_address, name="sheet_address"),
    path(
        "enquetes/<number:survey_id>/confirmer/<str:link>/",
        sheet_address.confirm,
        name="confirm_sheet",
    ),
    path("moderation/", moderation.moderation, name="moderation"),
    path("moderation/annee/<number:year>/", moderation.moderation, name="moderation_year"),
    path("moderation/<number:act_id>/recours/", charter.appeal_act, name="appeal"),
]
