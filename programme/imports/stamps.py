"""A fingerprint of what a preview was made from."""

import hashlib

from content.digests import digest
from programme.imports.plan import Plan


def stamp(data: bytes, plan: Plan) -> str:
    """The same text as long as the file, and what is stored of the sessions and people that it
    names, are the same. It does not depend on the choices in the preview."""
    values = {
        "file": hashlib.sha256(data).hexdigest(),
        "sessions": [[one.row.pk, one.compared] for one in plan.sessions],
        "people": plan.people.found,
        "doubts": [[one.key, *(row.pk for row in one.candidates)] for one in plan.people.doubts],
        "gone": [one.pk for one in plan.gone],
        "read": [plan.read.zone, plan.read.language],
    }
    return digest(values)
