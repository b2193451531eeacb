"""The study page."""

from ctmodel.model.trial import Trial


def study_page(trial: Trial) -> str:
    """Return the page."""
    return trial.brief_title or ""
