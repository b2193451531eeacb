"""The peer: pydantic models that datamodel-code-generator writes from the registry's OpenAPI document."""

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import Any
from warnings import catch_warnings

from datamodel_code_generator import DataModelType, InputFileType, PythonVersion, generate
from pydantic import ConfigDict, ValidationError, create_model


def generated_models(openapi: Path) -> ModuleType:
    """Generate the models in a temporary folder and import them.

    Unknown fields are kept (``extra="allow"``): what drops them does less, and is no peer.
    ``ProtocolStudy`` is added: a study of which only the protocol section is typed.
    """
    with TemporaryDirectory() as folder, catch_warnings(action="ignore", category=FutureWarning):
        path = Path(folder) / "generated_models.py"
        generate(
            openapi,
            input_file_type=InputFileType.OpenAPI,
            output=path,
            output_model_type=DataModelType.PydanticV2BaseModel,
            target_python_version=PythonVersion.PY_311,
            extra_fields="allow",
        )
        module = _imported(path)
    module.ProtocolStudy = create_model(
        "ProtocolStudy",
        __config__=ConfigDict(extra="allow"),
        protocolSection=(module.ProtocolSection | None, None),
        **{name: (Any, None) for name in module.Study.model_fields if name != "protocolSection"},
    )
    return module


def accepted(generated: ModuleType, texts: list[bytes]) -> list[bytes]:
    """Return the records that the models accept: an error cuts a reading short, so its time says nothing."""
    return [text for text in texts if _accepts(generated, text)]


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
