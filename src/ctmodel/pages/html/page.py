"""The document: its sections, their order, and the contents."""

from collections.abc import Callable, Iterable
from typing import Any, Final

from attrs import frozen
from markupsafe import Markup

from ctmodel.model.trial import Trial
from ctmodel.pages.html import (
    adverse,
    baseline,
    design,
    eligibility,
    flow,
    glance,
    measures,
    sites,
    texts,
    timeline,
)
from ctmodel.pages.html.checks import Checks
from ctmodel.pages.html.environment import environment
from ctmodel.pages.html.groups import arm_colours
from ctmodel.pages.html.standalone import POLICY, stylesheet
from ctmodel.pages.recorder import Recorder
from ctmodel.pages.rest import rest
from ctmodel.rules.finding import Finding
from ctmodel.rules.validate import validate


@frozen
class Section:
    """A section of the page: its anchor, its heading, and what its template is given besides the trial."""

    id: str
    title: str
    view: Callable[[Any], Any] | None = None


@frozen
class Rendered:
    """A section that has content."""

    id: str
    title: str
    count: str
    body: Markup


SECTIONS: Final = (
    Section("about", "About"),
    Section("timeline", "Timeline", timeline.timeline),
    Section("design", "Design and groups", design.design),
    Section("eligibility", "Eligibility", eligibility.eligibility),
    Section("outcomes", "Planned outcomes"),
    Section("flow", "Participant flow", flow.flow),
    Section("baseline", "Baseline", baseline.baseline),
    Section("results", "Outcome results", measures.outcome_results),
    Section("adverse", "Adverse events", adverse.adverse_events),
    Section("limits", "Limits and agreements"),
    Section("sites", "Sites", sites.sites),
    Section("people", "Sponsor and oversight"),
    Section("sharing", "Data sharing"),
    Section("references", "References and documents"),
    Section("identifiers", "Identifiers"),
)


def page(trial: Trial, findings: Iterable[Finding] | None = None, *, contacts: bool = True) -> str:
    """Return a trial as one HTML document that needs no other file, no script and no network.

    All that the record holds is on the page, or is named at its end under "Not shown on this page".
    The page depends only on the trial and the findings.

    Args:
        trial: the trial.
        findings: what to report at its place and under "Checks"; if None, the findings of
            :func:`ctmodel.validate`, and with an empty list none.
        contacts: whether to show contacts and other persons. Without them, addresses in findings are masked, too.

    Raises:
        ModuleNotFoundError: the extra ``html`` is not installed.
        ValueError: an attribute holds a value that cannot be written.
        TypeError: an attribute holds a value of the wrong type.

    Example:
        >>> import ctmodel
        >>> trial = ctmodel.read("NCT01219465.json")
        >>> ctmodel.page(trial)[:15]
        '<!doctype html>'
    """
    recorder = Recorder(trial, contacts=contacts)
    checks = Checks(validate(trial) if findings is None else findings, mask=not contacts)
    held = recorder.trial
    given = {"trial": held, "checks": checks, "colours": arm_colours(trial.arms), "contacts": contacts}
    version = held.derived.version_holder if held.derived else None
    cells = glance.glance(held)
    rendered = [found for section in SECTIONS if (found := _rendered(section, given)) is not None]
    header = environment().get_template("header.html").render(cells=cells, **given)
    if len(checks):
        rendered.append(_section(Section("checks", "Checks"), given | {"view": None}))
    left = rest(recorder)
    rendered.append(_section(Section("rest", "Not shown on this page"), given | {"view": left}))
    document = environment().get_template("page.html")
    around = {"header": Markup(header), "style": stylesheet(), "policy": POLICY, "version": version}  # noqa: S704 - escaped
    return texts.writable(document.render(sections=rendered, **around, **given))


def _rendered(section: Section, given: dict[str, Any]) -> Rendered | None:
    """Return a section, or None if it has no content."""
    view = section.view(given["trial"]) if section.view else None
    if section.view and view is None:
        return None
    found = _section(section, given | {"view": view})
    return found if found.body.strip() else None


def _section(section: Section, given: dict[str, Any]) -> Rendered:
    module = environment().get_template(f"{section.id}.html").make_module(given)
    count = str(getattr(module, "count", "") or "")
    return Rendered(section.id, section.title, count, Markup(str(module)))  # noqa: S704 - the template has escaped it
