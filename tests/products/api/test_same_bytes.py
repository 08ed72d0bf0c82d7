"""The same question gets the same bytes: in another process, in another order, on more threads."""

import json
import os
import subprocess
import sys

from tests.conftest import ROOT
from tests.products.api.every_answer import addresses, digests

THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")


def test_every_endpoint_gives_the_same_bytes_in_another_process(client, desk):
    """The other process hashes otherwise, may use all cores, and is asked in reverse."""
    anew = {name: value for name, value in os.environ.items() if name not in THREADS}
    with subprocess.Popen(
        [sys.executable, "-m", "tests.products.api.every_answer"],
        cwd=ROOT, env=anew | {"PYTHONHASHSEED": "7"}, stdout=subprocess.PIPE,
    ) as other:  # fmt: skip
        here = digests(client, addresses(desk.questions()))
        there = json.loads(other.communicate(timeout=300)[0])
    assert len(here) > 50
    assert {status for status, _ in here.values()} <= {200}
    assert [address for address in here if here[address] != there[address]] == []


def test_a_query_of_an_edition_is_worked_out_in_one_thread(edition):
    """With more, the last digits of a sum depend on which thread was done first."""
    (row,) = edition.rows("select current_setting('threads') as threads")
    assert row["threads"] == 1
