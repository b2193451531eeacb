"""The whole page: the sections in their order, and what they do not show."""

from collections.abc import Iterable, Iterator

from ctmodel.model.trial import Trial
from ctmodel.pages.recorder import Recorder
from ctmodel.pages.rest import rest
from ctmodel.pages.text.blocks import Section, part, section
from ctmodel.pages.text.outcomes import outcomes
from ctmodel.pages.text.places import places
from ctmodel.pages.text.prose import one_line, prose
from ctmodel.pages.text.record import record
from ctmodel.pages.text.results import results
from ctmodel.pages.text.study import design, details, overview, title


def sections(trial: Trial, *, contacts: bool = True) -> Iterator[Section]:
    """Yield the sections of a page that shows all that a trial holds.

    Args:
        trial: the trial.
        contacts: whether to show contacts and other persons.

    Raises:
        ValueError: an attribute holds a value that cannot be written.
        TypeError: an attribute holds a value of the wrong type.
    """
    recorder = Recorder(trial, contacts=contacts)
    held = recorder.trial
    yield from title(held)
    yield from overview(held)
    yield from part("Details and patient eligibility", *details(held))
    yield from part("Trial design", *design(held))
    yield from part("Planned outcomes", *outcomes(held))
    yield from part("Results", *results(held))
    yield from part("Trial contacts and locations", *places(held))
    yield from part("Record", *record(held))
    yield from part("Not shown above", *section("", *_left(recorder)))


def _left(recorder: Recorder) -> Iterable[str]:
    for left in rest(recorder):
        count = f" ({left.count:,} values)" if left.count > 1 else ""
        yield f"{left.place}{count}: {', '.join(one_line(prose(value)) for value in left.values)}"
