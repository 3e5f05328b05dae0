"""Small files of each kind that netmeet reads, about invented people."""

FAMILY = {
    "name": "The Okafors",
    "ego": "rose",
    "people": [
        {"id": "ike", "name": "Ike", "sex": "M", "birth": 1948, "death": 2019},
        {"id": "rose", "name": "Rose Okafor", "sex": "F", "birth": "1950-06-12", "birth_order": 2},
        {"id": "ada", "name": "Ada", "sex": "F", "birth": 1975},
        {"id": "vi", "name": "Vi", "role": "neighbour"},
    ],
    "unions": [{"id": "u", "partners": ["ike", "rose"], "children": [{"id": "ada"}]}],
    "bonds": [{"a": "rose", "b": "vi", "kind": "best friends"}, {"a": "ada", "b": "rose", "kind": "distant"}],
}
GEDCOM = b"""\
0 HEAD
1 GEDC
2 VERS 5.5.1
0 @I1@ INDI
1 NAME Ann /Lee/
1 OCCU baker
0 @I2@ INDI
1 NAME Bo /Lee/
0 @F1@ FAM
1 WIFE @I1@
1 CHIL @I2@
0 TRLR
"""
