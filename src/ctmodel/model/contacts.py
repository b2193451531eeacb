"""Whom to contact, who leads the trial, and where it is conducted."""

from __future__ import annotations

from typing import final

from attrs import define, field

from ctmodel.model.sourced import Sourced
from ctmodel.terms.protocol import ContactRole, OfficialRole, RecruitmentStatus


@final
@define(kw_only=True, repr=False)
class Contact(Sourced):
    """A person or office to contact about taking part."""

    #: *First Name & Middle Initial & Last Name or Official Title & Degree*: name or official title.
    name: str | None = None
    #: ``CentralContactRole``: role of the contact.
    role: ContactRole | str | None = None
    #: *Phone*: telephone number.
    phone: str | None = None
    #: *Ext*: telephone extension.
    phone_ext: str | None = None
    #: *Email*: e-mail address. At most 254 characters.
    email: str | None = None


@final
@define(kw_only=True, repr=False)
class Official(Sourced):
    """A person responsible for the scientific leadership of the trial."""

    #: *First Name & Middle Initial & Last Name & Degree*: name and degree.
    name: str | None = None
    #: *Organizational Affiliation*: organization that the person belongs to. At most 255 characters.
    affiliation: str | None = None
    #: *Official's Role*: role in the trial.
    role: OfficialRole | str | None = None


@final
@define(kw_only=True, repr=False)
class GeoPoint(Sourced):
    """Coordinates of a city, from the registry's geocoding."""

    #: Latitude in degrees, north positive.
    lat: int | float | None = None
    #: Longitude in degrees, east positive.
    lon: int | float | None = None


@final
@define(kw_only=True, repr=False)
class Location(Sourced):
    """A site (facility) where the trial is conducted."""

    #: *Facility Name*: name of the facility. At most 254 characters.
    facility: str | None = None
    #: *Individual Site Status*: recruitment status of the site.
    status: RecruitmentStatus | str | None = None
    #: *City*: city of the site.
    city: str | None = None
    #: *State/Province*: state or province.
    state: str | None = None
    #: *ZIP/Postal Code*: postal code.
    zip: str | None = None
    #: *Country*: name of the country.
    country: str | None = None
    #: *Facility Contact or Facility Contact Backup*: persons to contact at the site.
    contacts: list[Contact] = field(factory=list)
    #: ``LocationGeoPoint``: coordinates of the city.
    geo_point: GeoPoint | None = None
    #: Two-letter country code; retired, found only in archived payloads.
    country_code: str | None = None
