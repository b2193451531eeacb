"""Search results of the WHO International Clinical Trials Registry Platform (ICTRP), exported as XML."""

from typing import Final

from ctmodel.formats.foreign import XmlFormat

FORMAT: Final = XmlFormat(
    name="ictrp-xml",
    title="WHO ICTRP search results, XML",
    container="Trials_downloaded_from_ICTRP",
    record="Trial",
    table="ctmodel.formats.ictrp_xml.table:READER",
)
