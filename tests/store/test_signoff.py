"""Sign-off of an edition: two persons, beside the tables, and never over an existing edition."""

import pytest

from grondstof.errors import InputError
from grondstof.store import signoff
from grondstof.store.editions import Edition
from grondstof.store.signoff import Signoff


def test_what_is_signed_is_read_back(tmp_path):
    edition = Edition("2027", tmp_path)
    assert not signoff.read(edition).complete
    signed = Signoff("Maker", "Reader", "Director", "2027-01-31", "first")
    signoff.write(edition, signed)
    assert signoff.read(edition) == signed
    assert signed.complete


def test_one_person_cannot_be_both():
    with pytest.raises(InputError, match="two persons"):
        signoff.check(Signoff("Maker", "Maker"))


def test_an_edition_that_exists_is_never_replaced(monkeypatch):
    monkeypatch.setattr(signoff, "names", lambda: ["2026"])
    with pytest.raises(InputError) as caught:
        signoff.refuse_existing("2026")
    fault = caught.value.faults[0]
    assert (fault.where, fault.expected) == ("edition 2026", "a name that is free")
    signoff.refuse_existing("2027")
