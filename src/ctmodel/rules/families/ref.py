"""Rules about references and links (REF)."""

import re
from collections.abc import Iterator
from functools import partial
from typing import Final
from urllib.parse import urlsplit

from ctmodel.lazy_regex import lazy_regex
from ctmodel.model.references import Reference
from ctmodel.model.trial import Trial
from ctmodel.rules.applies import WHOLE
from ctmodel.rules.comparing import repeated
from ctmodel.rules.counting import counted_items
from ctmodel.rules.definition import ERROR, NOTE, WARNING, Problems, rule
from ctmodel.rules.missing import missing
from ctmodel.rules.quoting import quoted
from ctmodel.terms.protocol import ReferenceType, Status

#: Scheme and host end within this many characters; what follows them may have any length.
_LONGEST_HOST: Final = 2_000
_PMID = lazy_regex(r"[0-9]{1,9}")
_PMID_IN_CITATION = lazy_regex(r"\b(?:PMID|PubMed ID)\s?:?\s?([0-9]{5,9})\b", re.IGNORECASE)


def _has_references(trial: Trial) -> bool:
    return bool(trial.references)


#: Make a rule that reads only references, and is not run where there are none.
_of_references = partial(rule, reads="references", applies=_has_references)


@rule(
    "REF001",
    severity=WARNING,
    source="RFC 3986 (URI), RFC 9110 (http and https)",
    reads="see_also_links avail_ipds ipd_sharing_statement",
)
def no_web_address(trial: Trial) -> Problems:
    """A web address does not begin with http or https and a host.

    Why:
        The registry turns it into a link, which then leads nowhere.

    Fix:
        Write the complete address, beginning with https://.

    Fires:
        Trial(see_also_links=[SeeAlsoLink(url="www.example.org")])
        Trial(avail_ipds=[AvailIpd(url="http:/example.org/data")])
        Trial(ipd_sharing_statement=IpdSharingStatement(url="on request"))

    Silent:
        Trial(see_also_links=[SeeAlsoLink(url="https://www.example.org/trial?id=1"), SeeAlsoLink()])
    """
    for path, url in _addresses(trial):
        if not _is_web_address(url):
            hint = f"; did you mean https://{url}?" if url.startswith("www.") and len(url) < 60 else ""
            yield path, f"{quoted(url)} is not a web address; expected http:// or https:// and a host{hint}"


def _addresses(trial: Trial) -> Iterator[tuple[str, str]]:
    statement = trial.ipd_sharing_statement
    if not trial.see_also_links and not trial.avail_ipds and (statement is None or not statement.url):
        return iter(())
    places = (
        *((f"see_also_links[{index}].url", link.url) for index, link in enumerate(trial.see_also_links)),
        *((f"avail_ipds[{index}].url", available.url) for index, available in enumerate(trial.avail_ipds)),
        ("ipd_sharing_statement.url", statement.url if statement is not None else None),
    )
    return ((path, url) for path, url in places if url)


def _is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url[:_LONGEST_HOST])
        host = parts.hostname or ""
        return parts.scheme in ("http", "https") and ("." in host or ":" in host) and not any(map(str.isspace, url))
    except ValueError:  # brackets around something other than an IPv6 address
        return False


@_of_references("REF002", severity=WARNING, source="PRS definitions, Citations")
def publication_cited_twice(trial: Trial) -> Problems:
    """A publication is cited twice.

    Why:
        Programs that count publications see two where there is one. References that the registry adds are exempt.

    Fix:
        Remove one of the two.

    Fires:
        Trial(references=[Reference(pmid="33433393", type=ReferenceType.RESULT), Reference(pmid="33433393")])

    Silent:
        Trial(references=[Reference(pmid="33433393"), Reference(pmid="33433394"), Reference()])
        Trial(references=[Reference(pmid="33433393"), Reference(pmid="33433393", type=ReferenceType.DERIVED)])
    """
    for index, reference, earlier in repeated(trial.references, _publication):
        message = f"publication {quoted(reference.pmid)} repeats references[{earlier}]; remove one"
        yield f"references[{index}].pmid", message


def _publication(reference: Reference) -> tuple[str, bool] | None:
    return (reference.pmid, reference.type == ReferenceType.DERIVED) if reference.pmid else None


@_of_references("REF003", severity=ERROR, source="PubMed identifiers (NLM): 1 to 9 digits")
def malformed_pmid(trial: Trial) -> Problems:
    """A PubMed identifier is not a number of one to nine digits.

    Why:
        Links to PubMed are built from it.

    Fix:
        Enter the number that PubMed assigned, without a prefix.

    Fires:
        Trial(references=[Reference(pmid="PMC7802936")])

    Silent:
        Trial(references=[Reference(pmid="33433393"), Reference(citation="Doe J. Aspirin. 2020.")])
    """
    for index, reference in enumerate(trial.references):
        if reference.pmid and not _PMID.fullmatch(reference.pmid):
            message = f"{quoted(reference.pmid)} is not a PubMed identifier; expected one to nine digits"
            yield f"references[{index}].pmid", message


@_of_references("REF004", severity=NOTE, source="PRS definitions, PubMed Identifier")
def pmid_in_citation_only(trial: Trial) -> Problems:
    """A citation contains its PubMed identifier, but the field for it is empty.

    Why:
        The field links publications to the trial; the text of the citation does not.

    Fix:
        Enter the identifier in the field for it.

    Fires:
        Trial(references=[Reference(citation="Doe J. Aspirin. 2020. PMID: 33433393")])

    Silent:
        Trial(references=[Reference(citation="Doe J. Aspirin. 2020. PMID: 33433393", pmid="33433393")])
    """
    for index, reference in enumerate(trial.references):
        match = None if reference.pmid else _PMID_IN_CITATION.search(reference.citation or "")
        if match:
            yield f"references[{index}].pmid", f"pmid is empty, but the citation contains {match[1]}; copy it to pmid"


@_of_references("REF005", severity=WARNING, source="ClinicalTrials.gov API v2, field Retraction")
def retracted_publication(trial: Trial) -> Problems:
    """A cited publication was retracted.

    Why:
        Its findings are unreliable; if it reports results of this trial, readers must know.

    Fix:
        Check whether the study still relies on the publication, and cite a later one if it does not.

    Fires:
        Trial(references=[Reference(pmid="33433393", retractions=[Retraction(pmid="33433394")])])

    Silent:
        Trial(references=[Reference(pmid="33433393")])
    """
    for index, reference in enumerate(trial.references):
        if reference.retractions:
            notice = reference.retractions[0].pmid or reference.retractions[0].source or "unnamed"
            publication = quoted(reference.pmid or reference.citation)
            message = f"publication {publication} was retracted (notice {quoted(notice)}); check whether to cite it"
            yield f"references[{index}].retractions", message


@missing(
    "REF006",
    "references[].citation",
    lambda reference: f"the citation is missing (pmid {quoted(reference.pmid)})",
    severity=WARNING,
    source="PRS definitions, Citation",
    applies=_has_references,
    requires=WHOLE,
)
def reference_without_citation() -> None:
    """A reference has no citation.

    Why:
        The registry displays the citation; without it, readers see nothing or a bare number.

    Fix:
        Enter the citation, or the PubMed identifier from which the registry adds it.

    Fires:
        Trial(references=[Reference(pmid="33433393")])

    Silent:
        Trial(references=[Reference(citation="Doe J. Aspirin. 2020.")])
    """


@_of_references("REF007", severity=NOTE, source="PRS definitions, Results Reference", reads="references overall_status")
def result_before_the_start(trial: Trial) -> Problems:
    """A study that is not yet recruiting cites a publication of its results.

    Why:
        There are no results yet; usually the publication is that of a pilot, which is background.

    Fix:
        Set the type to BACKGROUND.

    Fires:
        Trial(overall_status=Status.NOT_YET_RECRUITING, references=[Reference(type=ReferenceType.RESULT)])

    Silent:
        Trial(overall_status=Status.NOT_YET_RECRUITING, references=[Reference(type=ReferenceType.BACKGROUND)])
        Trial(overall_status=Status.COMPLETED, references=[Reference(type=ReferenceType.RESULT)])
    """
    if trial.overall_status == Status.NOT_YET_RECRUITING:
        message = "the study is not yet recruiting, but the reference has type RESULT; did you mean BACKGROUND?"
        yield from counted_items(
            trial,
            "reference",
            (
                ("result", f"references[{index}].type", message)
                for index, reference in enumerate(trial.references)
                if reference.type == ReferenceType.RESULT
            ),
        )
