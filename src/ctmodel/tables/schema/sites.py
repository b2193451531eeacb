"""The tables of sites, persons, publications and documents."""

from typing import Final

from ctmodel.formats.native import document_address
from ctmodel.tables.schema.column import Level, Table, Way
from ctmodel.tables.schema.makers import (
    boolean,
    computed,
    date,
    integer,
    number,
    position,
    tag,
    term,
    text,
)

LOCATIONS: Final = Table(
    name="locations",
    about="a site",
    levels=(
        Level(
            (Way("locations[]"),),
            (
                position(),
                text("facility"),
                term("status"),
                text("city"),
                text("state"),
                text("zip"),
                text("country"),
                text("country_code"),
                number("latitude", "geo_point.lat", unit="degrees north"),
                number("longitude", "geo_point.lon", unit="degrees east"),
            ),
        ),
    ),
)

OFFICIALS: Final = Table(
    name="officials",
    about="a person responsible for the scientific leadership",
    levels=(Level((Way("overall_officials[]"),), (position(), text("name"), text("affiliation"), term("role"))),),
)

CONTACTS: Final = Table(
    name="contacts",
    about="a person or office to contact: personal data",
    on_request=True,
    levels=(
        Level(
            (Way("central_contacts[]", ("CENTRAL",)), Way("locations[].contacts[]", ("LOCATION",))),
            (
                tag("scope", how="CENTRAL or LOCATION"),
                computed("location_pointer", "string",
                         lambda node: node.above.place or None if node.tags == ("LOCATION",) and node.above else None,
                         how="the pointer of the site", null="a central contact"),
                position(),
                term("role"),
                text("name"),
                text("phone"),
                text("phone_ext"),
                text("email"),
            ),
        ),
    ),
)  # fmt: skip

PUBLICATIONS: Final = Table(
    name="publications",
    about="a publication that the record cites",
    levels=(
        Level(
            (Way("references[]"),),
            (
                position(),
                text("pmid"),
                term("type"),
                text("citation"),
                computed("retractions", "int64", lambda node: len(node.held.retractions), of=("retractions[]",),
                         unit="notices", how="the number of retraction notices", null="never"),
            ),
        ),
    ),
)  # fmt: skip

LINKS: Final = Table(
    name="links",
    about="a web page relevant to the trial",
    levels=(Level((Way("see_also_links[]"),), (position(), text("label"), text("url"))),),
)

IPD_DOCUMENTS: Final = Table(
    name="ipd_documents",
    about="a data set or document that is available to others",
    levels=(
        Level((Way("avail_ipds[]"),), (position(), text("id"), text("type"), text("url"), text("comment"))),
    ),
)  # fmt: skip

DOCUMENTS: Final = Table(
    name="documents",
    about="a document uploaded with the record",
    levels=(
        Level(
            (Way("documents.large_docs[]"),),
            (
                position(),
                text("type", "type_abbrev"),
                boolean("has_protocol"),
                boolean("has_sap"),
                boolean("has_icf"),
                text("label"),
                date("date"),
                date("upload_date"),
                text("filename"),
                integer("size", unit="bytes"),
                computed("url", "string", lambda node: document_address(node.record.trial.nct_id, node.held.filename),
                         of=("filename",), how="where the registry publishes it",
                         null="there is no NCT number or no file name"),
            ),
        ),
    ),
)  # fmt: skip
