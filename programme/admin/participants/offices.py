"""The office that tells two people of one name apart in forms of the admin."""

from django.db import models

from content.translations import best_text, join_list
from programme.models import Contribution
from speakers.models import Speaker


def office_of(row: models.Model) -> str:
    """“Director, Ministry of Finance”, of a person or of a part on the day; else nothing."""
    if not isinstance(row, Speaker | Contribution):
        return ""
    body = row.organization
    texts = [best_text(row, "function")[0], best_text(body, "name")[0] if body else ""]
    return join_list(filter(None, texts))


def differs_on_the_day(part: Contribution) -> bool:
    """Whether the person's own function or organization is another one by now."""
    person = part.speaker
    functions = {best_text(row, "function")[0] for row in (part, person)}
    return len(functions) > 1 or part.organization_id != person.organization_id
