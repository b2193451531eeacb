"""What templates are rendered with."""

from functools import cache

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from ctmodel.pages import wording
from ctmodel.pages.html import texts
from ctmodel.pages.html.groups import group_name, group_number
from ctmodel.pages.html.lanes import drawn


@cache
def environment(package: str = "ctmodel.pages.html") -> Environment:
    """Return the environment of all templates: what they write is escaped, and a name that is not given is an error.

    Args:
        package: where templates are looked for before those of study pages.
    """
    made = Environment(
        loader=ChoiceLoader([PackageLoader(name) for name in dict.fromkeys((package, "ctmodel.pages.html"))]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(
        md=texts.prose,
        line=texts.line,
        t=texts.plain,
        term=texts.term,
        day=texts.day,
        url=texts.url,
        email=texts.email,
        pubmed=texts.pubmed,
        number=texts.number,
        breakable=texts.breakable,
        drawn=drawn,
        named=group_name,
        numbered=group_number,
        casefold=str.casefold,
    )
    made.globals.update(counted=texts.counted, wording=wording)
    return made
