"""The floor: what Django itself costs, without anything of ours. One file, three views.

`python floor.py` makes the tables; gunicorn serves `floor:application`.
"""

import os
import sys

import environ
from django.conf import settings

settings.configure(
    SECRET_KEY="the floor has no secrets",
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    DATABASES={"default": environ.Env().db("DATABASE_URL") | {"CONN_MAX_AGE": 60}},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    USE_TZ=True,
    STATIC_URL="/static/",
    STATIC_ROOT=os.environ.get("STATIC_ROOT"),
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "OPTIONS": {
                "loaders": [
                    (
                        "django.template.loaders.locmem.Loader",
                        {"line.html": "<!doctype html><title>{{ line.text }}</title>{{ line.pk }}"},
                    )
                ]
            },
        }
    ],
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "whitenoise.middleware.WhiteNoiseMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
    ],
)

import django  # noqa: E402  (the settings come first)

django.setup()

from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import connection, models, transaction  # noqa: E402
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.shortcuts import render  # noqa: E402
from django.urls import path  # noqa: E402


class Line(models.Model):
    """A row to read, and rows to write."""

    number = models.IntegerField(db_index=True)
    text = models.CharField(max_length=100)

    objects: "models.Manager[Line]" = models.Manager()

    class Meta:
        app_label = "floor"

    def __str__(self) -> str:
        return self.text


def hello(request: HttpRequest) -> HttpResponse:
    return HttpResponse("hello")


def read(request: HttpRequest) -> HttpResponse:
    return render(request, "line.html", {"line": Line.objects.get(number=500)})


def write(request: HttpRequest) -> HttpResponse:
    with transaction.atomic():
        Line.objects.create(number=-1, text="one line")
    return HttpResponse("written")


urlpatterns = [path("hello", hello), path("read", read), path("write", write)]
application = get_wsgi_application()

if __name__ == "__main__":
    with connection.schema_editor() as editor:
        editor.create_model(sys.modules[__name__].Line)
    Line.objects.bulk_create(Line(number=n, text=f"line {n}") for n in range(1000))
