"""The places of the annotations attributes in a ClinicalTrials.gov API v2 study, in the order of its keys."""

from ctmodel.codec.rows import boolean, date, many, term, text
from ctmodel.codec.schema import Table
from ctmodel.model.annotations import Annotations, UnpostedEvent, ViolationEvent
from ctmodel.terms.results import UnpostedEventType, ViolationEventType

UNPOSTED_EVENT = Table(UnpostedEvent, {
    "type": term("type", UnpostedEventType),
    "date": date("date"),
    "dateUnknown": boolean("date_unknown"),
})

VIOLATION_EVENT = Table(ViolationEvent, {
    "type": term("type", ViolationEventType),
    "description": text("description"),
    "creationDate": date("creation_date"),
    "issuedDate": date("issued_date"),
    "releaseDate": date("release_date"),
    "postedDate": date("posted_date"),
})

ANNOTATIONS = Table(Annotations, {
    "annotationModule": {
        "unpostedAnnotation": {
            "unpostedResponsibleParty": text("unposted_responsible_party"),
            "unpostedEvents": many("unposted_events", UNPOSTED_EVENT),
        },
        "violationAnnotation": {
            "violationEvents": many("violation_events", VIOLATION_EVENT),
        },
    },
})
