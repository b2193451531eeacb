"""The classes of the model as bodies and responses of FastAPI."""

import asyncio
import json
from typing import Annotated, Any, final

import pytest

import ctmodel
from ctmodel import Arm, Trial
from ctmodel.formats.ctgov_v2.classes import table_of
from tests.laws.samples import full
from tests.laws.strict import same

fastapi = pytest.importorskip("fastapi")
httpx = pytest.importorskip("httpx")
pydantic = pytest.importorskip("pydantic")


class Page(pydantic.BaseModel):  # type: ignore[misc, name-defined]
    """A model with trials in it."""

    trials: list[Trial]
    arm: Arm | None = None


@final
class Client:
    """Asks an application, without a server."""

    def __init__(self, app: Any) -> None:
        self._app = app

    def get(self, path: str) -> Any:
        return asyncio.run(self._answer("GET", path))

    def post(self, path: str, **content: Any) -> Any:
        return asyncio.run(self._answer("POST", path, **content))

    async def _answer(self, method: str, path: str, **content: Any) -> Any:
        transport = httpx.ASGITransport(self._app)
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            return await client.request(method, path, **content)


@pytest.fixture
def client() -> Client:
    app = fastapi.FastAPI()

    @app.post("/same")
    def same_trial(trial: Annotated[Trial, fastapi.Body()]) -> Trial:
        return trial

    @app.post("/retitled")
    async def retitled(trial: Annotated[Trial, fastapi.Body()]) -> Trial:
        trial.brief_title = "New"
        return trial

    @app.post("/many")
    def many(trials: Annotated[list[Trial], fastapi.Body()]) -> list[Trial]:
        return trials[::-1]

    @app.post("/page")
    def page(page: Page) -> Page:
        return page

    @app.post("/arms")
    def arms(trial: Annotated[Trial, fastapi.Body()]) -> list[Arm]:
        return trial.arms

    @app.get("/fixture", response_model=Trial)
    def fixture() -> Any:
        return ctmodel.testing.load_fixture("NCT01219465")

    return Client(app)


@pytest.mark.parametrize("payload", [{}, {"z": [1, 1.0, None, 2**70], "hasResults": 5}, full(table_of(Trial))])
def test_a_trial_goes_in_and_comes_out_the_same(client: Client, payload: dict[str, Any]) -> None:
    response = client.post("/same", json=payload)
    assert response.status_code == 200
    assert same(json.loads(response.content), payload)


def test_handlers_get_trials(client: Client) -> None:
    response = client.post("/retitled", json={"z": 1})
    assert response.json() == {"z": 1, "protocolSection": {"identificationModule": {"briefTitle": "New"}}}


def test_lists_and_models(client: Client) -> None:
    assert client.post("/many", json=[{"a": 1}, {"b": 2}]).json() == [{"b": 2}, {"a": 1}]
    page = {"trials": [{"a": 1}], "arm": {"label": "A", "z": None}}
    assert client.post("/page", json=page).json() == page
    payload = full(table_of(Trial))
    arms = payload["protocolSection"]["armsInterventionsModule"]["armGroups"]
    assert same(client.post("/arms", json=payload).json(), arms)


def test_a_response(client: Client) -> None:
    trial = ctmodel.testing.load_fixture("NCT01219465")
    assert same(client.get("/fixture").json(), ctmodel.unstructure(trial))


@pytest.mark.parametrize("body", ["[]", "5", '"text"', '{"studies": []}'])
def test_what_is_no_study_is_refused(client: Client, body: str) -> None:
    response = client.post("/same", content=body, headers={"content-type": "application/json"})
    assert response.status_code == 422
    (error,) = response.json()["detail"]
    assert error["loc"] == ["body"]


def test_the_description_has_the_schema(client: Client) -> None:
    # Some versions of pydantic, such as 2.12, name the schemas of bodies and of responses apart though they are the same.
    described = json.loads(client.get("/openapi.json").text.replace("-Input", "").replace("-Output", ""))
    operation = described["paths"]["/same"]["post"]
    body = operation["requestBody"]["content"]["application/json"]["schema"]
    returned = operation["responses"]["200"]["content"]["application/json"]["schema"]
    assert body["$ref"] == returned["$ref"] == "#/components/schemas/Trial"
    expected = json.loads(json.dumps(ctmodel.schema()["$defs"]).replace("#/$defs/", "#/components/schemas/"))
    components = described["components"]["schemas"]
    assert {name: components[name] for name in expected} == expected
