"""Sites by country."""

from collections import Counter
from typing import Any, Final

from attrs import frozen

from ctmodel.pages.html.texts import term

#: A country with more sites is closed.
_OPEN: Final = 12


@frozen
class Country:
    """The sites of one country."""

    name: str
    sites: list[Any]
    #: The width of its bar in percent of that of the country with most sites.
    width: float
    statuses: str
    #: Whether some site has coordinates.
    located: bool
    open: bool


@frozen
class SitesView:
    """The section: countries, and countries without sites."""

    countries: list[Country]
    removed: list[str]
    contacts: list[Any]


def sites(trial: Any) -> SitesView | None:
    """Return the section; None without sites, contacts and removed countries."""
    by_country: dict[str, list[Any]] = {}
    for site in trial.locations:
        by_country.setdefault((site.country or "").strip() or "Country not stated", []).append(site)
    removed = trial.derived.removed_countries if trial.derived else []
    contacts = trial.central_contacts
    if not (by_country or removed or contacts):
        return None
    most = max(map(len, by_country.values()), default=1)
    ordered = sorted(by_country.items(), key=lambda item: (-len(item[1]), item[0]))
    countries = [
        Country(
            name,
            held,
            100 * len(held) / most,
            _statuses(held),
            any(site.held.geo_point for site in held),
            len(held) <= _OPEN,
        )
        for name, held in ordered
    ]
    return SitesView(countries, removed, contacts)


def _statuses(held: list[Any]) -> str:
    counts = Counter(term(site.status) for site in held if site.status)
    return ", ".join(f"{count} {status.lower()}" for status, count in counts.most_common())
