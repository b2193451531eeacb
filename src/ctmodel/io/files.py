"""The verbs for files: ``read``, ``write``, ``read_many``."""

import gzip
from collections.abc import Callable, Iterable, Iterator
from os import PathLike
from pathlib import Path
from typing import IO, Any, Literal

from ctmodel.errors import ReadError
from ctmodel.formats.foreign import ForeignFormat
from ctmodel.formats.native import (
    StudySource,
    is_study,
    payload_in,
    payload_of,
    structured_study,
    studies,
)
from ctmodel.formats.registry import document_format, foreign_record, other_than_record
from ctmodel.io.document import Document
from ctmodel.io.documents import documents
from ctmodel.io.keeping import is_compressed, kept, text_of
from ctmodel.io.replace import replace
from ctmodel.io.scan import Place, scan
from ctmodel.io.strings import loads
from ctmodel.io.text import MAX_BYTES, Lines, decoded, parse, render
from ctmodel.model.trial import Trial


def read(source: str | PathLike[str] | IO[bytes] | IO[str], *, format: str | None = None) -> Trial:
    """Read one trial from a file: a path or an open file.

    The format is recognised by the content, not by the name; ``.gz`` files are unpacked.

    Args:
        source: the file.
        format: the name of the format to take it for; :func:`ctmodel.formats.formats` lists them.

    Raises:
        ReadError: the file does not hold exactly one trial; :func:`read_many` reads several.
        ValueError: there is no format of this name.
        OSError: the file cannot be opened.

    Example:
        >>> import ctmodel
        >>> trial = ctmodel.read("NCT01219465.json")
        >>> trial.brief_title
        'Umbilical Cord Mesenchymal Stem Cells Infusion for Initial Type 1 Diabetes Mellitus'
    """
    if not isinstance(source, str | PathLike):
        data = source.read(MAX_BYTES + 1)
        return _trial(Document(data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass"), ""), format)
    path = Path(source)
    if path.is_dir() or path.name.lower().endswith((".zip", ".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")):
        raise ReadError("this can hold several studies: ctmodel.read_many reads it", path=str(path))
    (document,) = documents(path)
    return _trial(document, format)


def _trial(document: Document | ReadError, format: str | None) -> Trial:
    if isinstance(document, ReadError):
        raise document
    try:
        foreign = document_format(document.data, format)
        if foreign is None:
            return _trial_in_json(document.data, format)
    except ReadError as error:
        raise (document.placed(error) if document.path else error) from None
    trials: list[Trial] = []
    for trial in _foreign_trials(document, foreign):
        if isinstance(trial, ReadError):
            raise trial
        trials.append(trial)
    if len(trials) != 1:
        raise ReadError(
            f"this holds {len(trials)} records, not one: ctmodel.read_many reads it", path=document.path or None
        )
    return trials[0]


def _trial_in_json(data: bytes, format: str | None) -> Trial:
    payload = parse(data)
    found = foreign_record(payload, format)
    if found is None:
        return loads(data)
    foreign, record = found
    return foreign.trial(record)


def _foreign_trials(document: Document, foreign: ForeignFormat) -> Iterator[Trial | ReadError]:
    try:
        for record in foreign.records(document.data):
            yield foreign.trial(record)
    except ReadError as error:
        yield document.placed(error)


def write(trial: Trial, path: str | PathLike[str], indent: int | Literal["keep"] | None = "keep") -> None:
    """Write a study to a file; a name that ends in ``.gz`` is compressed.

    Over the file that the trial was read from, unless it was changed since, ``"keep"`` writes what was changed and no
    other byte: layout, line ends, escapes and the spelling of numbers stay, and what is added looks like what is
    beside it. Over any other file, and where there is none, it writes one line, as :func:`dumps` does.
    None is one line, a number the width of an indent.

    The file is replaced as a whole or not at all: where writing fails, the old file stays.

    Args:
        trial: the trial.
        path: where it is written.
        indent: ``"keep"``, None, or the width of an indent.

    Raises:
        TypeError: an attribute holds a value of a wrong type; the message begins with its path.
        ValueError: an attribute holds a value that the registry's field cannot have; a text or a key, unknown ones
            included, holds a lone surrogate (the message begins with its JSON pointer);
            ``indent`` is neither ``"keep"`` nor None nor a width from 0 to 16.
        OSError: the file cannot be written.

    Example:
        >>> import ctmodel
        >>> trial = ctmodel.read("NCT01219465.json")
        >>> trial.acronym = "MSC-T1D"
        >>> ctmodel.write(trial, "NCT01219465.json")
    """
    path = Path(path)
    payload = payload_of(trial)
    rendered = render(payload, None if indent == "keep" else indent)
    source = payload_in(trial._in_file())
    old = None if source is None else text_of(path, source)
    text = kept(old, source, payload) if indent == "keep" and old is not None and source is not None else None
    data = (rendered if text is None else text).encode()
    replace(path, gzip.compress(data, mtime=0) if is_compressed(path) else data)
    if old is not None:
        # The trial's file holds another payload from now on.
        trial._source = trial._read = StudySource(payload)


def read_many(
    source: str | PathLike[str],
    on_error: Callable[[ReadError], object] | None = None,
    *,
    format: str | None = None,
) -> Iterator[Trial]:
    """Read studies one after the other from wherever they are, holding one at a time.

    The source is a folder, a pattern, a ``.zip``, ``.json``, ``.jsonl`` or ``.ndjson`` file, or one of the latter with
    ``.gz``. A JSON document may be one study, a list of studies, a page (``{"studies": [...]}``) or a study wrapped as
    ``{"study": ...}``; these nest in any way.

    A document of another format is recognised by its content, or taken for ``format``, and its records are read.

    ``on_error`` is called with each error, and reading continues; without it, the first error is raised.

    Args:
        source: the folder, pattern or file.
        on_error: a function that is called with each error; None raises the first one.
        format: the name of the format of the documents; None recognises it.

    Raises:
        ReadError: something cannot be read or is not a study, and there is no ``on_error``.
        ValueError: there is no format of this name.
        OSError: the source cannot be opened.

    Example:
        >>> import ctmodel
        >>> [trial.nct_id for trial in ctmodel.read_many("*.json")]
        ['NCT01219465']
    """
    yield from trials_in(documents(source), on_error, format)


def trials_in(
    found: Iterable[Document | ReadError], on_error: Callable[[ReadError], object] | None, format: str | None = None
) -> Iterator[Trial]:
    """Read the trials in documents; see :func:`read_many`."""
    for document in found:
        for trial in _trials(document, format):
            if not isinstance(trial, ReadError):
                yield trial
            elif on_error is None:
                raise trial
            else:
                on_error(trial)


def _trials(document: Document | ReadError, format: str | None) -> Iterator[Trial | ReadError]:
    if isinstance(document, ReadError):
        yield document
        return
    if document.is_other:
        return
    try:
        foreign = document_format(document.data, format)
        if foreign is not None:
            yield from _foreign_trials(document, foreign)
            return
        payload: Any = parse(document.data)
    except ReadError as error:
        yield document.placed(error)
        return
    held = [(pointer, study, foreign_record(study, format)) for pointer, study in studies(payload)]
    others = {pointer for pointer, study, found in held if found is None and not is_study(study)}
    places = _places(document, others) if others else {}
    for pointer, study, found in held:
        if found is not None:
            yield found[0].trial(found[1])
        else:
            yield _other(document, pointer, study, places) if pointer in places else structured_study(study)


def _places(document: Document, pointers: set[str]) -> dict[str, tuple[int, int]]:
    """Line and column of values in a document; of equal keys, the last counts, as for readers."""
    text = decoded(document.data)
    lines, places = Lines(text), dict[str, tuple[int, int]]()

    def note(place: Place) -> None:
        if place.wanted:
            places[place.pointer] = lines.position(place.start)

    scan(text, note, pointers)
    return places


def _other(document: Document, pointer: str, value: object, places: dict[str, tuple[int, int]]) -> ReadError:
    """The error that something in a document is not a study."""
    line, column = places[pointer]
    where = document.pointer + pointer
    reason = f"{where}: {other_than_record(value)}" if where else other_than_record(value)
    return document.placed(ReadError(reason, line=line, column=column, code="STR002"))
