"""Texts to test with: Markdown soup, and plain layouts."""

from hypothesis import strategies as st

WORDS = (
    "Inclusion Criteria:", "Exclusion Criteria:", "Exclusion criteria", "INCLUSION", "Key ", "Cohort A:",
    "Part 2 only",
    "Patients must meet all of the following:", "will be excluded if they:", "None", "may apply", "OR", "Note: ",
    "Age ≥ 18", "BMI \\> 30", "a", "fever", "18 to 65 years", "DISEASE CHARACTERISTICS:", "e. coli",
    "criteria", ":", ".",
)  # fmt: skip
MARKS = (
    "* ",
    "- ",
    "+ ",
    "\\- ",
    "• ",
    "1. ",
    "2. ",
    "3\\. ",
    "10) ",
    "a. ",
    "B. ",
    "ii) ",
    "(1) ",
    "1\\. ",
    "*",
    "-",
    "\\",
)
ENDS = ("\n", "\n\n", "\r\n", " ", "  ", "\t", "\n  ", "\n   ", "\n      ", "\n\n  ")

soups = st.lists(st.sampled_from((*WORDS, *MARKS, *ENDS)), max_size=30).map("".join) | st.text(max_size=60)

bullets = st.sampled_from(("* {}\n", "- {}\n", "{n}. {}\n", "{n}\\. {}\n", "• {}\n", "  -  {}\n\n", "{}\n\n"))
NEW = "adults asthma fever living near the clinic signed consent stable dose (a) > < [x] * \\ _ # ≥ 5"
sayings = st.lists(st.sampled_from(NEW.split()), min_size=1, max_size=8).map(lambda words: "Has " + " ".join(words))


@st.composite
def layouts(draw: st.DrawFn) -> str:
    """A text with one or two headers and a list, or paragraphs, below each."""
    text = ""
    for header in draw(st.sampled_from((("Inclusion",), ("Exclusion",), ("Inclusion", "Exclusion")))):
        bullet = draw(bullets)
        items = draw(st.lists(st.sampled_from(("adults", "asthma", "no fever", "own phone")), min_size=1, max_size=4))
        text += f"{header} Criteria:\n\n"
        text += "".join(bullet.format(f"Has {item} {n}", n=n) for n, item in enumerate(items, 1)) + "\n"
    return text
