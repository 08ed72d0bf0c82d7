"""The whole site in this process, on the shipped edition."""

import pytest

from grondstof.products.answers.desk import Desk
from grondstof.products.web.server import site
from tests.products.asking import Asking


@pytest.fixture(scope="session")
def desk(edition):
    return Desk()


@pytest.fixture(scope="session")
def client(desk):
    asking = Asking(site(desk))
    yield asking
    asking.close()
