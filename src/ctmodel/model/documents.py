"""Documents uploaded with a record."""

from __future__ import annotations

from typing import final

from attrs import define, field

from ctmodel.model.sourced import Sourced
from ctmodel.values import PartialDate


@final
@define(kw_only=True, repr=False)
class LargeDoc(Sourced):
    """A document uploaded with a record: protocol, analysis plan, consent form."""

    #: *Document Type*: ``Prot``, ``SAP``, ``ICF`` or a combination (``Prot_SAP``).
    type_abbrev: str | None = None
    #: ``LargeDocHasProtocol``: whether it holds the study protocol.
    has_protocol: bool | None = None
    #: ``LargeDocHasSAP``: whether it holds the statistical analysis plan.
    has_sap: bool | None = None
    #: ``LargeDocHasICF``: whether it holds the informed consent form.
    has_icf: bool | None = None
    #: *Subtitle*: what the document is.
    label: str | None = None
    #: *Document Date*: date of the document. A full date.
    date: PartialDate | None = None
    #: ``LargeDocUploadDate``: when it was uploaded, with minutes.
    upload_date: PartialDate | None = None
    #: ``LargeDocFilename``: name of the file.
    filename: str | None = None
    #: ``LargeDocSize``: size in bytes.
    size: int | None = None


@final
@define(kw_only=True, repr=False)
class Documents(Sourced):
    """The documents uploaded with a record."""

    #: ``LargeDocNoSAP``: whether there is no analysis plan.
    no_sap: bool | None = None
    #: ``LargeDoc``: the documents.
    large_docs: list[LargeDoc] = field(factory=list)
