"""Home, the lists and the idea box in Dutch and English. Everything else shows in French there."""

from __future__ import annotations

from pages.demo.texts.front import Translated

DUTCH = {
    "fleurus": Translated(
        title="Maak mee uw stad",
        lead="Dien ideeën in, neem deel aan bevragingen en volg wat de Stad Fleurus ermee doet.",
        invitation_title="Uw mening telt, ook in twee minuten",
        invitation="""Wie in een van de acht deelgemeenten woont, werkt of studeert, kan deelnemen,
            online of [op papier](page:participer-sur-papier). Begin met een lopende bevraging of
            dien een idee in via de [ideeënbus](page:boite-a-idees).""",
        body=(
            (
                "steps",
                {
                    "title": "Hoe werkt het?",
                    "steps": [
                        ("Eerst", "U neemt deel", "Een idee, een stem, een antwoord.", False),
                        (
                            "Daarna",
                            "De stuurgroep leest en geeft door",
                            "Minstens om de twee weken, en elke maand aan het gemeentecollege.",
                            False,
                        ),
                        (
                            "Vervolgens",
                            "Het gemeentecollege neemt een standpunt in",
                            "Het is niet verplicht een idee te aanvaarden, maar licht zijn"
                            " beslissing toe.",
                            False,
                        ),
                        (
                            "Tot slot",
                            "U krijgt een antwoord",
                            "En een openbaar verslag zegt wat uw ideeën hebben veranderd.",
                            False,
                        ),
                    ],
                },
            ),
            (
                "notice",
                {
                    "tone": "info",
                    "text": """De bevragingen en artikels verschijnen in het Frans, de taal van de
                        gemeente. De bediening van de site bestaat ook in het Nederlands.""",
                },
            ),
        ),
    ),
    "consultations": Translated(
        title="Bevragingen",
        lead="""Een duidelijke vraag, vier tot zes weken om te antwoorden, een datum voor het
            verslag. Afgesloten bevragingen blijven leesbaar.""",
    ),
    "articles": Translated(
        title="Artikels",
        lead="De projecten, wat erachter schuilt en wat erna komt.",
    ),
    "bilans": Translated(
        title="Terugkoppeling",
        lead="U vroeg, wij deden: wat is weerhouden, wat niet, en waarom.",
    ),
    "boite-a-idees": Translated(
        title="Ideeënbus",
        lead="""Een idee voor uw straat, uw deelgemeente of heel de gemeente? U hoeft niet op een
            bevraging te wachten.""",
        alt="Illustratie: briefjes met een gloeilamp vallen in een bus.",
        body=(
            (
                "text",
                """
                ## Waarvoor dient ze?

                De ideeënbus is het hele jaar open voor **spontane ideeën**, van iedereen die de
                gemeente dagelijks beleeft.

                ## Hoe uw ideeën worden gelezen

                De stuurgroep leest elk idee, minstens om de twee weken. De samenvatting gaat elke
                maand naar het gemeentecollege, dat een standpunt inneemt en een dienst kan vragen
                het idee te onderzoeken.

                ## Wat wij niet beloven

                Het gemeentecollege is **niet verplicht** een idee te aanvaarden. U krijgt in elk
                geval een gemotiveerd antwoord.
                """,
            ),
        ),
    ),
}

ENGLISH = {
    "fleurus": Translated(
        title="Have a say in your city",
        lead="""Share your ideas, answer consultations and see what the City of Fleurus does with
            them.""",
        invitation_title="Your opinion counts, even in two minutes",
        invitation="""Anyone who lives, works or studies in one of the eight districts can take
            part, online or [on paper](page:participer-sur-papier). Start with an open consultation,
            or put an idea in the [suggestion box](page:boite-a-idees).""",
        body=(
            (
                "steps",
                {
                    "title": "How does it work?",
                    "steps": [
                        ("First", "You take part", "An idea, a vote, an answer.", False),
                        (
                            "Next",
                            "The steering committee reads and passes on",
                            "At least every two weeks, and every month to the municipal College.",
                            False,
                        ),
                        (
                            "Then",
                            "The College takes a position",
                            "It does not have to accept an idea; it explains its decision.",
                            False,
                        ),
                        (
                            "Finally",
                            "You get an answer",
                            "And a public report says what your ideas have changed.",
                            False,
                        ),
                    ],
                },
            ),
            (
                "notice",
                {
                    "tone": "info",
                    "text": """Consultations and articles are published in French, the language of
                        the municipality. The site itself can be used in English.""",
                },
            ),
        ),
    ),
    "consultations": Translated(
        title="Consultations",
        lead="""One clear question, four to six weeks to answer it, a date for the report. Closed
            consultations stay readable.""",
    ),
    "articles": Translated(
        title="Articles",
        lead="The projects, what goes on behind them and what comes next.",
    ),
    "bilans": Translated(
        title="Reports",
        lead="You said, we did: what was accepted, what was not, and why.",
    ),
    "boite-a-idees": Translated(
        title="Suggestion box",
        lead="""An idea for your street, your district or the whole municipality? It need not wait
            for a consultation.""",
        alt="Illustration: slips of paper with a light bulb fall into a box.",
        body=(
            (
                "text",
                """
                ## What is it for?

                The suggestion box welcomes **spontaneous ideas** all year round, from everyone who
                lives the daily life of the municipality.

                ## How your ideas are read

                The steering committee reads each idea, at least every two weeks. A summary goes to
                the municipal College every month. The College takes a position, and may ask a
                department to look into the idea.

                ## What we do not promise

                The College is **not obliged to accept** an idea. In any case, you receive an answer
                that gives its reasons.
                """,
            ),
        ),
    ),
}

TRANSLATIONS = {"nl": DUTCH, "en": ENGLISH}
