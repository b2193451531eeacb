"""The verbs for text: ``loads`` and ``dumps``."""

from ctmodel.errors import ReadError
from ctmodel.formats.native import is_study, other_than_study, payload_of, structured_study
from ctmodel.io.text import parse, render
from ctmodel.model.trial import Trial


def loads(text: str | bytes) -> Trial:
    """Read one study from JSON text.

    Args:
        text: the JSON text; bytes are UTF-8.

    Raises:
        ReadError: the text is not JSON, with line and column, or holds anything but one study: a document without a
            value in any field of the registry is none.

    Example:
        >>> import ctmodel
        >>> text = '{"protocolSection": {"identificationModule": {"nctId": "NCT00000001"}}}'
        >>> ctmodel.loads(text).nct_id
        'NCT00000001'
    """
    payload = parse(text)
    try:
        trial = structured_study(payload)
    except TypeError as error:
        raise ReadError(str(error), line=1, column=1, code="STR002") from None
    if not is_study(payload):
        raise ReadError(other_than_study(payload), line=1, column=1, code="STR002")
    return trial


def dumps(trial: Trial, indent: int | None = None) -> str:
    """Return a study as JSON text: on one line, or indented by so many spaces.

    The registry's own downloads are indented by two.

    Args:
        trial: the trial.
        indent: the width of an indent; None writes one line.

    Raises:
        TypeError: an attribute holds a value of a wrong type; the message begins with its path.
        ValueError: an attribute holds a value that the registry's field cannot have; a text or a key, unknown ones
            included, holds a lone surrogate (the message begins with its JSON pointer);
            ``indent`` is neither None nor a width from 0 to 16.

    Example:
        >>> import ctmodel
        >>> ctmodel.dumps(ctmodel.Trial(nct_id="NCT00000001"))
        '{"protocolSection":{"identificationModule":{"nctId":"NCT00000001"}}}'
    """
    return render(payload_of(trial), indent)
