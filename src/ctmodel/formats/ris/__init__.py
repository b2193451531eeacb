"""RIS, the format that reference managers and tools for systematic reviews import: a record for each trial."""

from typing import Final

from ctmodel.formats.written import WrittenFormat

FORMATS: Final = (
    WrittenFormat(
        name="ris",
        title="RIS, for reference managers and systematic reviews",
        suffixes=(".ris",),
        begins=b"TY  - ",
        written_by="ctmodel.formats.ris.table:WRITER",
    ),
)
