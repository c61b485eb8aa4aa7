"""Filling in a questionnaire page by page: where one stands, and what one page may send."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from participation.surveys.definition import Definition
from participation.surveys.errors import SheetTampered
from participation.surveys.kinds import Typed
from participation.surveys.sheet import names_of, pages_of, shown_with


@dataclass(frozen=True)
class Steps:
    """The pages that these answers call for. Conditions hold without JavaScript."""

    questions: Sequence[Definition]
    typed: dict[str, list[str]]

    def pages(self) -> list[list[Definition]]:
        """Each with the questions that are shown; a page that nothing calls for is left out."""
        return self._pages

    @cached_property
    def _pages(self) -> list[list[Definition]]:
        shown = {question.code for question in shown_with(self.questions, self.typed)}
        pages = [[q for q in page if q.code in shown] for page in pages_of(self.questions)]
        return [page for page in pages if page]

    def page(self, number: int) -> list[Definition]:
        """The page of this number, counted from 1; the nearest one if there is none."""
        pages = self.pages()
        return pages[min(max(number, 1), len(pages)) - 1]

    def may_open_more(self, number: int) -> bool:
        """Whether an answer of this page may call for a question that is not shown yet."""
        here = {question.code for question in self.page(number)}
        conditions = (question.condition for question in self.questions)
        return any(condition and condition.question in here for condition in conditions)

    def page_of(self, code: str) -> int:
        """On which page a question stands."""
        pages = enumerate(self.pages(), 1)
        return next((n for n, page in pages if any(q.code == code for q in page)), 1)

    def after(self, number: int, sent: Typed) -> Steps:
        """With what one page sent in place of what stood there; what is no longer called for goes.

        Raises SheetTampered for a field that this page does not hold.
        """
        names = names_of(self.page(number))
        if sent.keys() - names:
            raise SheetTampered
        kept = {name: values for name, values in self.typed.items() if name not in names}
        kept |= {name: list(values) for name, values in sent.items() if any(values)}
        called_for = names_of(shown_with(self.questions, kept))
        return Steps(self.questions, {n: v for n, v in kept.items() if n in called_for})
