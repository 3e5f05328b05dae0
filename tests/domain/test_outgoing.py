"""Text that is about to leave: what is found in it, however it is typed, and what is left in peace."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netmeet.domain.network import MemberKind
from netmeet.domain.outgoing import WORDS_LEFT_OUT, KeptPrivate, kept_private, named_in, outgoing_doubts, outgoing_problems
from tests.support.make import a_member, a_network


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("A safeguarding meeting", "safeguarding"),
        ("SAFEGUARD", "safeguarding"),
        ("a safe-guarding meeting", "safeguarding"),
        ("Safe guarding", "safeguarding"),
        ("safe \u2013 guarding", "safeguarding"),
        ("He is abusive.", "abuse"),
        ("We talked of risks", "risk"),
        ("a \u201crisky\u201d tie", "risk"),
        ("I am concerned", "concern"),
        ("The enquiries go on", "enquiry"),
        ("an inquiry", "enquiry"),
        ("ri\u00adsk", "risk"),
        ("ri\u200bsk", "risk"),
        ("\uff52\uff49\uff53\uff4b", "risk"),
    ],
)
def test_words_that_a_letter_leaves_out_are_found_with_their_endings(text, word):
    assert outgoing_problems(text) == (f"It says \u201c{word}\u201d. Leave it out unless you have decided that it is safe to say.",)


@pytest.mark.parametrize("text", ["", "Come and talk on Tuesday.", "An asterisk, a brisk walk", "Disabused of it", "Frisky"])
def test_other_words_are_left_in_peace(text):
    assert outgoing_problems(text) == ()


def test_the_words_are_a_council_s_own():
    assert outgoing_problems("a risk of rain", words=()) == ()
    assert len(outgoing_problems("Social services (adults)", words=("social services (adults)",))) == 1


PRIVATE = KeptPrivate(
    names=("Al", "Zoë Bell"), details=("Flat 3", "01632 960 001", "1 Elm Road, LU1 1AA", "kev@example.org", "asthma", "MS")
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Al is coming", "It names Al, who is kept off copies."),
        ("ask zoe\u0308 bell", "It names Zoë Bell, who is kept off copies."),
        ("ring 01632-960-001", "It carries somebody else's details: 01632 960 001."),
        ("ring +44 (0)1632 960001", "It carries somebody else's details: 01632 960 001."),
        ("at 1, Elm Road\nLU1 1AA", "It carries somebody else's details: 1 Elm Road, LU1 1AA."),
        ("write to KEV@example.org.", "It carries somebody else's details: kev@example.org."),
        ("because of his asthma", "It carries somebody else's details: asthma."),
        ("flat 3, please", "It carries somebody else's details: Flat 3."),
        ("she has MS", "It carries somebody else's details: MS."),
    ],
)
def test_names_and_details_that_are_somebody_else_s_are_found_however_they_are_typed(text, found):
    assert outgoing_problems(text, PRIVATE) == (found,)


@pytest.mark.parametrize("text", ["Also at Alma's", "the rooms", "01632 960 002", "flat 31"])
def test_a_short_name_inside_a_word_is_no_name(text):
    assert outgoing_problems(text, PRIVATE) == ()


def test_what_is_private_is_everybody_else_s_details_and_the_names_of_those_kept_off_copies():
    network = a_network(
        a_member("Dawn", address="1 Elm Road\nLU1 1AA"),
        a_member("Kev", phone="01632 960 001", email="kev@example.org"),
        a_member("Mo", off_copies=True, safe_contact="by text", health="asthma"),
        a_member("dawn", id="other", off_copies=True),
    )

    assert kept_private(network, "kev").names == ("Mo",)
    assert kept_private(network, "kev").details == ("by text", "asthma")
    assert [home.lines for home in kept_private(network, "kev").homes] == [("1 Elm Road", "LU1 1AA")]
    assert kept_private(network, None, others=["before noon"]).details == (
        *("01632 960 001", "kev@example.org", "by text", "asthma", "before noon"),
    )


@given(st.text(), st.text(), st.text(min_size=1), st.sampled_from(WORDS_LEFT_OUT))
def test_any_text_can_be_checked_and_a_word_on_a_line_of_its_own_is_always_found(before, after, name, word):
    private = KeptPrivate((name,), (name,))

    assert any(f"\u201c{word}\u201d" in told for told in outgoing_problems(f"{before}\n{word}\n{after}", private))


ROSE = a_member("Rose Bell", address="14 Tansy Row, Midmere", phone="01632 960141", health="Asthma", communication="Sit on her right side")
CARL = a_member("Carl Bell", id="carl", address="14 Tansy Row\nMidmere", phone="(01632) 960141", email="carl@example.org")
AROUND = a_network(
    ROSE,
    CARL,
    a_member(
        "Kirsty Hollins",
        address="17 Millrace Court, Castle Ashwell, LU1 1AA",
        phone="07700 900352",
        safe_contact="Text only. Never at work.",
    ),
    a_member("Craig Hollins", address="Flat 2, 40 Canal Street, Midmere", email="craig.h@example.org", phone="960346"),
    a_member(
        "Bridie",
        address="Flat 3\n3 Quarry Cottages\nMidmere",
        health="Sleeps badly; wrist in a splint since September; Dementia",
        communication="Polish. Speak up, and wait for her",
        phone="01632 960155 / +44 7700 900312",
    ),
    a_member("Frank", address="Narrowboat Linnet, Mill Lock", safe_contact="At The Hope Centre, Tuesdays"),
    a_member("Olive Mott", address="Rushmere House, Midmere"),
    a_member("Ada", address="Rose Cottage Mill Lane"),
    a_member("Jem", address="22 Fennel, Midmere"),
    a_member("Wilf", address="5\nMidmere Road 9"),
    a_member("Pat", address="The Annexe, 5 Orchard Rise, Well Street, Midmere"),
    a_member("Kayleigh Marsh", off_copies=True),
    a_member("Mrs Joy Tanner", off_copies=True),
    a_member("Carl Hollins", id="hidden-carl", off_copies=True),
    a_member("Rose Reed", off_copies=True),
    a_member("The Marsh Club", off_copies=True, kind=MemberKind.ORGANISATION),
    a_member("The Hope Centre", id="hope", kind=MemberKind.ORGANISATION),
    a_member("Rushmere House", id="home", kind=MemberKind.PLACE),
)


@pytest.mark.parametrize(
    "text",
    [
        "Bring the cot to 17 Millrace Court (Castle Ashwell) after",
        "at 17, MILLRACE  CT.",
        "17 Millrace court",
        "17millracecourt",
        "lu11aa",
        "near LU1-1AA",
        "LU1  1aa",
        "flat 2 40 canal st",
        "Flat 2, 40 Canal Street",
        "apartment 2, 40 Canal Street",
        "Flat 3, 3 quarry cottages",
        "3 Quarry Cottages",
        "FLAT 3",
        "22 fennel",
        "Rose Cottage, Mill Ln",
        "0044 7700 900352",
        "7700 900352",
        "+44 (0)7700-900352",
        "+44.7700.900.352",
        "0 7 7 0 0 9 0 0 3 5 2",
        "07700\n900312",
        "call 01632-960155",
        "960346",
        "01632 960346",
        "CRAIG.H@EXAMPLE.ORG",
        "text only, never at work",
        "What Kayleigh wants",
        "kayleigh’s part",
        "KAYLEIGH",
        "with Kayleigh Marsh",
        "mrs joy tanner",
        "The Marsh club",
    ],
)
def test_what_gives_somebody_away_never_leaves(text):
    assert outgoing_problems(text, kept_private(AROUND, "carl"), ())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("at 40 Canal St.", "where somebody else lives: 40 canal street"),
        ("at 40 Canal", "where somebody else lives: 40 canal"),
        ("to 17 Millrace", "where somebody else lives: 17 millrace"),
        ("on the narrowboat linnet", "where somebody else lives: narrowboat linnet"),
        ("5 Orchard Rise", "where somebody else lives: 5 orchard rise"),
        ("by Well Street", "where somebody else lives: well street"),
        ("her wrist in a splint", "noted about somebody else: “wrist in a splint”"),
        ("Bridie sleeps badly.", "noted about somebody else: “sleeps badly”"),
        ("her dementia", "noted about somebody else: “dementia”"),
        ("speak up please", "noted about somebody else: “speak up”"),
        ("we wait for her, and sit on her right", "noted about somebody else: “sit on her right”"),
        ("never at work", "noted about somebody else: “never at work”"),
        ("Joy comes", "says “Joy”, as Mrs Joy Tanner is called, who is kept off copies."),
        ("Mr Tanner", "says “Tanner”, as Mrs Joy Tanner is called, who is kept off copies."),
        ("with Carl", "says “Carl”, as Carl Hollins is called, who is kept off copies."),
    ],
)
def test_what_may_give_somebody_away_is_asked_about(text, found):
    private = kept_private(AROUND, "carl")

    assert outgoing_problems(text, private, ()) == ()
    assert any(
        found in line and line.endswith("unless you have decided that it is safe to say.") for line in outgoing_doubts(text, private)
    )


@pytest.mark.parametrize(
    "text",
    [
        "I want us to plan how Carl Bell and I can go on living together, with enough help",
        "The Garden Room, Midmere Library, Mill Street (ground floor, no steps)",
        "Castle Ashwell",
        "117 Millrace Court Road and 170 Millrace",
        "40 people on canal boats",
        "01632 960114 or imran.latif@example.org",
        "07700 900353",
        "14 Tansy Row, Midmere",
        "ring 01632 960141 or carl@example.org",
        "What brings joy and hope, and what may come",
        "Rose, Rose Bell and what Rose wants",
        "Tidying the marsh",
        "Who helps her to get out, and for how long",
        "A Polish interpreter will be there",
        "Lunch at The Hope Centre",
        "The blue room, Rushmere House",
        "Mr Hollins and Rose Hollins",
        "10 to 3, at the back, in September",
        "flat 2, flat 20",
        "",
    ],
)
def test_what_gives_nobody_away_is_left_in_peace(text):
    private = kept_private(AROUND, "carl")

    assert outgoing_problems(text, private, ()) == ()
    assert outgoing_doubts(text, private) == ()


def test_the_place_of_a_meeting_may_be_somebody_s_home_when_the_worker_says_so():
    private = kept_private(AROUND, "carl")

    assert outgoing_problems("17 Millrace Court", private, place=True) == ()
    assert outgoing_doubts("17 Millrace Court", private, place=True) == (
        "It says where somebody else lives: 17 millrace court. Leave it out unless you have decided that it is safe to say.",
    )
    assert outgoing_doubts("17 Millrace Court", private) == ()


@pytest.mark.parametrize("text", ["17 Millrace Court", "17 Millrace", "By Millrace Court", "LU1 1AA"])
@pytest.mark.parametrize("place", [True, False])
def test_no_part_of_a_guarded_home_leaves(text, place):
    private = kept_private(AROUND, "craig-hollins", guarded={"kirsty-hollins"})

    assert outgoing_problems(text, private, place=place)
    assert outgoing_doubts(text, private, place=place) == ()


def test_a_guarded_home_is_no_reader_s_own_and_nobody_else_s_either():
    private = kept_private(AROUND, "carl", guarded={"rose-bell"})

    assert outgoing_problems("14 Tansy Row", private, place=True)
    assert [home.guarded for home in private.homes if "14 Tansy Row" in home.lines[0]] == [True]
    shared = kept_private(a_network(ROSE, CARL, a_member("Al")), "al", guarded={"rose-bell"})
    assert [home.guarded for home in shared.homes] == [True]


def test_what_is_refused_is_not_asked_about_as_well():
    text = "Text only. Never at work."

    assert outgoing_problems(text, kept_private(AROUND, "carl"))
    assert outgoing_doubts(text, kept_private(AROUND, "carl")) == ()


def people(*names):
    return [a_member(name) for name in names]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("So that Clive cannot do all the talking: he is not asked", [("Clive", "Clive Dunmore")]),
        ("How we go on without Craig Hollins there", [("Craig Hollins", "Craig Hollins")]),
        ("CRAIG’S part, clive’s part", [("Clive", "Clive Dunmore"), ("Craig", "Craig Hollins")]),
        ("Will is not asked", [("Will", "Will Grant")]),
        ("WILL", [("Will", "Will Grant")]),
        ("with siobhan", [("Siobhan", "Siobhán Rafferty")]),
        ("With Mum", [("Mum", "Mum")]),
        ("Joe is away", [("Joe", "Uncle Joe")]),
        ("Anne-Marie’s view", [("Anne-Marie", "Anne-Marie O’Dell")]),
        ("李雷 不来", [("李雷", "李雷")]),
        ("Rose Grant is not asked", [("Rose Grant", "Rose Grant")]),
        ("Will you come? It will help. Her mum may come, in May", [("Will", "Will Grant"), ("May", "May Tibbs")]),
        ("it will help, you may come with your mum to see the craigs", []),
        ("Rose and Carl Bell, and Joyce", []),
        ("next door", []),
    ],
)
def test_those_who_are_not_there_are_found_by_their_first_names(text, found):
    absent = people(
        *("Clive Dunmore", "Craig Hollins", "Will Grant", "May Tibbs", "Siobhán Rafferty", "Mum", "Uncle Joe", "Anne-Marie O’Dell"),
        *("李雷", "Rose Grant", "Carl Vance", "door keeper", " "),
    )

    assert list(named_in(text, absent, people("Rose Bell", "Carl Bell"))) == found


def test_where_the_adult_decided_only_whole_names_are_asked_about():
    absent = people("Clive Dunmore")

    assert named_in("To see Clive", absent, (), first_names=False) == ()
    assert named_in("To see Clive Dunmore", absent, (), first_names=False) == (("Clive Dunmore", "Clive Dunmore"),)


WORDS = st.text(st.sampled_from("abcdexyzABCé"), min_size=1, max_size=8)
LINES = st.lists(WORDS | st.integers(1, 99).map(str), min_size=2, max_size=6).map(" ".join)
PURPOSE = st.text(max_size=60)


@given(PURPOSE, PURPOSE, st.text(min_size=1).filter(lambda text: any(map(str.isalnum, text)) and len(text.splitlines()) == 1))
def test_any_stored_line_in_any_purpose_is_found(before, after, line):
    purpose = f"{before}\n{line}\n{after}"

    for field in (*(("address",) if any(map(str.isalpha, line)) else ()), "phone", "email", "safe_contact", "health"):
        private = kept_private(a_network(a_member("Rose Bell"), a_member("Kev", **{field: line})), "rose-bell")
        assert outgoing_problems(purpose, private)
    hidden = kept_private(a_network(a_member("Rose Bell"), a_member(line.strip(), id="x", off_copies=True)), "rose-bell")
    assert outgoing_problems(purpose, hidden) or not hidden.names


@given(PURPOSE, PURPOSE, st.integers(1, 999), WORDS, st.sampled_from(["Road", "Street", "Court"]), WORDS)
def test_any_house_and_street_in_any_purpose_is_found(before, after, number, name, street, town):
    private = kept_private(a_network(a_member("Rose Bell"), a_member("Kev", address=f"{number} {name} {street}, {town}")), "rose-bell")

    assert outgoing_problems(f"{before}\n{number} {name.upper()}  {street.lower()}\n{after}", private)


@given(PURPOSE, PURPOSE, st.text("0123456789", min_size=9, max_size=9), st.sampled_from(["", "0", "+44", "+44 (0)", "0044 "]), st.data())
def test_any_telephone_number_in_any_purpose_is_found_however_it_is_spaced(before, after, digits, begins, data):
    spaced = "".join(f"{digit}{data.draw(st.sampled_from(['', ' ', '-', '.']))}" for digit in digits)
    private = kept_private(a_network(a_member("Rose Bell"), a_member("Kev", phone=f"0{digits}")), "rose-bell")

    assert outgoing_problems(f"{before} tel {begins}{spaced} {after}", private)


@given(PURPOSE, PURPOSE, LINES, LINES)
def test_any_clause_of_a_note_in_any_purpose_is_found(before, after, clause, other):
    for field in ("health", "communication", "safe_contact"):
        private = kept_private(a_network(a_member("Rose Bell"), a_member("Kev", **{field: f"{other}; {clause}, {other}"})), "rose-bell")
        purpose = f"{before}\n{clause.upper()}\n{after}"
        assert outgoing_doubts(purpose, private) or outgoing_problems(purpose, private)


LENA = a_member("Lena Birch", health="HIV positive since 2019; sees Rose for tea")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Mrs Birch\u2019s house", True),
        ("L. Birch, Wendleford", True),
        ("with Ms BIRCH", True),
        ("under the birch tree", True),
        ("Birchwood Hall", False),
        ("the library", False),
    ],
)
def test_the_last_name_of_somebody_whom_an_order_protects_from_the_reader_is_asked_about(text, said):
    private = kept_private(a_network(a_member("Rose Okafor"), LENA, a_member("Kev Okafor")), "kev-okafor", guarded={"lena-birch"})

    asked = "It says \u201cBirch\u201d, as Lena Birch is called, whom an order protects from whoever reads this."
    assert (outgoing_doubts(text, private) == (f"{asked} Leave it out unless you have decided that it is safe to say.",)) is said
    assert outgoing_doubts(text, kept_private(a_network(a_member("Rose Okafor"), LENA, a_member("Kev Okafor")), "kev-okafor")) == ()


@pytest.mark.parametrize("name", ["Lena", "Lena Okafor", "Rose"])
def test_what_the_adult_is_called_too_is_no_last_name_that_gives_somebody_away(name):
    network = a_network(a_member("Rose Okafor"), a_member(name, id="lena"), a_member("Kev"))

    assert outgoing_doubts("Mrs Okafor, Rose, Kev", kept_private(network, "kev", guarded={"lena"})) == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("HIV", "hiv"),
        ("what hiv means", "hiv"),
        ("stay positive", "positive"),
        ("Come for tea with Rose, as you have since 2019", ""),
        ("Hive of bees", ""),
    ],
)
def test_one_word_that_is_not_usual_repeats_a_note_about_health(text, found):
    private = kept_private(a_network(a_member("Rose"), LENA, a_member("Kev")), "kev")

    told = f"It says what is noted about somebody else: \u201c{found}\u201d. Leave it out unless you have decided that it is safe to say."
    assert outgoing_doubts(text, private) == ((told,) if found else ())


def test_one_word_of_another_note_says_nothing():
    private = kept_private(a_network(a_member("Rose"), a_member("Lena", communication="Signs, with patience"), a_member("Kev")), "kev")

    assert outgoing_doubts("Patience!", private) == ()
