"""The HTML of every page, filled with the demo case, is valid: also where a form was sent with nothing in it."""

import html
import re

import pytest

from tests.browser.demo import Demo, demo_in, rules, variants
from tests.browser.live import Live
from tests.support.markup import NAMELESS, html_faults
from tests.support.pages import words_of
from tests.support.site import ADMINISTRATOR, COLLEAGUE, SUPERVISOR, WORKER, hidden_fields


@pytest.fixture
def demo(app, clock) -> Demo:
    """The demo case, in a netmeet that nobody serves."""
    return demo_in(Live("", app, clock))


SOUND = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Cases – netmeet</title></head><body><header></header>'
    '<main id="main"><h1>Cases</h1>{}</main><footer></footer></body></html>'
)


def _pages(demo):
    """The name, the address and the reader of every page."""
    for endpoint, rule in rules().items():
        if endpoint != "sign_in.sign_in":
            yield endpoint, demo.path(rule), demo.reader(endpoint)
    for name, address in variants().items():
        yield name, address(demo), "wren"
    yield "sign_in.sign_in", "/sign-in", ""


def _read(browser, path):
    answer = browser.client.get(path, follow_redirects=True)
    assert answer.status_code == 200, (path, answer.status_code)
    return answer.text


def test_every_page_is_valid_html(demo, visitor):
    browsers = {username: visitor(username) for username in ("wren", "ash", "sol", "")}

    found = {name: html_faults(_read(browsers[username], path)) for name, path, username in _pages(demo)}

    assert {name: faults for name, faults in found.items() if faults} == {}


def test_no_title_of_a_page_names_anybody(demo, visitor):
    browsers = {username: visitor(username) for username in ("wren", "ash", "sol", "")}
    names = {one.name for one in (*demo.case.network.members, WORKER, COLLEAGUE, SUPERVISOR, ADMINISTRATOR)}
    first_names = {name.split()[0] for name in names if not name.startswith("The ")}

    titles = {name: _title(_read(browsers[username], path)) for name, path, username in _pages(demo)}

    assert {name: title for name, title in titles.items() if first_names & set(re.findall(r"\w+", title))} == {}
    assert [title for title in NAMELESS if not any(shown.startswith(title) for shown in titles.values())] == []


def test_a_title_says_which_case_on_the_workers_pages_and_on_nothing_that_others_see(demo, visitor):
    worker, case = visitor("wren"), f", case {demo.case.profile.reference} – netmeet"
    kept = ("", "/network", "/drawings/genogram")
    seen = ("/map", "/drawings/genogram?copy=the adult", "/drawings/genogram?copy=everybody the papers are sent to")

    assert all(_title(_read(worker, demo.base + path)).endswith(case) for path in kept)
    assert not any(demo.case.profile.reference in _title(_read(worker, demo.base + path)) for path in seen)


def _out_of_order(text):
    """Problems that the summary does not list in the order of the page."""
    summary = text[text.index("govuk-error-summary__list") : text.index("<h1")]
    boxes = re.findall(r'<a href="#([^"]+)"', summary)
    if boxes != sorted(boxes, key=lambda box: text.index(f'id="{box}"')):
        yield f"problems in another order than on the page: {boxes}"


def _title(text):
    return html.unescape(re.search(r"<title[^>]*>(.*?)</title>", text, re.DOTALL)[1]).strip()


def test_every_page_that_says_no_is_valid_html(demo, visitor, app):
    worker = visitor("wren")
    app.config["MAX_CONTENT_LENGTH"] = 500_000
    sent = {
        "not found": worker.client.get("/cases/none"),
        "not allowed": worker.client.get("/staff"),
        "no such way": worker.client.post("/help"),
        "too large": worker.client.post("/import", data={"file": "x" * 600_000}),
        "out of date": worker.client.post(f"{demo.base}/adult", data={"name": "<b>Mo</b> & co"}),
    }

    assert {name: answer.status_code for name, answer in sent.items()} == {
        "not found": 404,
        "not allowed": 403,
        "no such way": 405,
        "too large": 413,
        "out of date": 400,
    }
    assert {name: html_faults(answer.text) for name, answer in sent.items()} == {name: [] for name in sent}


def test_a_form_that_was_sent_with_nothing_in_it_is_valid_html(demo, visitor):
    browsers = {username: visitor(username) for username in ("wren", "ash", "sol", "")}
    found, wrong = {}, []
    for name, path, username in _pages(demo):
        page = _read(browsers[username], path)
        if 'method="post"' not in page or not hidden_fields(page) or name in ("sign_in.sign_out", "exchange.export", "account.show"):
            continue
        answer = browsers[username].client.post(path, data=hidden_fields(page))
        if answer.status_code == 400 and "There is a problem" in words_of(answer.text):
            wrong.append(name)
            found[name] = html_faults(answer.text) + list(_out_of_order(answer.text))

    assert len(wrong) > 15
    assert {name: faults for name, faults in found.items() if faults} == {}


def test_a_sound_page_has_no_faults():
    said = (
        '<h2>Ties</h2><dl><div><dt>Born</dt><dd><p>1952</p></dd></div></dl><label for="a">Name</label><input id="a"><a href="#main">Up</a>'
    )

    assert html_faults(SOUND.format(said)) == []


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("<p>One<div>Two</p></div>", "unexpected-end-tag"),
        ('<p id="main">Twice</p>', "more than once"),
        ('<label for="none">Name</label>', "points at 'none'"),
        ('<a href="#none">Down</a>', "points at 'none'"),
        ('<p aria-describedby="none">Name</p>', "points at 'none'"),
        ("<h3>Too far down</h3>", "skips a level"),
        ("<h1>Another</h1>", "headings ['Cases', 'Another']"),
        ("<ul><p>Loose</p></ul>", "ul holds ['p']"),
        ("<dl><div><dt>Alone</dt></div></dl>", "a row of a dl holds ['dt']"),
        ("<span><ul><li>Deep</li></ul></span>", "span 'Deep' holds ['ul']"),
        ("<fieldset><p>Which?</p></fieldset>", "a fieldset without a legend"),
        ("<a href='/'>Go <button>now</button></a>", "a 'Go now' holds ['button']"),
        ("<input name='age'>", "input 'age' has no label"),
        ("<button></button>", "button {} says nothing"),
        ("<img src='a.png'>", "a picture without words"),
        ("<table><tr><th>Name</th></tr></table>", "does not say of what"),
        ("<table><tr><td>Name</td></tr></table>", "a table without a caption"),
    ],
)
def test_a_fault_is_found(written, fault):
    assert fault in "\n".join(html_faults(SOUND.format(written)))
