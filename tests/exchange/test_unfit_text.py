"""Texts in files lose what no page can show safely: control characters, and marks that turn their neighbours round."""

import json

import pytest

from netmeet.exchange.family import read_family
from netmeet.exchange.gedcom import read_gedcom


@pytest.mark.parametrize("unfit", ["\u202e", "\u2066", "\x07", "\x1f", "\x85"])
def test_names_in_files_keep_their_letters_and_nothing_that_turns_a_page_round(unfit):
    family = {"people": [{"id": "a", "name": f"Zed{unfit}egpj", "role": f"next{unfit} door"}], "unions": [], "bonds": []}
    gedcom = f"0 HEAD\n1 GEDC\n2 VERS 7.0\n0 @I1@ INDI\n1 NAME Zed{unfit}egpj\n0 TRLR\n".encode()

    (by_json,) = read_family(json.dumps(family).encode()).members
    (by_gedcom,) = read_gedcom(gedcom).network.members

    assert (by_json.name, by_json.does) == ("Zedegpj", "next door")
    assert by_gedcom.name == "Zedegpj"
