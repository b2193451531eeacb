"""Lanes: the drawn column of a table. Its scale in percent of its width, its marks, and their SVG."""

from collections.abc import Iterable
from math import ceil, floor, isfinite, log10
from typing import Final

from attrs import frozen
from markupsafe import Markup

#: Where the axis begins and ends, in percent, so that no label is cut.
FIRST: Final = 3.0
LAST: Final = 94.0
_STEPS: Final = (1, 2, 2.5, 5, 10)
_LOG_STEPS: Final = (
    (1,), (1, 3), (1, 2, 5), (1, 1.5, 2, 3, 5, 7), (1, 1.2, 1.4, 1.6, 1.8, 2, 2.5, 3, 4, 5, 6, 7, 8, 9),
    tuple(number / 20 for number in range(20, 200)),
)  # fmt: skip
_MINUS: Final = "−"
#: The labels of an axis have so many characters at most, if it has more than a few.
_ROOM: Final = 26
_FEWEST: Final = 3


@frozen
class Tick:
    """A labelled place on an axis."""

    at: float
    text: str


@frozen
class Scale:
    """An axis."""

    low: float
    high: float
    ticks: tuple[Tick, ...]
    log: bool = False
    #: The value of the line of no difference, if there is one.
    line: float | None = None

    def x(self, value: float) -> float:
        """Return the place of a value, in percent of the lane; values beyond the axis are at the lane's edge."""
        low, high = (log10(self.low), log10(self.high)) if self.log else (self.low, self.high)
        at = log10(value) if self.log else value
        share = (at - low) / (high - low) if high > low else 0.5
        return round(min(max(FIRST + share * (LAST - FIRST), 0.0), 100.0), 2)

    def holds(self, value: float) -> bool:
        """Whether a value is on the axis."""
        return self.low <= value <= self.high


#: From none to all.
PERCENT: Final = Scale(
    0, 100, tuple(Tick(float(at), text) for at, text in ((0, "0"), (25, "25"), (50, "50"), (75, "75"), (100, "100%")))
)


@frozen
class Dot:
    """A mark of a group (1 to 6), of no group (0), or of a day: of the study (7), of the record (8), estimated (9)."""

    x: float
    y: int
    group: int = 0


@frozen
class Span:
    """A line, with end caps, or with an arrow where it continues beyond the lane."""

    x1: float
    x2: float
    y: int
    group: int = 0
    caps: bool = False
    cut_left: bool = False
    cut_right: bool = False


@frozen
class Bar:
    """A bar, by style: ``accent``, ``pale``, ``strong``, ``hollow``, ``g1`` to ``g6``."""

    x1: float
    x2: float
    y: int
    style: str
    height: int = 7


Mark = Dot | Span | Bar


def linear(low: float, high: float, *, most: int = 6) -> Scale | None:
    """Return an axis from a value to another, extended to whole steps; None if it cannot be drawn."""
    if not (isfinite(low) and isfinite(high)) or low > high or high - low > 1e15:
        return None
    if low == high:
        low, high = (low - 1, high + 1) if low else (0.0, 1.0)
    values = _stepped(low, high, most)
    labels = _labels(values)
    if most > _FEWEST and sum(map(len, labels)) > _ROOM:
        return linear(low, high, most=most - 1)
    return Scale(values[0], values[-1], tuple(map(Tick, values, labels)))


def _stepped(low: float, high: float, most: int) -> list[float]:
    """Return whole steps from at most a value to at least another."""
    power = 10.0 ** floor(log10((high - low) / most))
    step = next(size * power for size in _STEPS if (high - low) / (size * power) <= most)
    return [at * step for at in range(floor(low / step + 1e-9), ceil(high / step - 1e-9) + 1)]


def _labels(values: list[float]) -> list[str]:
    """Return values with the decimals that the most precise of them needs."""
    texts = [_shown(value) for value in values]
    if any("e" in text for text in texts):
        return texts
    decimals = max(map(_decimals, texts))
    return [
        text if not decimals or value == 0 else text + ("" if "." in text else ".") + "0" * (decimals - _decimals(text))
        for text, value in zip(texts, values, strict=True)
    ]


def _decimals(text: str) -> int:
    return len(text.partition(".")[2])


def logarithmic(low: float, high: float) -> Scale | None:
    """Return a logarithmic axis with 4 to 6 ticks if possible; None if it cannot be drawn."""
    if not (0 < low <= high and isfinite(high)) or high / low > 1e12:
        return None
    low, high = low / 1.05, high * 1.05
    best: list[float] = []
    for steps in _LOG_STEPS:
        found = [
            size * 10.0**power
            for power in range(floor(log10(low)) - 1, ceil(log10(high)) + 1)
            for size in steps
            if low <= size * 10.0**power <= high
        ]
        best = found or best
        if len(found) >= 4:
            break
    every = max(1, ceil(len(best) / 6))
    ticks = [at for at in best if at == 1.0 or not (best.index(at) - (best.index(1.0) if 1.0 in best else 0)) % every]
    return Scale(low, high, tuple(Tick(at, _shown(at)) for at in ticks), log=True)


def _shown(value: float) -> str:
    text = f"{round(value, 10):.10g}"
    if "e" in text:
        return text.replace("-", _MINUS)
    whole, dot, rest = text.lstrip("-").partition(".")
    return (_MINUS if text.startswith("-") else "") + (f"{int(whole):,}" if len(whole) > 4 else whole) + dot + rest


def drawn(scale: Scale, marks: Iterable[Mark], height: int) -> Markup:
    """Return a lane as SVG: gridlines and the line of no difference from its top to its bottom, and the marks."""
    parts = [f'<svg class="lane" aria-hidden="true" width="100%" height="{height}">']
    parts += [_vertical(scale.x(tick.at), "grid") for tick in scale.ticks]
    if scale.line is not None and scale.holds(scale.line):
        parts.append(_vertical(scale.x(scale.line), "zero"))
    parts.append("<g>")
    for mark in marks:
        if isinstance(mark, Bar):
            place = f'x="{mark.x1:g}%" y="{mark.y}" width="{max(mark.x2 - mark.x1, 0):.4g}%"'
            parts.append(f'<rect class="{mark.style}" {place} height="{mark.height}"/>')
        elif isinstance(mark, Dot):
            parts.append(f'<use class="g{mark.group}" href="#m{mark.group}" x="{mark.x:g}%" y="{mark.y}"/>')
        else:
            parts += _span(mark)
    return Markup("".join([*parts, "</g></svg>"]))  # noqa: S704 - numbers and names of ours


def _vertical(x: float, style: str) -> str:
    return f'<line class="{style}" x1="{x:g}%" x2="{x:g}%" y1="0" y2="100%"/>'


def _span(mark: Span) -> list[str]:
    style = f"g{mark.group}"
    y = mark.y
    parts = [f'<line class="{style}" x1="{mark.x1:g}%" x2="{mark.x2:g}%" y1="{y}" y2="{y}"/>']
    for x, cut, arrow in ((mark.x1, mark.cut_left, "left"), (mark.x2, mark.cut_right, "right")):
        if cut:
            parts.append(f'<use class="{style}" href="#{arrow}" x="{x:g}%" y="{y}"/>')
        elif mark.caps:
            parts.append(f'<line class="{style}" x1="{x:g}%" x2="{x:g}%" y1="{y - 4}" y2="{y + 4}"/>')
    return parts
