"""Every route of netmeet names what it needs, and answers as declared for every role. Made from the URL map itself."""

import re
from datetime import timedelta

import pytest

from netmeet.domain.access import CASE_ACTIONS, Action
from netmeet.domain.network import Member, TieKind
from netmeet.services import cases, network
from netmeet.store import supervision
from netmeet.web.access import action_of
from tests.support.site import ADMINISTRATOR, COLLEAGUE, START, STRANGER, SUPERVISOR, WORKER

OPEN_TO_ALL = {
    "sign_in.sign_in",
    "sign_in.sign_out",
    "sign_in.lock",
    "danger.show",
    "help.show",
    "help.accessibility",
    "drafts.save",
    "static",
}
SOME_ID = "00000000-0000-7000-8000-00000000ffff"


def _rules(app):
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint != "static"]


def _path(rule, case_id):
    path = rule.rule.replace("<uuid:case_id>", case_id)
    path = re.sub(r"<any\(([^)]*)\):\w+>", lambda found: found[1].split(",")[0], path)
    path = path.replace("<int:place>", "1")
    path = re.sub(r"<uuid:\w+>", SOME_ID, path)
    return re.sub(r"<\w+>", "something", path)


def test_every_view_names_the_action_that_it_needs(app):
    assert [rule.endpoint for rule in app.url_map.iter_rules() if action_of(app, rule.endpoint) is None] == []


def test_only_a_few_pages_are_open_to_everybody(app):
    assert {rule.endpoint for rule in app.url_map.iter_rules() if action_of(app, rule.endpoint) is Action.SIGN_IN} == OPEN_TO_ALL


def test_a_page_about_a_case_asks_for_leave_on_that_case(app):
    for rule in _rules(app):
        assert ("case_id" in rule.arguments) == (action_of(app, rule.endpoint) in CASE_ACTIONS), rule


def test_addresses_are_plain_and_their_ids_are_opaque(app):
    for rule in _rules(app):
        assert re.fullmatch(r"[a-z0-9/<>:_.,() -]+", rule.rule), rule
        # An id, a number, or one of a few words that the address lists; a text of any kind only where the view checks it.
        assert set(re.findall(r"<(\w+)>", rule.rule)) <= {"what", "kept_id"}, rule


@pytest.mark.parametrize("username", ["", "cole", "tam", "ash"])
def test_no_page_of_a_case_exists_for_somebody_it_is_not_open_to(app, visitor, case_id, username):
    somebody = visitor(username)
    for rule in _rules(app):
        if "case_id" not in rule.arguments:
            continue
        for method in sorted(rule.methods & {"GET", "POST"}):
            answer = somebody.client.open(_path(rule, case_id), method=method)
            if method == "POST":
                assert answer.status_code in (400, 404) or (not username and answer.status_code == 303), (rule, answer.status_code)
            else:
                assert answer.status_code == (404 if username else 303), (rule, answer.status_code)
            assert "Rose" not in answer.text


def test_a_supervisor_gets_no_page_that_changes_a_case(app, visitor, case_id):
    sol = visitor("sol")
    for rule in _rules(app):
        if action_of(app, rule.endpoint) is Action.EDIT_CASE and "GET" in rule.methods:
            assert sol.client.get(_path(rule, case_id)).status_code == 403, rule


STANDINGS = {
    "worker": (WORKER, set(CASE_ACTIONS) - {Action.SUPERVISE_CASE}),
    "their supervisor": (SUPERVISOR, set(CASE_ACTIONS) - {Action.EDIT_CASE}),
    "who covers": (COLLEAGUE, {Action.VIEW_CASE, Action.EDIT_CASE, Action.READ_SUPERVISION}),
    "covered before": (COLLEAGUE, set()),
    "shared to look": (COLLEAGUE, {Action.VIEW_CASE}),
    "shared to change": (STRANGER, {Action.VIEW_CASE, Action.EDIT_CASE}),
    "another supervisor": (STRANGER, set()),
    "administrator": (ADMINISTRATOR, set()),
    "supervisor on the map": (SUPERVISOR, set()),
    "who covers, on the map": (COLLEAGUE, set()),
}
"""What each may do with a case: every address answers by it."""


def _stand(within, case_id, standing):
    def cover(case, first, last):
        supervision.add_cover(
            case.session,
            [
                supervision.CoverRow(
                    "00000000-0000-7000-8000-0000000000cc", case_id, WORKER.id, COLLEAGUE.id, first, last, "Leave", SUPERVISOR.id, START
                )
            ],
        )

    actor, today = STANDINGS[standing][0], START.date()
    if standing.startswith("who covers"):
        within(case_id, lambda case: cover(case, today, today))
    if standing == "covered before":
        within(case_id, lambda case: cover(case, today - timedelta(days=9), today - timedelta(days=1)))
    if standing.startswith("shared"):
        within(case_id, lambda case: cases.share(case, actor.id, may_edit=standing.endswith("change"), reason="Knows her"))
    if standing.endswith("on the map"):
        within(case_id, lambda case: network.add_member(case, Member("", "Somebody", staff_id=actor.id), None, TieKind.SOCIAL, ""))


@pytest.mark.parametrize("standing", STANDINGS)
def test_every_address_of_a_case_answers_as_its_action_says(app, visitor, within, case_id, standing):
    actor, allowed = STANDINGS[standing]
    _stand(within, case_id, standing)
    browser = visitor(actor.username)
    for rule in _rules(app):
        action = action_of(app, rule.endpoint)
        if action not in CASE_ACTIONS or "GET" not in rule.methods:
            continue
        status = browser.client.get(_path(rule, case_id)).status_code
        if action in allowed:
            assert status != 403, rule  # an id that is nobody's may not be found
        else:
            assert status == (403 if Action.VIEW_CASE in allowed else 404), (rule, status)


def test_what_is_about_a_team_answers_by_role(app, visitor):
    for username, supervises, covers in (("wren", 403, 403), ("sol", 200, 200), ("ash", 403, 200)):
        somebody = visitor(username)
        for rule in _rules(app):
            expected = {Action.SUPERVISE_TEAM: supervises, Action.GIVE_COVER: covers}.get(action_of(app, rule.endpoint))
            if expected and "GET" in rule.methods:
                assert somebody.client.get(_path(rule, SOME_ID)).status_code == expected, rule


def test_accounts_are_for_administrators_only(app, visitor):
    for username, status in (("wren", 403), ("sol", 403)):
        somebody = visitor(username)
        for rule in _rules(app):
            if action_of(app, rule.endpoint) is Action.MANAGE_STAFF and "GET" in rule.methods:
                assert somebody.client.get(_path(rule, SOME_ID)).status_code == status, rule


def test_nothing_is_changed_by_looking(app):
    changing = re.compile(r"/(remove|drop|stop|end|up|down|names|closeness)$")
    for rule in _rules(app):
        if changing.search(rule.rule):
            assert "GET" not in rule.methods or rule.endpoint.startswith("network.remove_"), rule


def test_no_address_ever_answers_with_a_fault(app, worker, case_id):
    for rule in _rules(app):
        for method in sorted(rule.methods & {"GET", "POST"}):
            answer = worker.client.open(_path(rule, case_id), method=method)
            assert answer.status_code < 500, (method, rule, answer.status_code)
