"""Measure how fast ctmodel reads and writes, against JSON parsers and generated pydantic models.

A plain program, not a test: timings decide nothing, and it exits with 0 whatever they are.
It needs the ``bench`` extra, and a system that can fork.
"""

import argparse
import os
import sys
from pathlib import Path
from zipfile import ZipFile

import ways
from memory import growth
from page import Measured, page
from peer import accepted, generated_classes
from speed import times
from startup import startup

import ctmodel
from ctmodel.model.trial import SECTIONS

_HELD = (ways.ORJSON, ways.PROTOCOL, ways.ALL, ways.PYDANTIC_PROTOCOL, ways.PYDANTIC)


def main() -> None:
    """Measure, and print the page or write it."""
    arguments = _arguments()
    text = page(_measured(arguments.corpus, arguments.openapi, arguments.rounds))
    sys.stdout.write(text)
    if arguments.markdown:
        arguments.markdown.write_text(text, encoding="utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    corpus = os.environ.get("CTMODEL_CORPUS")
    parser.add_argument(
        "--corpus",
        type=Path,
        default=corpus,
        required=corpus is None,
        help="folder that holds ctgov_v2.zip (default: $CTMODEL_CORPUS)",
    )
    parser.add_argument("--openapi", type=Path, required=True, help="the registry's OpenAPI document of API v2")
    parser.add_argument("--rounds", type=int, default=15, help="how often each way is timed (default: %(default)s)")
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="also write the page to a file")
    return parser.parse_args()


def _measured(corpus: Path, openapi: Path, rounds: int) -> Measured:
    generated = generated_classes(openapi)
    found = _records(corpus / "ctgov_v2.zip")
    texts = accepted(generated, found)
    compared = ways.ways(generated, openapi)
    for way in compared.values():  # whatever is made at first use is made now
        for text in texts:
            way(text)
    objects, of_sections = _objects(texts)
    return Measured(
        records=len(texts),
        rejected=len(found) - len(texts),
        bytes=sum(map(len, texts)),
        objects=objects - of_sections,
        all_objects=objects,
        rounds=rounds,
        memory={name: growth(compared[name], texts) for name in _HELD},
        times=times(compared, texts, rounds),
        startup=startup(rounds),
    )


def _objects(texts: list[bytes]) -> tuple[int, int]:
    """Count the objects of the model in records: all, and those of the other sections."""
    trials = [ctmodel.loads(text) for text in texts]
    sections = [getattr(trial, name) for trial in trials for name in SECTIONS]
    return ways.objects_in(trials), ways.objects_in(sections)


def _records(path: Path) -> list[bytes]:
    with ZipFile(path) as archive:
        return [archive.read(name) for name in archive.namelist() if name.endswith(".json")]


if __name__ == "__main__":
    main()
