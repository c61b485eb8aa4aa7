"""Accounts of the staff, managed by the group `administrator`: the e-mail address is the name.

Nobody but a superuser makes a superuser or touches the account of one, and nobody changes their
own roles: two administrators are needed for one of them to gain a right.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import CreateView, EditView, UserViewSet

from accounts.models import User


class StaffFormRules:
    """What every form of an account shares."""

    fields: dict[str, forms.Field]
    cleaned_data: dict[str, Any]
    instance: User

    def restrict(self, editor: Any) -> None:
        """Leave out what this editor may not decide."""
        self.fields["groups"].label = _("Roles")
        if editor.is_superuser:
            return
        self.fields.pop("is_superuser", None)
        if self.instance.pk == editor.pk:
            self.fields["groups"].disabled = True

    def clean_email(self) -> str:
        """Addresses differ by more than the case of their letters."""
        email = str(self.cleaned_data["email"]).lower()
        others = User.objects.filter(email__iexact=email).exclude(pk=self.instance.pk)
        if others.exists():
            raise forms.ValidationError(_("An account with this e-mail address already exists."))
        return email


class StaffCreationForm(StaffFormRules, UserCreationForm):
    def __init__(self, *args: Any, editor: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.restrict(editor)

    def save(self, commit: bool = True) -> Any:
        self.instance.is_staff = True
        return super().save(commit)


class StaffEditForm(StaffFormRules, UserEditForm):
    def __init__(self, *args: Any, editor: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.restrict(editor)


class StaffCreateView(CreateView):
    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"editor": self.request.user}


class StaffEditView(EditView):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.object.is_superuser and not request.user.is_superuser:
            raise PermissionDenied
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"editor": self.request.user}


class StaffViewSet(UserViewSet):
    add_view_class = StaffCreateView
    edit_view_class = StaffEditView

    def get_form_class(self, for_update: bool = False) -> type[Any]:
        return StaffEditForm if for_update else StaffCreationForm
