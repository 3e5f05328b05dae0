"""The drawings on screen and as files: each copy holds what its reader may see, whatever anybody is called and however many there are."""

import io
import random
from datetime import date
from urllib.parse import urlencode
from xml.etree import ElementTree as ET

import pypdf
import pytest

from netmeet.domain.casefile import CaseFile, Profile
from netmeet.domain.dates import PartialDate
from netmeet.domain.disclosure import Audience
from netmeet.domain.meeting import AdultSays, Invite
from netmeet.domain.network import Child, ChildKind, Household, Member, Network, Sphere, TieKind, Union, UnionKind
from netmeet.drawing.scene import Text
from netmeet.services import exchange, maps, network
from netmeet.services.maps import View
from netmeet.store import audit
from tests.support.around import Around
from tests.support.canaries import HIDDEN, OWN, TOGETHER, fill
from tests.support.families import made_up, network_of
from tests.support.hostile import NAMES
from tests.support.pages import links, words_of, would_run

WORKER, ADULT, FAMILY = Audience.WORKER, Audience.ADULT, Audience.FAMILY
OFFERED = [("genogram", WORKER), ("genogram", ADULT), ("genogram", FAMILY), ("circles", WORKER), ("circles", ADULT)]
FILES = {"pdf": "application/pdf", "svg": "image/svg+xml", "png": "image/png"}
HARM = ("concern", "worry", "abuse", "order", "restrict", "bound", "harm", "strain", "affair", "risk")


@pytest.fixture
def drawings(case_id):
    """The address of a drawing, or of a file of it."""

    def address(view, audience=None, form="", case=case_id):
        asked = f"?{urlencode({'copy': getattr(audience, 'value', audience)})}" if audience else ""
        return f"/cases/{case}/drawings/{view}{'.' + form if form else ''}{asked}"

    return address


@pytest.fixture
def file_of(worker, drawings):
    """The bytes of a drawing as a file."""

    def read(view, audience, form, **more):
        worker.last = worker.client.get(drawings(view, audience, form, **more))
        assert worker.last.status_code == 200
        assert worker.last.mimetype == FILES[form]
        return worker.last.data

    return read


def pdf_text(data):
    return " ".join("\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages).split())


def svg_text(data):
    return " ".join("".join(ET.fromstring(data).itertext()).split())  # noqa: S314 (our own)


def png_size(data):
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    return int.from_bytes(data[16:20]), int.from_bytes(data[20:24])


# ---------------------------------------------------------------- what is offered


@pytest.mark.parametrize(("view", "audience"), OFFERED)
def test_each_copy_stands_on_its_page_with_the_same_facts_in_words(worker, within, case_id, drawings, view, audience):
    fill(within, case_id)

    page = worker.get(drawings(view, audience))

    words = words_of(page)
    assert words.startswith({"genogram": "Genogram", "circles": "Circles of support"}[view])
    assert "The same in words" in words
    assert "is it safe for them to have this at home?" in words
    assert "Rose Okafor" in words
    assert "Bea" in words
    assert ("Kit" in words) is (audience is WORKER)
    assert page.count("<svg") >= 1
    assert would_run(page) == []


def test_the_workers_copy_is_what_opens_and_its_people_are_links(worker, within, case_id, drawings):
    ids = fill(within, case_id)

    page = worker.get(drawings("genogram"))

    assert "Worker’s copy" in words_of(page)
    assert f"/cases/{case_id}/network/members/{ids['Bea']}" in links(page, f"/cases/{case_id}/network/members/")
    for audience in (ADULT, FAMILY):
        assert links(worker.get(drawings("genogram", audience)), f"/cases/{case_id}/network/members/") == []


@pytest.mark.parametrize(
    ("view", "audience"),
    [
        ("genogram", "nobody"),
        ("circles", FAMILY),
        ("genogram", Audience.SHARED_SCREEN),
        ("genogram", Audience.SUPERVISOR),
        ("circles", "<b>"),
    ],
)
@pytest.mark.parametrize("form", ["", "pdf", "svg"])
def test_no_other_copy_is_made(worker, drawings, view, audience, form):
    worker.get(drawings(view, audience, form), status=404)


@pytest.mark.parametrize("name", ["genogram.gif", "genogram.html", "ecomap.pdf", "ecomap", "genogram.pdf.svg"])
def test_no_other_drawing_or_file_is_made(worker, drawings, name):
    worker.get(drawings(name), status=404)


def test_going_from_the_networks_copy_to_the_circles_never_shows_the_workers(worker, case_id, drawings):
    page = worker.get(drawings("genogram", FAMILY))

    circles = [address for address in links(page, f"/cases/{case_id}/drawings/circles") if address.partition("?")[0].endswith("circles")]
    assert circles == [drawings("circles", ADULT)]


# ---------------------------------------------------------------- files


@pytest.mark.parametrize(("view", "audience"), OFFERED)
@pytest.mark.parametrize("form", FILES)
def test_every_copy_can_be_taken_away_under_a_name_that_says_nothing(worker, within, case_id, file_of, view, audience, form):
    fill(within, case_id)

    data = file_of(view, audience, form)

    name = {"genogram": "diagram"}.get(view, view)
    name = f"worker-{name}" if audience is WORKER else name
    assert worker.last.headers["Content-Disposition"] == f'attachment; filename="{name}.{form}"'
    assert worker.last.headers["Cache-Control"] == "no-store"
    if form == "png":
        assert min(png_size(data)) > 100
    else:
        words = pdf_text(data) if form == "pdf" else svg_text(data)
        assert "Rose" in words
        assert "Bea" in words
        assert "22 November 2026" in words


def test_a_copy_that_leaves_asks_whether_it_is_safe_at_home_and_the_workers_does_not(file_of):
    assert "safe to have this at home?" in pdf_text(file_of("genogram", FAMILY, "pdf"))
    assert "safe to have this at home?" in pdf_text(file_of("genogram", ADULT, "pdf"))
    assert "at home?" not in pdf_text(file_of("genogram", WORKER, "pdf"))


@pytest.mark.parametrize(
    ("view", "audience", "heading"),
    [
        ("genogram", WORKER, "Genogram: worker’s copy, not to be given away"),
        ("circles", WORKER, "Circles of support: worker’s copy, not to be given away"),
        ("genogram", ADULT, "Genogram: Rose Okafor’s own copy"),
        ("circles", ADULT, "Circles of support: Rose Okafor’s own copy"),
    ],
)
def test_a_copy_says_on_itself_whose_it_is(worker, drawings, file_of, view, audience, heading):
    assert heading in svg_text(file_of(view, audience, "svg"))
    assert heading in pdf_text(file_of(view, audience, "pdf"))
    assert heading in words_of(worker.get(drawings(view, audience)))


@pytest.mark.parametrize("view", View)
def test_no_name_or_title_is_so_long_that_whose_copy_it_is_gets_lost(view):
    adult = Member("a", "Wilhelmina Featherstonehaugh-Cholmondeley " * 7)
    alone = Network("a", (adult,))

    for audience, ending in ((WORKER, "worker’s copy, not to be given away"), (ADULT, "’s own copy")):
        scene = maps.drawn(alone, view, audience, date(2026, 11, 22), "The family of Wilhelmina " * 20).scene
        bold = " ".join(shape.text for shape in scene.shapes if isinstance(shape, Text) and shape.bold)
        assert ending in bold
    assert maps.drawn(Network(), view, ADULT, date(2026, 11, 22), "Genogram").scene.title == "Genogram"


def test_the_networks_copy_is_headed_with_what_it_is_and_no_more(file_of):
    words = svg_text(file_of("genogram", FAMILY, "svg"))

    assert words.startswith("Genogram")
    assert "copy" not in words


def test_no_file_carries_an_id_or_anything_that_runs(within, case_id, file_of):
    ids = fill(within, case_id)

    for view, audience in OFFERED:
        source = file_of(view, audience, "svg").decode()
        assert not any(id in source for id in (*ids.values(), case_id))
        assert would_run(source) == []
        assert "href" not in source


# ---------------------------------------------------------------- what each copy holds


@pytest.mark.parametrize("audience", [ADULT, FAMILY])
def test_a_copy_that_leaves_holds_nothing_that_is_the_workers(worker, within, case_id, drawings, file_of, audience):
    fill(within, case_id)

    for view in ("genogram", "circles") if audience is ADULT else ("genogram",):
        page = worker.get(drawings(view, audience)).lower()
        copies = [page[page.index("<svg") : page.index("</main>")], file_of(view, audience, "svg").decode().lower()]
        for copy in [*copies, pdf_text(file_of(view, audience, "pdf")).lower()]:
            for word in (HIDDEN, "kit", *HARM, "3 april", "1 february", "important", "wren"):
                assert word not in copy, (view, word)


def test_the_networks_copy_holds_no_closeness_no_help_and_nothing_in_the_adults_own_words(worker, within, case_id, drawings, file_of):
    fill(within, case_id)

    page = worker.get(drawings("genogram", FAMILY)).lower()
    for copy in (page, file_of("genogram", FAMILY, "svg").decode().lower(), pdf_text(file_of("genogram", FAMILY, "pdf")).lower()):
        for word in (HIDDEN, OWN, TOGETHER, "plays cards", "money", "less often"):
            assert word not in copy, word


def test_the_workers_copy_shows_the_worry(worker, within, case_id, drawings):
    fill(within, case_id)

    assert "worr" in words_of(worker.get(drawings("genogram", WORKER)), "main").lower().replace("with worries", "")


# ---------------------------------------------------------------- what the network's copy shows by itself, and with the adult's agreement


@pytest.fixture
def family(within, case_id):
    """Rose adopted Tom with Al, from whom she parted in 2001; Pam is a friend, Vi Rose's aunt."""

    kin = {"Al": TieKind.KINSHIP, "Tom": TieKind.KINSHIP, "Pam": TieKind.SOCIAL, "Vi": TieKind.KINSHIP}

    def put(case):
        people = {name: Member("", name, born=PartialDate(1960, 5, 4)) for name in kin}
        return {name: network.add_member(case, one, case.profile.adult_id, kin[name], "").id for name, one in people.items()}

    def join(case):
        joined = (case.profile.adult_id, ids["Al"])
        tom = (Child(ids["Tom"], ChildKind.ADOPTED),)
        network.save_union(case, Union("", joined, UnionKind.DIVORCED, PartialDate(1980), PartialDate(2001), children=tom), None)

    ids = within(case_id, put)
    within(case_id, join)
    return ids


@pytest.fixture
def networks_copy(worker, drawings):
    """The network's copy as a page or a file, with these ticks."""

    def get(*ticks, form="", status=200):
        address = drawings("genogram", FAMILY, form) + "".join(f"&{tick}=yes" for tick in ticks)
        worker.last = worker.client.get(address)
        assert worker.last.status_code == status
        return worker.last.data

    return get


FOOT = "A drawing of the family."


def test_by_itself_the_networks_copy_shows_names_and_plain_family_lines(family, networks_copy):
    source = networks_copy(form="svg")
    words = svg_text(source)

    for name in ("Rose Okafor", "Al", "Tom", "Vi"):
        assert name in words
    assert FOOT in words
    assert FOOT in pdf_text(networks_copy(form="pdf"))
    page = words_of(networks_copy().decode(), "main")
    for told in ("1960", "1980", "2001", "ivorced", "dopted", "Pam", "by birth"):
        assert told not in words
        assert told not in page[page.index("The same in words") :]
    assert b"stroke-dasharray" not in source


@pytest.mark.parametrize(("tick", "told"), [("years", ["1960"]), ("how", ["Divorced", "Adopted child", "m 1980"]), ("friends", ["Pam"])])
def test_each_tick_shows_its_own_and_only_with_the_adults_agreement(family, networks_copy, tick, told):
    every = {"1960", "Divorced", "Adopted child", "Pam"}
    words = svg_text(networks_copy(tick, "agreed", form="svg"))

    assert {word for word in every if word in words} == every & {*told}
    assert FOOT in words
    for hint in ("everybody", "nor how", "not show", "left out"):
        assert hint not in words

    page = words_of(networks_copy(tick).decode())
    assert "Ask Rose Okafor first, and tick that they agreed." in page
    assert not [word for word in every if word in page[page.index("The same in words") :]]
    for form in FILES:
        assert b"Ask Rose Okafor first" in networks_copy(tick, form=form, status=400)


def test_the_ticks_stay_as_they_were_and_go_with_the_files(case_id, family, networks_copy):
    page = networks_copy("years", "agreed").decode()

    assert page.count(" checked") == 2
    files = [link for link in links(page, f"/cases/{case_id}/drawings/genogram.") if "years=yes" in link and "agreed=yes" in link]
    assert len(files) >= len(FILES)
    assert "years=yes" not in " ".join(links(networks_copy("years").decode(), f"/cases/{case_id}/drawings/genogram."))


def test_ticks_change_no_other_copy(family, worker, drawings):
    ticked = "&years=yes&how=yes&friends=yes&agreed=yes"
    for view, audience in (("genogram", ADULT), ("genogram", WORKER), ("circles", ADULT)):
        plain, more = (worker.client.get(drawings(view, audience, "svg") + ticks).data for ticks in ("", ticked))
        assert plain == more
        assert "Show more on this copy" not in worker.get(drawings(view, audience))


def test_what_the_adult_agreed_to_is_noted_when_the_copy_is_taken_away(family, networks_copy, case_id, within):
    def noted():
        rows = within(case_id, lambda case: audit.of_case(case.session, case_id, 100))
        return [row.details for row in rows if row.what == "took the genogram, copy for the network, as PDF"]

    networks_copy(form="pdf")
    assert noted() == [()]
    networks_copy("years", "friends", "agreed", form="pdf")
    assert [[*details] for details in noted()] == [["years", "friends"], []]


def test_the_history_names_each_drawing_that_was_taken_away_once(family, worker, drawings, case_id):
    taken = {
        ("genogram", WORKER, "pdf"): "took the genogram, worker’s copy, as PDF",
        ("circles", WORKER, "docx"): "took the circles of support, worker’s copy, as Word",
        ("circles", ADULT, "png"): "took the circles of support, the adult’s own copy, as PNG",
    }
    worker.get(drawings("genogram", WORKER))
    for asked in taken:
        worker.client.get(drawings(*asked))

    page = worker.get(f"/cases/{case_id}/history")

    for words in taken.values():
        assert page.count(f">{words}</td>") == 1
    assert page.count("looked at the drawings") == 1


def test_the_networks_copy_is_the_same_whoever_is_invited_and_whatever_was_answered_or_decided(family, within, case_id, networks_copy):
    around = Around(within, case_id)

    def copies():
        more = ("years", "how", "friends", "agreed")
        return [networks_copy(*ticks, form=form) for ticks in ((), more) for form in FILES]

    nobody = copies()
    meeting = around.plan()
    around.ids |= family
    assert copies() == nobody
    around.says(meeting, "Only her", Al=AdultSays.NO, Tom=AdultSays.YES)
    assert copies() == nobody
    around.decides(meeting, "Tom", Invite.INVITE)
    around.decides(meeting, "Vi", Invite.SEPARATE_PART, part=2)
    around.decides(meeting, "Pam", Invite.WRITTEN_VIEW)
    around.decides(meeting, "Al", Invite.NOT_INVITED, reason="He shouts")
    assert copies() == nobody
    around.worry("Al")
    around.order("Al")
    assert copies() == nobody


@pytest.mark.parametrize(
    ("view", "audience", "title"),
    [
        ("genogram", WORKER, "Genogram: worker’s copy, not to be given away"),
        ("genogram", ADULT, "Genogram: the adult’s own copy"),
        ("genogram", FAMILY, "Genogram: copy to give away"),
        ("circles", WORKER, "Circles of support: worker’s copy, not to be given away"),
        ("circles", ADULT, "Circles of support: the adult’s own copy"),
    ],
)
def test_the_title_of_a_file_says_what_it_is_and_whose_copy_and_names_nobody(file_of, view, audience, title):
    assert pypdf.PdfReader(io.BytesIO(file_of(view, audience, "pdf"))).metadata.title == title


# ---------------------------------------------------------------- hostile names


@pytest.fixture
def hostile(within, case_id):
    """Everybody with a hostile name, related and close in ways that put them on both drawings."""

    def put(case):
        for name, _ in NAMES.values():
            written = name.encode("utf-8", "replace").decode().replace("\0", "")  # no database takes it
            network.add_member(case, Member("", written, sphere=Sphere.FAMILY), case.profile.adult_id, TieKind.KINSHIP, "")

    within(case_id, put)


READ_BACK = {"Arabic", "Gujarati", "Bengali", "Tamil", "Devanagari", "Punjabi", "emoji", "Hebrew"}
"""Scripts whose letters a PDF reader written in Python hands back in another order."""


@pytest.mark.parametrize("view", ["genogram", "circles"])
def test_hostile_names_are_drawn_safely_in_every_form(worker, hostile, drawings, file_of, view):
    page = worker.get(drawings(view))
    assert would_run(page) == []

    source = file_of(view, WORKER, "svg")
    words, letters = svg_text(source), pdf_text(file_of(view, WORKER, "pdf"))
    assert would_run(source.decode()) == []
    assert "\u202e" not in words
    for kind, (_, read) in NAMES.items():
        first = (read.split() or [""])[0][:8]
        assert first in words_of(page), kind
        assert first in words, kind
        assert kind in READ_BACK or first in letters, kind
    assert min(png_size(file_of(view, WORKER, "png"))) > 100


# ---------------------------------------------------------------- how many


@pytest.mark.parametrize(("view", "audience"), OFFERED)
def test_a_map_of_the_adult_alone_draws(worker, drawings, file_of, view, audience):
    assert "Rose Okafor" in worker.get(drawings(view, audience))
    for form in FILES:
        assert len(file_of(view, audience, form)) > 500


def test_one_more_person_draws(worker, within, case_id, drawings, file_of):
    within(case_id, lambda case: network.add_member(case, Member("", "Bea"), case.profile.adult_id, TieKind.KINSHIP, ""))

    for view, audience in OFFERED:
        assert "Bea" in words_of(worker.get(drawings(view, audience)))
        assert "Bea" in svg_text(file_of(view, audience, "svg"))


def test_two_hundred_and_fifty_people_draw(worker, within, case_id, drawings, file_of):
    family = network_of(made_up(random.Random(7), 250))  # noqa: S311 (the same family each time)
    assert len(family.members) >= 250
    whole = CaseFile(Profile("", family.adult_id, opened_on=date(2026, 1, 1)), family)
    big = within(case_id, lambda case: exchange.add_case(case.caller, whole, "BIG-1"))

    for view in ("genogram", "circles"):
        page = worker.get(drawings(view, case=big))
        assert page.count(f"/cases/{big}/network/members/") >= 249
        for form in FILES:
            assert len(file_of(view, WORKER, form, case=big)) > 10_000
    assert "Featherstonehaugh" in worker.get(f"/cases/{big}/map")
    assert "249 members beside" in words_of(worker.get(f"/cases/{big}/network"))


# ---------------------------------------------------------------- who may look


def test_a_supervisor_may_look_and_a_stranger_finds_nothing(drawings, visitor):
    visitor("sol").get(drawings("genogram"))
    visitor("tam").get(drawings("genogram"), status=404)
    visitor("tam").get(drawings("genogram", FAMILY, "pdf"), status=404)


def test_who_lives_together_is_outlined_where_the_worker_asks_for_it(worker, within, case_id, drawings):
    within(case_id, lambda case: network.save_household(case, Household("", "Mill Road", (case.profile.adult_id,)), None))

    plain, outlined = (worker.get(f"{drawings('genogram')}{asked}") for asked in ("", "?homes=yes"))

    drawn = [page.partition('class="nm-drawing"')[2].partition("</div>")[0] for page in (plain, outlined)]
    assert ["Mill Road" in one for one in drawn] == [False, True]
    assert "homes=yes" in plain
    assert f"{drawings('genogram', WORKER, 'pdf')}&amp;homes=yes" in outlined
    assert b"Mill Road" in worker.client.get(f"{drawings('genogram', WORKER, 'svg')}&homes=yes").data
    assert b"Mill Road" not in worker.client.get(f"{drawings('genogram', ADULT, 'svg')}&homes=yes").data
