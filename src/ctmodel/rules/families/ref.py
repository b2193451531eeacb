"""Rules about references and links (REF)."""

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

from ctmodel.lazy_regex import lazy_regex
from ctmodel.model.trial import Trial
from ctmodel.rules.applies import WHOLE
from ctmodel.rules.counting import counted_items
from ctmodel.rules.definition import ERROR, NOTE, WARNING, Problems, rule
from ctmodel.rules.quoting import quoted
from ctmodel.terms.protocol import ReferenceType, Status

#: Within so many characters scheme and host end; what follows them may be of any length.
_LONGEST_HOST: Final = 2_000
_PMID = lazy_regex(r"[0-9]{1,9}")
_PMID_IN_CITATION = lazy_regex(r"\b(?:PMID|PubMed ID)\s?:?\s?([0-9]{5,9})\b", re.IGNORECASE)


def _has_references(trial: Trial) -> bool:
    return bool(trial.references)


@rule(
    "REF001",
    severity=WARNING,
    source="RFC 3986 (URI), RFC 9110 (http and https)",
    reads="see_also_links avail_ipds ipd_sharing_statement",
)
def no_web_address(trial: Trial) -> Problems:
    """The address of a web page does not begin with http or https and a host.

    Why:
        The registry makes a link of it, which then leads nowhere.

    Fires:
        Trial(see_also_links=[SeeAlsoLink(url="www.example.org")])
        Trial(avail_ipds=[AvailIpd(url="http:/example.org/data")])
        Trial(ipd_sharing_statement=IpdSharingStatement(url="on request"))

    Silent:
        Trial(see_also_links=[SeeAlsoLink(url="https://www.example.org/trial?id=1"), SeeAlsoLink()])
    """
    for path, url in _addresses(trial):
        if not _is_web_address(url):
            hint = f"; https://{url} may be meant" if url.startswith("www.") and len(url) < 60 else ""
            yield path, f"{quoted(url)} is not http:// or https:// and a host{hint}"


def _addresses(trial: Trial) -> Iterator[tuple[str, str]]:
    for index, link in enumerate(trial.see_also_links):
        if link.url:
            yield f"see_also_links[{index}].url", link.url
    for index, available in enumerate(trial.avail_ipds):
        if available.url:
            yield f"avail_ipds[{index}].url", available.url
    statement = trial.ipd_sharing_statement
    if statement is not None and statement.url:
        yield "ipd_sharing_statement.url", statement.url


def _is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url[:_LONGEST_HOST])
        host = parts.hostname or ""
        return parts.scheme in ("http", "https") and ("." in host or ":" in host) and not any(map(str.isspace, url))
    except ValueError:  # brackets that are no IPv6 address
        return False


@rule("REF002", severity=WARNING, source="PRS definitions, Citations", reads="references", applies=_has_references)
def publication_cited_twice(trial: Trial) -> Problems:
    """A publication is cited twice.

    Why:
        Programs that count publications see two where there is one. What the registry adds itself does not count.

    Fires:
        Trial(references=[Reference(pmid="33433393", type=ReferenceType.RESULT), Reference(pmid="33433393")])

    Silent:
        Trial(references=[Reference(pmid="33433393"), Reference(pmid="33433394"), Reference()])
        Trial(references=[Reference(pmid="33433393"), Reference(pmid="33433393", type=ReferenceType.DERIVED)])
    """
    first: dict[tuple[str, bool], int] = {}
    for index, reference in enumerate(trial.references):
        if reference.pmid:
            key = reference.pmid, reference.type == ReferenceType.DERIVED
            if first.setdefault(key, index) != index:
                message = f"publication {quoted(reference.pmid)} is cited already as references[{first[key]}]"
                yield f"references[{index}].pmid", f"{message}; once is enough"


@rule(
    "REF003",
    severity=ERROR,
    source="PubMed identifiers (NLM): 1 to 9 digits",
    reads="references",
    applies=_has_references,
)
def malformed_pmid(trial: Trial) -> Problems:
    """A PubMed identifier is not one to nine digits.

    Why:
        Links to PubMed are made of it.

    Fires:
        Trial(references=[Reference(pmid="PMC7802936")])

    Silent:
        Trial(references=[Reference(pmid="33433393"), Reference(citation="Doe J. Aspirin. 2020.")])
    """
    for index, reference in enumerate(trial.references):
        if reference.pmid and not _PMID.fullmatch(reference.pmid):
            yield (
                f"references[{index}].pmid",
                f"{quoted(reference.pmid)} is not a PubMed identifier: one to nine digits",
            )


@rule(
    "REF004",
    severity=NOTE,
    source="PRS definitions, PubMed Identifier",
    reads="references",
    applies=_has_references,
)
def pmid_in_citation_only(trial: Trial) -> Problems:
    """A citation names its PubMed identifier, and the field for it is empty.

    Why:
        Publications are linked to the trial by the field, not by the words.

    Fires:
        Trial(references=[Reference(citation="Doe J. Aspirin. 2020. PMID: 33433393")])

    Silent:
        Trial(references=[Reference(citation="Doe J. Aspirin. 2020. PMID: 33433393", pmid="33433393")])
    """
    for index, reference in enumerate(trial.references):
        match = None if reference.pmid else _PMID_IN_CITATION.search(reference.citation or "")
        if match:
            yield f"references[{index}].pmid", f"pmid is empty; the citation names {match[1]}"


@rule(
    "REF005",
    severity=WARNING,
    source="ClinicalTrials.gov API v2, field Retraction",
    reads="references",
    applies=_has_references,
)
def retracted_publication(trial: Trial) -> Problems:
    """A cited publication was retracted.

    Why:
        What it says is not to be relied on; if it is a result of this trial, readers must know.

    Fires:
        Trial(references=[Reference(pmid="33433393", retractions=[Retraction(pmid="33433394")])])

    Silent:
        Trial(references=[Reference(pmid="33433393")])
    """
    for index, reference in enumerate(trial.references):
        if reference.retractions:
            notice = reference.retractions[0].pmid or reference.retractions[0].source or "unnamed"
            message = (
                f"publication {quoted(reference.pmid or reference.citation)} was retracted (notice {quoted(notice)})"
            )
            yield f"references[{index}].retractions", f"{message}; check whether it is still to be cited"


@rule(
    "REF006",
    severity=WARNING,
    source="PRS definitions, Citation",
    reads="references",
    applies=_has_references,
    requires=WHOLE,
)
def reference_without_citation(trial: Trial) -> Problems:
    """A reference has no citation.

    Why:
        The registry shows the citation; without it readers see nothing, or a bare number.

    Fires:
        Trial(references=[Reference(pmid="33433393")])

    Silent:
        Trial(references=[Reference(citation="Doe J. Aspirin. 2020.")])
    """
    for index, reference in enumerate(trial.references):
        if not reference.citation:
            yield f"references[{index}].citation", f"the citation is missing (pmid {quoted(reference.pmid)})"


@rule(
    "REF007",
    severity=NOTE,
    source="PRS definitions, Results Reference",
    reads="references overall_status",
    applies=_has_references,
)
def result_before_the_start(trial: Trial) -> Problems:
    """A study that does not recruit yet cites a publication of its results.

    Why:
        There are no results yet; usually it is the publication of a pilot, which is background.

    Fires:
        Trial(overall_status=Status.NOT_YET_RECRUITING, references=[Reference(type=ReferenceType.RESULT)])

    Silent:
        Trial(overall_status=Status.NOT_YET_RECRUITING, references=[Reference(type=ReferenceType.BACKGROUND)])
        Trial(overall_status=Status.COMPLETED, references=[Reference(type=ReferenceType.RESULT)])
    """
    if trial.overall_status == Status.NOT_YET_RECRUITING:
        message = "the study does not recruit yet, and the reference is of type result; background may be meant"
        yield from counted_items(
            trial,
            "reference",
            (
                ("result", f"references[{index}].type", message)
                for index, reference in enumerate(trial.references)
                if reference.type == ReferenceType.RESULT
            ),
        )
