"""A cattrs converter for the classes of the model."""

from collections.abc import Callable
from typing import Any, Final, get_args, get_origin

from cattrs import BaseConverter, Converter
from cattrs.cols import list_structure_factory
from cattrs.dispatch import StructureHook

from ctmodel.codec.compiling import functions_of
from ctmodel.codec.payload import copied
from ctmodel.formats.native import payload_of, structure, tables
from ctmodel.model.trial import Trial
from ctmodel.values import Age, Duration, PartialDate

_STRICT: Final = (str, int, float, bool)


def make_converter() -> Converter:
    """Return a cattrs converter for the classes of the model, wherever they are nested in other classes.

    Unlike a plain cattrs converter, it does not coerce values: a number in place of text is an error.

    Example:
        >>> import ctmodel
        >>> converter = ctmodel.make_converter()
        >>> converter.structure("2021-05", ctmodel.PartialDate)
        PartialDate(text='2021-05')
    """
    converter = Converter()
    for cls in _STRICT:
        converter.register_structure_hook(cls, _strict(cls))
    converter.register_structure_hook_factory(_is_list, _strict_list)
    register_hooks(converter)
    return converter


def register_hooks(converter: BaseConverter) -> None:
    """Add hooks for the classes of the model to a cattrs converter; its other hooks stay.

    Args:
        converter: the converter that gets the hooks.

    Example:
        >>> import ctmodel
        >>> from cattrs import Converter
        >>> converter = Converter()
        >>> ctmodel.register_hooks(converter)
        >>> converter.unstructure(ctmodel.Age(18, "Years"))
        '18 Years'
    """
    for cls in tables():
        converter.register_structure_hook(cls, _structure if cls is Trial else _structured(cls))
        converter.register_unstructure_hook(cls, lambda held: copied(payload_of(held)))
    converter.register_structure_hook(PartialDate, lambda text, _: PartialDate(text))
    converter.register_structure_hook(Age, lambda text, _: Age.parse(text))
    converter.register_structure_hook(Duration, lambda text, _: Duration.parse(text))
    for value in (PartialDate, Age, Duration):
        converter.register_unstructure_hook(value, str)


def _structure(payload: object, _: object) -> Trial:
    return structure(payload)


def _structured(cls: type) -> Callable[[Any, Any], Any]:
    structure_one = functions_of(tables()[cls]).structure

    def structured(payload: Any, _: Any) -> Any:
        if not isinstance(payload, dict):
            raise TypeError(f"expected a JSON object for {cls.__name__}, not {type(payload).__name__}")
        return structure_one(copied(payload))

    return structured


def _strict(cls: type) -> Callable[[Any, Any], Any]:
    def strict(value: Any, _: Any) -> Any:
        if type(value) is cls or (cls is float and type(value) is int):
            return value
        raise TypeError(f"expected {cls.__name__}, not {type(value).__name__} {value!r:.80}")

    return strict


def _is_list(cls: Any) -> bool:
    return get_origin(cls) is list


def _strict_list(cls: Any, converter: BaseConverter) -> StructureHook:
    structure_items = list_structure_factory(cls, converter)

    def strict(value: Any, _: Any) -> Any:
        if isinstance(value, list):
            return structure_items(value, cls)
        raise TypeError(f"expected a list of {get_args(cls)[0]}, not {type(value).__name__} {value!r:.80}")

    return strict
