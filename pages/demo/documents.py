"""A form to print, as an OpenDocument text: headings and paragraphs that a screen reader knows."""

from __future__ import annotations

from html import escape
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from pages.demo.writing import typeset

DOCUMENTS = {"formulaire-mobilite": "Formulaire papier : Quelle mobilité à Fleurus ?"}
_LINE = "_" * 60
_FORM = (
    ("h", "Quelle mobilité à Fleurus ?"),
    ("p", "Formulaire papier. Il compte autant qu'une contribution en ligne."),
    ("p", "À rendre à l'Administration communale ou à la bibliothèque « La Bonne Source »."),
    ("h", "1. Quel trajet faites-vous le plus souvent, et comment ?"),
    *(("p", _LINE),) * 3,
    ("h", "2. Qu'est-ce qui vous empêche de le faire autrement ?"),
    *(("p", _LINE),) * 3,
    ("h", "3. Votre idée : que changer, et à quel endroit précis ?"),
    *(("p", _LINE),) * 6,
    ("h", "Pour recevoir une réponse (facultatif)"),
    ("p", f"Téléphone, e-mail ou adresse : {_LINE[:40]}"),
    ("p", "☐ J'accepte que la Ville encode ces réponses et me réponde à cette adresse."),
)
_KIND = "application/vnd.oasis.opendocument.text"
_NAMES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3"'
)


def paper_form() -> bytes:
    """The form as a file. The same bytes each time."""
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name, content in _files().items():
            entry = ZipInfo(name, (2021, 9, 16, 9, 0, 0))
            entry.compress_type = ZIP_STORED if name == "mimetype" else ZIP_DEFLATED
            archive.writestr(entry, content)
    return out.getvalue()


def _files() -> dict[str, str]:
    """`mimetype` stands first and uncompressed, as the format asks."""
    entry = '<manifest:file-entry manifest:full-path="{}" manifest:media-type="{}"/>'
    files = [("/", _KIND), ("content.xml", "text/xml"), ("meta.xml", "text/xml")]
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return {
        "mimetype": _KIND,
        "content.xml": f"{head}<office:document-content {_NAMES}><office:body><office:text>"
        f"{''.join(_paragraph(*line) for line in _FORM)}"
        "</office:text></office:body></office:document-content>",
        "meta.xml": f"{head}<office:document-meta {_NAMES}><office:meta>"
        f"<dc:title>{escape(typeset(_FORM[0][1]))}</dc:title><dc:language>fr-BE</dc:language>"
        "</office:meta></office:document-meta>",
        "META-INF/manifest.xml": f"{head}<manifest:manifest"
        ' xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
        f' manifest:version="1.3">{"".join(entry.format(*file) for file in files)}'
        "</manifest:manifest>",
    }


def _paragraph(kind: str, text: str) -> str:
    words = escape(typeset(text), quote=False)
    if kind == "h":
        return f'<text:h text:outline-level="1">{words}</text:h>'
    return f"<text:p>{words}</text:p>"
