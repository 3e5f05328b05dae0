"""Pages on paper: what is read stands there, nothing that is clicked does, and a worker's page says that it is not to be given away."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from tests.browser.demo import rules, variants

SHEET = {"width": 688, "height": 1008}
"""An A4 sheet inside its margins, in pixels."""

FOR_ALL = {"help.show", "help.accessibility", "danger.show", "mapping.show", "mapping.member", "safer.own_copy"}
"""Pages that may be given away: help, and what is shared with the adult."""

GIVEN = "For the worker only. Not to be given away. "

PRINTED = """() => {
    const seen = (one) => one.checkVisibility({ visibilityProperty: true }) && one.getClientRects().length > 0;
    const name = (one) => one.outerHTML.replace(/\\s+/g, ' ').slice(0, 160);
    const clicked = 'button, .govuk-button, nav, header, footer, .govuk-skip-link, [type=submit], [type=file], [type=password], .nm-key';
    const links = [...document.querySelectorAll('a[href]')].filter(seen);
    const ruled = (one) => getComputedStyle(one, '::after').content.includes('(') || getComputedStyle(one).textDecorationLine !== 'none';
    const wide = [...document.querySelectorAll('main *')].filter((one) => seen(one) && !one.closest('.govuk-visually-hidden')
        && one.getBoundingClientRect().right > document.documentElement.clientWidth + 1 && !one.closest('svg > *'));
    const inFolds = [...document.querySelectorAll('main details > :not(summary)')].filter((one) => seen(one.parentElement));
    const folded = inFolds.filter((one) => !seen(one) || !one.getBoundingClientRect().height);
    const black = (one) => getComputedStyle(one).color === 'rgb(0, 0, 0)';
    const grey = [...document.querySelectorAll('main *')].filter((one) => seen(one) && !one.closest('svg') && !black(one));
    return {
        'can be clicked': [...document.querySelectorAll(clicked)].filter(seen).map(name),
        'looks like a link': links.filter(ruled).map(name),
        'is wider than the sheet': wide.map(name).slice(0, 5),
        'is folded away': folded.map(name),
        'is not black': grey.map(name).slice(0, 5),
    };
}"""


@pytest.fixture
def printed(demo, windows):
    """Open an address as its reader does, and look at it as a printer does."""
    used = []

    def at(path, username="wren"):
        page = windows[username]
        used.append(page)
        page.emulate_media(media="print")
        page.set_viewport_size(SHEET)
        page.goto(demo.live.address + path, wait_until="domcontentloaded")
        return page

    yield at
    for page in used:
        page.emulate_media(media="screen")
        page.set_viewport_size({"width": 1280, "height": 900})


def _faults(page):
    return {what: found for what, found in page.evaluate(PRINTED).items() if found}


def test_no_page_prints_what_is_clicked_or_is_cut_off(demo, printed):
    found = {}
    for endpoint in sorted(set(rules()) - {"sign_in.sign_in"}):
        page = printed(demo.path(rules()[endpoint]), demo.reader(endpoint))
        line = page.locator(".nm-print-line")
        told = line.inner_text().startswith(GIVEN) if line.count() and line.is_visible() else False
        if faults := _faults(page) | ({"says whose it is": told} if told == (endpoint in FOR_ALL) else {}):
            found[endpoint] = faults

    assert found == {}


@pytest.mark.parametrize("copy", ["genogram for the adult", "circles for the adult", "genogram for everybody the papers are sent to"])
def test_a_copy_for_others_does_not_say_that_it_is_the_workers(demo, printed, copy):
    page = printed(variants()[copy](demo))

    assert GIVEN.strip() not in page.locator("body").inner_text()
    assert _faults(page) == {}


def test_the_line_names_the_case_by_its_number_and_the_day(demo, printed):
    line = printed(f"{demo.base}/risk").locator(".nm-print-line").inner_text()

    assert line == f"{GIVEN}Case {demo.case.profile.reference}. Printed on 22 November 2026."


def test_every_sheet_of_a_workers_page_says_so_and_is_numbered(demo, printed):
    sheets = _sheets(printed(f"{demo.base}/risk").pdf(format="A4"))

    assert len(sheets) > 3
    for number, words in enumerate(sheets, start=1):
        assert GIVEN.strip() in words
        assert f"{number} of {len(sheets)}" in words


def test_the_shared_screen_prints_who_is_close_and_nothing_for_the_worker(demo, printed):
    sheets = _sheets(printed(f"{demo.base}/map").pdf(format="A4"))

    assert all(words in sheets[0] for words in ("How close are they?", "Bridie Dunmore", "Big sister; comes on Mondays"))
    assert "One name on each line" not in sheets[0]
    assert all("worker only" not in words and "WF-26-0417" not in words for words in sheets)


def test_what_they_do_is_not_cut_off_on_paper_also_when_it_was_only_typed(demo, printed):
    page = printed(f"{demo.base}/map")
    page.get_by_label("What Carl Grant does").evaluate(
        "(box) => { box.value = 'Son; ' + 'and a great deal more '.repeat(10) + 'to the end'; }"
    )

    words = " ".join(_sheets(page.pdf(format="A4")))

    assert "Big sister; comes on Mondays with the washing folded" in words
    assert ("and a great deal more " * 10 + "to the end") in words


def test_no_sheet_is_empty(demo, printed):
    for path in ("/help", demo.base, f"{demo.base}/wishes"):
        body = [words.replace(GIVEN.strip(), "") for words in _sheets(printed(path).pdf(format="A4"))]

        assert all(len(words) > len("2 of 2") + 10 for words in body), path


def _sheets(pdf):
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages]
