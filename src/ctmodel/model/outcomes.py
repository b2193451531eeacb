"""Outcome measures as planned."""

from __future__ import annotations

from typing import final

from attrs import define

from ctmodel.model.sourced import Sourced


@final
@define(kw_only=True, repr=False)
class Outcome(Sourced):
    """An outcome measure as planned in the protocol."""

    #: *Title*: name of the measure. At most 255 characters.
    measure: str | None = None
    #: *Description*: metric or method of the measurement. Markdown, at most 999 characters.
    description: str | None = None
    #: *Time Frame*: time points of the measurement. At most 255 characters.
    time_frame: str | None = None
