"""Each documented method goes through the real client to a real portal and back into typed records."""

import pytest

from tests.contract.client import CLIENT
from tests.contract.scene import Scene
from tests.sandbox import catalogue


def test_every_documented_method_has_a_client_function() -> None:
    assert set(CLIENT) == set(catalogue.methods())


@pytest.mark.parametrize("method", CLIENT)
async def test_goes_through_the_client_and_back(scene: Scene, method: str) -> None:
    await CLIENT[method](scene)
    assert method.lower() in {name.lower() for name in scene.called}
