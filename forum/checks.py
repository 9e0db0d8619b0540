"""System checks of what the site cannot run well without."""

import datetime as dt
import zoneinfo

from django.core.checks import Error, Tags, register


@register(Tags.compatibility)
def zones_are_recent(app_configs, **options) -> list[Error]:
    """Morocco is one hour ahead of UTC until 20 September 2026 and level with it from then on."""
    casablanca = zoneinfo.ZoneInfo("Africa/Casablanca")
    expected = {dt.date(2020, 11, 20): 1, dt.date(2026, 12, 1): 0}
    for date, hours in expected.items():
        noon = dt.datetime.combine(date, dt.time(12), casablanca)
        if noon.utcoffset() != dt.timedelta(hours=hours):
            return [
                Error(
                    f"Old time zone rules: Africa/Casablanca is not at UTC+{hours} on {date}.",
                    hint="Install tzdata 2026.3 or later: pip install -r requirements.txt",
                    id="forum.E001",
                )
            ]
    return []
