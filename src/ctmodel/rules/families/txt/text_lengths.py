"""The rule about the length of texts that have no length rule of their own (TXT)."""

from functools import cache
from typing import Final

from ctmodel.codec.schema import Member, Row
from ctmodel.formats.native import TRIAL, field_at
from ctmodel.model.trial import Trial
from ctmodel.rules.definition import REGISTRY, WARNING, Problems, attribute_of, rule
from ctmodel.rules.lengths import limited, too_long

#: Texts with a length rule of their own.
_RULED: Final = frozenset(
    {
        "acronym",
        "arms[].description",
        "arms[].label",
        "brief_summary",
        "brief_title",
        "conditions[]",
        "detailed_description",
        "eligibility.study_population",
        "eligibility.text",
        "interventions[].description",
        "interventions[].name",
        "official_title",
        "org_study_id",
        "other_outcomes[].description",
        "other_outcomes[].measure",
        "other_outcomes[].time_frame",
        "primary_outcomes[].description",
        "primary_outcomes[].measure",
        "primary_outcomes[].time_frame",
        "secondary_ids[].domain",
        "secondary_ids[].id",
        "secondary_outcomes[].description",
        "secondary_outcomes[].measure",
        "secondary_outcomes[].time_frame",
        "why_stopped",
    }
)
#: Texts with a rule about their form: an NCT number (IDN001), web addresses (REF001).
_FORMED: Final = frozenset(
    {
        "avail_ipds[].url",
        "ipd_sharing_statement.url",
        "nct_id",
        "see_also_links[].url",
    }
)


def asked(row: Member) -> tuple[str, ...]:
    """Return the paths of the texts at and below an attribute whose length this rule checks."""
    return tuple(
        path
        for path in limited(row)
        if path not in _RULED and path not in _FORMED and field_at(path).max_chars_from != "recalled"
    )


#: The texts of the protocol that are checked; those of results are collected when there are results.
_PROTOCOL: Final = tuple(path for _, row in TRIAL.rows() if isinstance(row, Row) for path in asked(row))


@cache
def _of_results() -> tuple[str, ...]:
    return asked(TRIAL.places["results"][1])


@rule(
    "TXT014",
    severity=WARNING,
    of=REGISTRY,
    source="ClinicalTrials.gov API v2, metadata of fields, maxChars",
    reads=" ".join({attribute_of(path) for path in _PROTOCOL} | {"results"}),
)
def text_too_long(trial: Trial) -> Problems:
    """A text without a length rule of its own is longer than the registry accepts.

    Why:
        The registry rejects or cuts it. Backslashes and empty lines of Markdown do not count.

    Fix:
        Shorten the text.

    Fires:
        Trial(lead_sponsor=Sponsor(name="Institute of Headache " * 8))
        Trial(results=Results(more_info=MoreInfo(limitations_and_caveats="Few participants. " * 30)))

    Silent:
        Trial(lead_sponsor=Sponsor(name="Institute of Headache"))
        Trial(lead_sponsor=Sponsor(name="x" * 160))
    """
    yield from too_long(trial, *_PROTOCOL)
    if trial.results is not None:
        yield from too_long(trial, *_of_results())
