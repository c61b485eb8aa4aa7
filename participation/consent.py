"""What is read to a person before an agent acts for them. The version is kept with the sitting.

Other words need another `models.sitting.CONSENT_VERSION`; these stay in the code's history.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WORDS: tuple[str | Promise, ...] = (
    _("The city enters what I say on the participation site, under the name I choose or none."),
    _("My ideas and comments are public. My votes are not: only totals are published."),
    _(
        "A receipt with a code lets me read the answer, take back what I said, or be forgotten."
        " No e-mail address is asked."
    ),
)
