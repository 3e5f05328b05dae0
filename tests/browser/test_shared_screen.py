"""A screen that is looked at together: its source holds names, closeness and support in the adult's own voice, nothing else."""

from dataclasses import fields, is_dataclass, replace
from itertools import count

import pytest
from playwright.sync_api import expect

from netmeet.domain.network import Member
from netmeet.domain.readings import Closeness, ConcernType, RestrictionKind, Support, Voice
from tests.browser.demo import Demo, demo_case, put_in

IDS = {"id", "adult_id", "about", "a", "b", "member", "multiple"}
"""Fields that hold no words: ids, and the letter that twins share."""

_number = count(1)


def _marked(value):
    """Put words that can be found again into every free text, but for what a shared screen may hold."""
    if isinstance(value, tuple):
        return tuple(_marked(one) for one in value)
    if not is_dataclass(value):
        return value
    return replace(value, **{field.name: _field(value, field) for field in fields(value)})


def _field(owner, field):
    now = getattr(owner, field.name)
    if field.type is not str or field.name in IDS or _may_be_seen(owner, field.name):
        return _marked(now)
    return f"canary{next(_number)}"


def _may_be_seen(owner, name):
    if isinstance(owner, Member):
        return name in ("name", "does") and not owner.off_copies
    return isinstance(owner, Support) and name == "amount"


@pytest.fixture
def marked(live):
    """The demo case with every field filled in and marked."""
    return Demo(live, put_in(live, _marked(demo_case())))


def _pages(demo):
    adult = demo.case.profile.adult_id
    hidden = {member.id for member in demo.case.network.members if member.off_copies}
    members = [member.id for member in demo.case.network.members if member.id not in {adult, *hidden}]
    return ["/map", *(f"/map/members/{member}" for member in members)]


def _source(page, demo, path):
    answer = page.request.get(demo.live.address + demo.base + path)
    assert answer.ok, (path, answer.status)
    return answer.text()


def test_the_marks_are_everywhere_on_the_workers_pages(marked, sign_in):
    page = sign_in("wren").page
    network = marked.case.network
    tie = network.tie_between(network.adult_id, next(member.id for member in network.members if member.name == "Carl Grant"))
    for path in ("", f"/network/ties/{tie.id}", "/risk", "/wishes", "/capacity", f"/meetings/{marked.case.meetings[0].id}"):
        assert "canary" in _source(page, marked, path), path


def test_no_mark_is_in_the_source_of_any_shared_screen(marked, sign_in):
    page = sign_in("wren").page
    kinds = {kind.value.lower() for kind in (*ConcernType, *RestrictionKind)} - {"not yet known"}
    for path in _pages(marked):
        source = _source(page, marked, path).lower()
        assert "canary" not in source, path
        assert {kind for kind in kinds if kind in source} == set(), path


def _chosen(page, demo, path):
    """The source without who is in the room, which is left open until somebody says so."""
    return _source(page, demo, path).replace('value="not known" checked', "")


def test_only_what_the_adult_said_puts_anybody_into_a_circle(live, sign_in):
    case = demo_case()
    said = tuple(
        replace(one, voice=Voice.PRACTITIONER) if isinstance(one.value, Closeness | Support) else one for one in case.network.readings
    )
    demo = Demo(live, put_in(live, replace(case, network=replace(case.network, readings=said))))
    page = sign_in("wren").page
    for path in _pages(demo):
        assert " checked" not in _chosen(page, demo, path), path
    as_it_is = Demo(live, put_in(live, replace(case, profile=replace(case.profile, reference="WF-2"))))
    assert " checked" in _chosen(page, as_it_is, "/map")


def _paths(demo):
    network = demo.case.network
    tie = next(iter(network.ties_of(network.adult_id)))
    member = tie.other(network.adult_id)
    return ("", "/network", "/risk", "/wishes", "/meetings", "/papers", "/supervision", "/drawings/genogram",
            f"/network/ties/{tie.id}", f"/network/members/{member}")  # fmt: skip


def test_escape_leads_from_every_workers_page_to_the_shared_screen_at_once(live, sign_in):
    demo = Demo(live, put_in(live, demo_case()))
    page = sign_in("wren").page
    for path in _paths(demo):
        page.goto(demo.live.address + demo.base + path)
        page.keyboard.press("Escape")
        page.wait_for_url(f"**{demo.base}/map")


def test_escape_leads_away_while_somebody_types_and_what_was_typed_is_kept(live, sign_in):
    demo = Demo(live, put_in(live, demo_case()))
    page = sign_in("wren").page
    write = f"{demo.live.address}{demo.base}/network/members/new"
    page.goto(write)
    page.get_by_label("What do they do?").fill("said behind his back")
    page.keyboard.press("Escape")
    expect(page.locator("body")).to_be_hidden()
    page.wait_for_url(f"**{demo.base}/map")

    page.goto(write)
    page.get_by_role("button", name="Put my words back").or_(page.get_by_role("link", name="Put my words back")).click()
    expect(page.get_by_label("What do they do?")).to_have_value("said behind his back")


def test_escape_in_a_box_of_the_shared_screen_only_leaves_the_box(live, sign_in):
    demo = Demo(live, put_in(live, demo_case()))
    page = sign_in("wren").page
    page.goto(f"{demo.live.address}{demo.base}/map")
    box = page.get_by_label("Friends", exact=True)
    box.fill("Somebody")
    page.keyboard.press("Escape")
    expect(box).not_to_be_focused()
    expect(box).to_have_value("Somebody")
    page.keyboard.press("Escape")
    page.wait_for_url(f"**{demo.base}/network")


def test_the_key_is_told_where_there_is_one(live, sign_in):
    demo = Demo(live, put_in(live, demo_case()))
    for differs, told in (({}, True), ({"java_script_enabled": False}, False), ({"viewport": {"width": 390, "height": 800}}, False)):
        page = sign_in("wren", **differs).page
        for path in ("/map", "/risk"):
            page.goto(demo.live.address + demo.base + path)
            expect(page.locator(".nm-key")).to_be_visible(visible=told)


def test_on_a_phone_the_circles_open_at_the_adult_in_their_middle(live, sign_in):
    demo = Demo(live, put_in(live, demo_case()))
    page = sign_in("wren").page
    page.set_viewport_size({"width": 390, "height": 800})
    for path, centred in (("/map", True), ("/drawings/circles", True), ("/drawings/genogram", False)):
        page.goto(demo.live.address + demo.base + path)
        page.wait_for_load_state()
        left, over = page.locator(".nm-drawing").evaluate("box => [box.scrollLeft, box.scrollWidth - box.clientWidth]")
        assert over > 100, path
        assert (abs(left - over / 2) <= 1) is centred, (path, left, over)


def test_how_much_is_asked_of_a_kind_of_help_once_it_is_ticked(live, sign_in):
    demo = Demo(live, put_in(live, demo_case()))
    page = sign_in("wren").page
    page.goto(demo.live.address + demo.base + _pages(demo)[1])
    gets = page.get_by_role("group", name="What help do you get from them?")
    box = gets.get_by_label("Language: about how much, and when?")
    expect(box).to_be_hidden()
    gets.get_by_label("Language", exact=True).check()
    expect(box).to_be_visible()
