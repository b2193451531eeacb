"""The colours of the page: contrast in both schemes, and groups that everybody can tell apart."""

import itertools
import re

import pytest

from ctmodel.pages.html.standalone import stylesheet

GROUPS = [f"g{number}" for number in range(1, 7)]
#: What people with each deficiency see of linear RGB, at full severity (Machado, Oliveira and Fernandes 2009).
VISION = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
WHITE = (0.95047, 1.0, 1.08883)
XYZ = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))


def tokens(scheme):
    blocks = [
        dict(re.findall(r"--([\w-]+):(#\w+)", block)) for block in re.findall(r":root\{([^}]*)\}", str(stylesheet()))
    ]
    return {**blocks[0], **(blocks[1] if scheme == "dark" else {})}


def linear(colour):
    digits = colour.lstrip("#")
    digits = "".join(2 * digit for digit in digits) if len(digits) == 3 else digits
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def times(matrix, vector):
    return [sum(factor * part for factor, part in zip(row, vector, strict=True)) for row in matrix]


def contrast(one, other):
    low, high = sorted(times(XYZ, linear(colour))[1] for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


def lab(colour, vision):
    seen = [min(max(part, 0), 1) for part in times(VISION[vision], linear(colour))]
    x, y, z = (
        ratio ** (1 / 3) if (ratio := part / white) > (6 / 29) ** 3 else ratio / (3 * (6 / 29) ** 2) + 4 / 29
        for part, white in zip(times(XYZ, seen), WHITE, strict=True)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def distance(one, other, vision):
    """The distance of two colours (CIE76)."""
    pairs = zip(lab(one, vision), lab(other, vision), strict=True)
    return sum((a - b) ** 2 for a, b in pairs) ** 0.5


def test_the_measures_agree_with_known_values():
    assert contrast("#000", "#fff") == pytest.approx(21, abs=0.01)
    assert contrast("#777777", "#fff") == pytest.approx(4.48, abs=0.01)
    assert lab("#ff0000", "normal") == pytest.approx((53.2, 80.1, 67.2), abs=0.2)
    # Red and green of one lightness are alike to a deuteranope.
    assert distance("#a05000", "#607000", "deutan") < 15 < distance("#a05000", "#607000", "normal")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_have_enough_contrast(scheme):
    held = tokens(scheme)
    for name, ground in itertools.product(("ink", "muted", "accent"), ("bg", "surface")):
        assert contrast(held[name], held[ground]) >= 4.5, (name, ground)
    for name in ("ok", "run", "done", "unknown", "stop", "error", "warning", "note"):
        assert contrast(held[name], held["bg"]) >= 4.5, name
    for name, ground in itertools.product(("ink", "accent"), ("error-bg", "warning-bg")):
        assert contrast(held[name], held[ground]) >= 4.5, (name, ground)
    for name in ("error", "warning"):
        assert contrast(held[name], held[f"{name}-bg"]) >= 4.5, name
    for name in ("strong", *GROUPS):
        assert contrast(held[name], held["bg"]) >= 3, name


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("vision", "least"), [("normal", 30), ("protan", 20), ("deutan", 14), ("tritan", 14)])
def test_colours_of_groups_can_be_told_apart(scheme, vision, least):
    held = tokens(scheme)
    for one, other in itertools.combinations(GROUPS, 2):
        assert distance(held[one], held[other], vision) >= least, (one, other)
