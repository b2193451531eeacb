"""The peers: classes that datamodel-code-generator writes from the registry's OpenAPI document."""

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import Any
from warnings import catch_warnings

from attrs import frozen
from datamodel_code_generator import DataModelType, InputFileType, PythonVersion, generate
from pydantic import ConfigDict, ValidationError, create_model


@frozen
class Generated:
    """Modules with the classes of the registry's OpenAPI document."""

    #: With ``extra="allow"``, so that unknown fields are kept, and with ``ProtocolStudy``: a study of which only the
    #: protocol section is typed.
    pydantic: ModuleType
    #: Structs of msgspec, and dataclasses for cattrs: both drop unknown fields.
    structs: ModuleType
    dataclasses: ModuleType


def generated_classes(openapi: Path) -> Generated:
    """Generate the classes and import them."""
    return Generated(
        _pydantic_models(openapi),
        _generated(openapi, DataModelType.MsgspecStruct),
        _generated(openapi, DataModelType.DataclassesDataclass),
    )


def _pydantic_models(openapi: Path) -> ModuleType:
    module = _generated(openapi, DataModelType.PydanticV2BaseModel, extra_fields="allow")
    module.ProtocolStudy = create_model(
        "ProtocolStudy",
        __config__=ConfigDict(extra="allow"),
        protocolSection=(module.ProtocolSection | None, None),
        **{name: (Any, None) for name in module.Study.model_fields if name != "protocolSection"},
    )
    return module


def _generated(openapi: Path, kind: DataModelType, **options: Any) -> ModuleType:
    """Generate classes of a kind in a temporary folder and import them."""
    with TemporaryDirectory() as folder, catch_warnings(action="ignore", category=FutureWarning):
        path = Path(folder) / f"generated_{kind.name.lower()}.py"
        generate(
            openapi,
            input_file_type=InputFileType.OpenAPI,
            output=path,
            output_model_type=kind,
            target_python_version=PythonVersion.PY_311,
            **options,
        )
        return _imported(path)


def accepted(generated: Generated, texts: list[bytes]) -> list[bytes]:
    """Return the records that the models accept: an error cuts a reading short, so its time says nothing."""
    return [text for text in texts if _accepts(generated.pydantic, text)]


def _accepts(generated: ModuleType, text: bytes) -> bool:
    try:
        generated.Study.model_validate_json(text)
    except ValidationError:
        return False
    return True


def _imported(path: Path) -> ModuleType:
    spec = spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path} cannot be imported")
    module = module_from_spec(spec)
    sys.modules[path.stem] = module  # pydantic looks types up there
    spec.loader.exec_module(module)
    return module
