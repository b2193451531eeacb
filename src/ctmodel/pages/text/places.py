"""Where the trial takes place, and whom to ask."""

from collections.abc import Iterator
from typing import Any

from ctmodel.pages.text.blocks import Section, section
from ctmodel.pages.text.prose import said, values
from ctmodel.pages.wording import worded


def places(trial: Any) -> Iterator[Section]:
    """Yield the number of sites, the sites, and the central contacts."""
    sites = trial.locations
    if sites:
        yield Section("", (str(len(sites)),))
    lines = [line for site in sites for line in _site(site)]
    if lines:
        yield Section("", tuple(lines))
    yield from section("Central trial contact", *values(map(_contact, trial.central_contacts)))
    removed = trial.derived.removed_countries if trial.derived else []
    yield from section("No longer in", *values(removed))


def _site(held: Any) -> list[str]:
    country = held.country
    place = ", ".join(values([held.facility, held.city, held.state, country]))
    point = held.geo_point
    more = [worded(held.status), held.zip, held.country_code, f"{point.lat}, {point.lon}" if point else None]
    lines = ["; ".join(values(more)), *values(map(_contact, held.contacts))]
    below = [f"  {line}" for line in lines if line]
    return [place or "Site without a name", *below] if place or below else []


def _contact(held: Any) -> str:
    phone = " ext. ".join(values([held.phone, held.phone_ext]))
    return ", ".join(values([held.name, said(held.role), phone, held.email]))
