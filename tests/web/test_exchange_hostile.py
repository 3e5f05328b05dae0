"""Family trees that fold into themselves: they join a map, and every page about it still answers."""

from io import BytesIO

import pytest

from tests.support.site import hidden_fields

HEAD = "0 HEAD\n1 GEDC\n2 VERS 5.5.1\n"
OWN_PARENT = "0 @I1@ INDI\n1 NAME Ann\n1 FAMS @F1@\n1 FAMC @F1@\n0 @F1@ FAM\n1 HUSB @I1@\n1 WIFE @I1@\n1 CHIL @I1@\n"
RING = "".join(f"0 @I{n}@ INDI\n1 NAME Person {n}\n" for n in range(30)) + "".join(
    f"0 @F{n}@ FAM\n1 HUSB @I{n}@\n1 WIFE @I{(n + 7) % 30}@\n1 CHIL @I{(n + 1) % 30}@\n1 CHIL @I{(n + 3) % 30}@\n" for n in range(30)
)
CHILD_OF_ALL = "".join(f"0 @I{n}@ INDI\n1 NAME Person {n}\n" for n in range(20)) + "".join(
    f"0 @F{n}@ FAM\n1 HUSB @I{n}@\n1 CHIL @I0@\n1 CHIL @I19@\n" for n in range(1, 19)
)


@pytest.mark.parametrize("tree", [OWN_PARENT, RING, CHILD_OF_ALL], ids=["own parent", "ring", "child of all"])
def test_a_tree_that_folds_into_itself_is_a_map_like_any_other(worker, case_id, tree):
    page = worker.post(f"/cases/{case_id}/import", {"file": (BytesIO((HEAD + tree + "0 TRLR\n").encode()), "tree.ged")}, status=200)
    path = f"/cases/{case_id}/import/add"

    assert worker.client.post(path, data=hidden_fields(page, path) | {"adult": "m1"}).status_code == 303

    for about in ("network", "map", "drawings/genogram", "drawings/circles", "risk", "papers", "export/map"):
        worker.get(f"/cases/{case_id}/{about}")
    export = hidden_fields(worker.get(f"/cases/{case_id}/export/map"), f"/cases/{case_id}/export/map/gedcom")["csrf_token"]
    for form in ("members", "ties", "gedcom", "graphml", "dot"):
        assert worker.client.post(f"/cases/{case_id}/export/map/{form}", data={"csrf_token": export}).status_code == 200
