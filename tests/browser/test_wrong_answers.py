"""Every form, filled in wrongly: the page says so first, leads to each box, keeps what was typed, and is as sound as before."""

import pytest

from tests.browser.checks import faults
from tests.browser.demo import rules, variants

NOTHING_TO_GET_WRONG = {
    "network.remove_member": "one button",
    "network.remove_tie": "one button",
    "exchange.export": "one button",
    "sign_in.sign_out": "one button",
    "exchange.add_case": "shows a file that was sent before",
    "exchange.add_to_case": "shows a file that was sent before",
    "meetings.ask": "every answer is one of a row of buttons, and a condition is cut to what fits",
    "cases.worker": "a worker is always chosen",
}
FORMS = sorted(endpoint for endpoint, rule in rules().items() if "POST" in rule.methods and endpoint not in NOTHING_TO_GET_WRONG)
WAYS = sorted(name for name in variants() if name.startswith("say "))

SPOIL = """(form) => {
    const typed = 'y'.repeat(3001);
    for (const box of form.querySelectorAll('input, textarea, select')) {
        if (box.tagName === 'SELECT') { if (box.name.startsWith('kind-') === false) box.selectedIndex = 0; }
        else if (box.tagName === 'TEXTAREA') box.value = 'y'.repeat(20001);
        else if (box.type === 'date') { box.type = 'text'; box.value = '31/2/2026'; }
        else if (['text', 'password', 'email', ''].includes(box.type)) { box.removeAttribute('maxlength'); box.value = typed; }
    }
    form.querySelector('button:not([type=button])').click();
}"""


def _send_wrong(page, address):
    page.goto(address)
    with page.expect_response(lambda answer: answer.request.method == "POST" and "/drafts" not in answer.url) as waiting:
        page.locator("main form[method=post]").first.evaluate(SPOIL)
    page.wait_for_load_state()
    return waiting.value


def _wrong(page, address):
    answer = _send_wrong(page, address)
    assert answer.status == 400, (address, answer.status)
    found = faults(page, answer.text(), narrow=False)
    focus = "document.activeElement.classList.contains('govuk-error-summary')"
    found += [] if page.evaluate(focus) else ["the summary of what is wrong does not have the focus"]
    found += [] if page.title().startswith("Error: ") else [f"the title is {page.title()!r}"]
    links = page.locator(".govuk-error-summary a")
    found += [] if links.count() else ["nothing leads to a box"]
    for place in range(links.count()):
        target = links.nth(place).get_attribute("href")
        links.nth(place).click()
        found += (
            []
            if page.evaluate("(target) => document.activeElement.id === target.slice(1)", target)
            else [f"{target} does not take the focus"]
        )
    if found:
        pytest.fail(f"{address}:\n" + "\n".join(found), pytrace=False)


@pytest.mark.parametrize("endpoint", FORMS)
def test_a_form_filled_in_wrongly_says_so_and_leads_to_each_box(demo, windows, endpoint):
    username = "" if endpoint == "sign_in.sign_in" else "ash" if endpoint.startswith("staff.") else "wren"
    _wrong(windows[username], demo.live.address + demo.path(rules()[endpoint]))


@pytest.mark.parametrize("name", WAYS)
def test_an_answer_left_out_is_asked_for(demo, windows, name):
    _wrong(windows["wren"], demo.live.address + variants()[name](demo))
