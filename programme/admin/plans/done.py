"""The way from a change of the programme to the page that says what was done."""

from django.http import HttpResponseRedirect
from django.urls import reverse

from content.history.acts import Recording
from content.history.models import Act


def redirect_to_done(recording: Recording, *, otherwise: str) -> HttpResponseRedirect:
    """A redirect to the page of the act, which has a key only once the whole request is recorded.

    It leads to the address `otherwise` if nothing differs in the end.
    """
    response = HttpResponseRedirect(otherwise)

    def lead_to_act(act: Act) -> None:
        response["Location"] = reverse("admin:programme_done", args=[act.pk])

    recording.when_recorded.append(lead_to_act)
    return response
