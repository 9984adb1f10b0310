import pytest

from evaluations import Assessment, an_assessment


@pytest.fixture
def on(db: None) -> Assessment:
    return an_assessment()
