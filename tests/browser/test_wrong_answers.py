"""Every form, filled in wrongly: the page says so first, leads to each box, keeps what was typed, and is as sound as before."""

import pytest

from tests.browser.checks import faults
from tests.browser.demo import rules, variants
from tests.support.pages import looked_in

NOTHING_TO_GET_WRONG = {
    "network.remove_member": "one button",
    "network.remove_tie": "one button",
    "exchange.export": "one button",
    "sign_in.sign_out": "one button",
    "exchange.add_case": "shows a file that was sent before",
    "exchange.add_to_case": "shows a file that was sent before",
    "meetings.ask": "every answer is one of a row of buttons, and a condition is cut to what fits",
    "cases.worker": "a worker is always chosen",
    "cases.let_in": "one button",
}
FORMS = sorted(endpoint for endpoint, rule in rules().items() if "POST" in rule.methods and endpoint not in NOTHING_TO_GET_WRONG)
WAYS = sorted(name for name in variants() if name.startswith("say "))

SPOIL = """(form) => {
    let filled = 0;
    for (const box of form.querySelectorAll('input, textarea, select')) {
        if (box.tagName === 'SELECT') { if (!box.name.startsWith('kind-')) box.selectedIndex = 0; }
        else if (box.tagName === 'TEXTAREA') { box.value = 'y'.repeat(20001); filled += 1; }
        else if (box.type === 'date') { box.type = 'text'; box.value = '31/2/2026'; }
        else if (box.type === 'text') { box.removeAttribute('maxlength'); box.value = 'y'.repeat(3001); filled += 1; }
        else if (box.type === 'password') { box.value = 'y'.repeat(3001); }
    }
    form.querySelector('button:not([type=button])').click();
    return filled;
}"""
"""Fill one form with far too much, choose nothing, and send it."""

LEADS = """() => [...document.querySelectorAll('.govuk-error-summary a')].map((link) => {
    link.click();
    return [link.getAttribute('href'), '#' + document.activeElement.id];
})"""
KEPT = "() => [...document.querySelectorAll('main form input, main form textarea')].filter((box) => box.value.startsWith('yyy')).length"


def _letter_made(page, demo):
    """Somebody has a letter, so that it can be said that they know of a change."""
    letter = f"{demo.base}/papers/{demo.case.meetings[0].id}/{demo._ids['member_id']}/letter.pdf"
    page.goto(f"{demo.live.address}{demo.base}/papers")
    answer = page.request.get(demo.live.address + letter)
    looked = looked_in(answer.text()) if "html" in answer.headers["content-type"] else ""
    if looked:
        answer = page.request.get(f"{demo.live.address}{letter}?looked={looked}")
    assert answer.headers["content-type"] == "application/pdf"


FIRST = {"papers.knows": _letter_made}
"""What has to be there before a form can be filled in."""


def _wrong(page, address):
    page.goto(address)
    with page.expect_response(lambda answer: answer.request.method == "POST" and "/drafts" not in answer.url) as waiting:
        filled = page.locator("main form[method=post]").first.evaluate(SPOIL)
    page.wait_for_load_state()
    answer = waiting.value
    assert answer.status == 400, (address, answer.status)
    found = faults(page, answer.text(), narrow=False)
    if not page.evaluate("document.activeElement.classList.contains('govuk-error-summary')"):
        found.append("the summary of what is wrong does not have the focus")
    if not page.title().startswith("Error: "):
        found.append(f"the title is {page.title()!r}")
    leads = page.evaluate(LEADS)
    found += [f"{wanted} leads to {reached}" for wanted, reached in leads if wanted != reached] or (
        [] if leads else ["nothing leads to a box"]
    )
    if page.evaluate(KEPT) != filled:
        found.append(f"{filled} boxes were filled in, {page.evaluate(KEPT)} still hold it")
    if found:
        pytest.fail(f"{address}:\n" + "\n".join(found), pytrace=False)


@pytest.mark.parametrize("endpoint", FORMS)
def test_a_form_filled_in_wrongly_says_so_and_leads_to_each_box(demo, windows, endpoint):
    username = "" if endpoint == "sign_in.sign_in" else demo.reader(endpoint)
    if endpoint in FIRST:
        FIRST[endpoint](windows[username], demo)
    _wrong(windows[username], demo.live.address + demo.path(rules()[endpoint]))


@pytest.mark.parametrize("name", WAYS)
def test_an_answer_left_out_is_asked_for(demo, windows, name):
    _wrong(windows["wren"], demo.live.address + variants()[name](demo))
