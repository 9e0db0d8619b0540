"""Sample search results: a few, all there are, and one page of many."""

from django.core.paginator import Paginator

from forum.demo.patterns.people import Cast
from forum.demo.patterns.sessions import Places, session
from programme.models import Document
from programme.pages.search import SearchQuery, SearchResults

WORDS = "regions"


def found(at: Places, cast: Cast, documents: list[Document]) -> dict[str, object]:
    sessions = [
        session(at.event, "Regions at work", hours=(9, 10)),
        session(at.event, "Regions called off", status="cancelled", hours=(9, 10)),
        session(at.event, "Budgets", title_fr="Budgets of regions", title_ar="regions"),
    ]
    for number, one in enumerate(sessions):
        one._prefetched_objects_cache = {"contributions": cast.parts[:1] if not number else []}
    middle = Paginator(sessions * 3, len(sessions)).page(2)
    speakers = [part.speaker for part in cast.parts]
    speakers[0].organization = cast.oecd
    bodies = [cast.oecd, cast.council, cast.only_arabic]
    for document, target in zip(documents, (sessions[0], at.commitments), strict=True):
        setattr(document, type(target)._meta.model_name, target)
    papers = [*documents, Document(title_en="Of the event", url="https://x.org/", event=at.event)]
    return {
        "query": SearchQuery(WORDS),
        "results": [
            SearchResults("session", middle.paginator.count, sessions, middle),
            SearchResults("speaker", 40, speakers),
            SearchResults("organization", len(bodies), bodies),
            SearchResults("document", len(papers), papers),
        ],
    }
