"""By keyboard alone: Tab, Shift and Tab, Enter, Space, arrows and Escape, from signing in to a letter that was downloaded."""

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from tests.browser.demo import rules
from tests.browser.pages import SignIn
from tests.support.site import PASSWORD

HERE = """() => {
    const here = document.activeElement, box = here.getBoundingClientRect(), label = here.labels && here.labels[0];
    const outlined = (style) => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
    const clear = (colour) => /^rgba\\(.*, 0\\)$/.test(colour), yellow = 'rgb(255, 221, 0)';
    const boxed = (style) => style.boxShadow !== 'none' || style.backgroundColor === yellow;
    const marks = (style) => (outlined(style) && !clear(style.outlineColor)) || boxed(style);
    const marked = (one, part) => one !== null && marks(getComputedStyle(one, part));
    // A round button of GOV.UK is clear, and its label draws it. The button in a box for a day is the browser's, as is the ring around it.
    const drawn = getComputedStyle(here).opacity === '0' ? marked(label, '::before') : marked(here);
    const own = here.type === 'date' && !here.matches(':focus');
    const group = here.type === 'radio' || here.type === 'checkbox' ? here.closest('fieldset') : null;
    const words = (one) => one ? (one.innerText ?? one.textContent).replace(/\\s+/g, ' ').trim() : '';
    return {
        name: words(label || (here === document.body ? null : here)) || here.getAttribute('aria-label') || '',
        group: words(group && group.querySelector('legend')),
        tag: here.tagName.toLowerCase(),
        checked: here.checked === true,
        chosen: here.tagName === 'SELECT' ? here.selectedOptions[0].text : '',
        seen: own || drawn || marked(here.closest('.nm-pick')),
        shown: box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    };
}"""
"""Where the focus is: its name as it is read, the question it belongs to, whether it is marked, and whether it is on the screen."""


@dataclass
class Keys:
    """A window whose mouse is broken."""

    page: Page

    @property
    def here(self):
        return self.page.evaluate(HERE)

    def tab(self, key="Tab"):
        """Go one stop on, and see where that is."""
        self.page.keyboard.press(key)
        here = self.here
        assert here["tag"] == "body" or (here["seen"] and here["shown"]), f"the focus on {here} cannot be seen"
        return here

    def to(self, name, question=None, *, key="Tab", most=150):
        """Press Tab until something with this name has the focus, or the first answer of a question."""
        passed = []
        for _ in range(most):
            here = self.tab(key)
            passed.append(here["name"])
            if (question in (here["group"], here["name"])) if question else (here["name"] == name):
                return self
        raise AssertionError(f"{question or name!r} was not reached on {self.page.url}: {passed}")

    def follow(self, name):
        """Go to a link or a button, and press Enter."""
        return self.to(name).enter()

    def enter(self):
        with self.page.expect_navigation(wait_until="load"):
            self.page.keyboard.press("Enter")
        return self

    def type(self, text, label=""):
        """Write into a box, line by line."""
        if label:
            self.to(label)
        for number, line in enumerate(text.split("\n")):
            if number:
                self.page.keyboard.press("Enter")
            self.page.keyboard.type(line)
        return self

    def choose(self, question, answer):
        """Choose one answer with arrows, from a list; from buttons with Space too, which none of them may want."""
        here = self.to("", question).here
        for _ in range(40):
            if answer in (here["name"], here["chosen"]):
                if here["tag"] == "input":
                    self.page.keyboard.press("Space")
                    assert self.here["checked"], f"{answer!r} is not chosen"
                return self
            self.page.keyboard.press("ArrowDown")
            here = self.here
        raise AssertionError(f"{question!r} has no answer {answer!r}")

    def reads(self, title, *texts):
        """Expect a page, with the focus at its beginning, and what stands on it."""
        expect(self.page.locator("h1")).to_have_text(title)
        for text in texts:
            expect(self.page.locator("body")).to_contain_text(text)
        return self

    def is_told(self, problem):
        """Expect a page that says what is wrong, with the focus there and not lost; go on to the box by its link."""
        summary = self.page.locator(".govuk-error-summary")
        expect(summary).to_be_focused()
        expect(summary).to_contain_text(problem)
        assert self.tab()["name"] == problem
        self.page.keyboard.press("Enter")
        assert self.here["tag"] in ("input", "textarea", "select"), self.here
        assert self.here["seen"], self.here
        return self


@pytest.fixture
def keys(live, window) -> Keys:
    """Somebody at the sign-in page."""
    page = window().new_page()
    SignIn(page, live.address).go("/sign-in").is_titled("Sign in")
    return Keys(page)


def _sign_in(keys: Keys) -> Keys:
    return keys.type("wren", "User name").type(PASSWORD, "Password").follow("Sign in").reads("Your cases")


def _open_a_case(keys: Keys) -> None:
    keys.follow("Open a case").reads("Open a case")
    keys.to("Name they like to be called").enter().is_told("Enter the name they like to be called")
    keys.type("Rose Okafor").enter().reads("Who is important in your life?")


def test_the_main_path_needs_no_mouse(keys):
    _open_a_case(_sign_in(keys))
    keys.type("Pat Quill\nGus Moran, chess", "Friends").follow("Put them on the map").reads("Who is important in your life?")
    _say_how_close(keys)
    _worry(keys)
    _invite(keys)
    _agenda(keys)
    keys.follow("Papers").reads("Papers")
    with keys.page.expect_download() as waiting:
        keys.to("PDF of the plain letter for Pat Quill").page.keyboard.press("Enter")
    assert re.fullmatch(r"invitation\b.*\.pdf", waiting.value.suggested_filename)
    assert keys.here["tag"] == "a", "the focus stays where the letter was asked for"


def _say_how_close(keys: Keys) -> None:
    keys.to("Closest : Gus Moran").page.keyboard.press("ArrowRight")
    keys.choose("Who is in the room?", "Just the two of us").follow("Save")
    expect(keys.page.get_by_role("radio", name=re.compile(r"^Close\s*: Gus Moran"))).to_be_checked()
    keys.page.keyboard.press("Escape")
    keys.reads("Worker’s view")


def _worry(keys: Keys) -> None:
    keys.follow("Gus Moran").reads("Gus Moran").follow("Rose Okafor").follow("Write down an answer : Is anybody worried about harm?")
    keys.follow("Write it down").is_told("Choose how worried they are")
    keys.choose("How worried is the person who says so?", "Seriously worried")
    keys.choose("What kind of harm?", "Financial or material abuse").choose("From whom to whom?", "Gus Moran may cause harm to Rose Okafor")
    keys.type("Her purse was empty", "What has been seen or heard?").choose("What does this rest on?", "Seen")
    keys.choose("Who says so?", "Me, or another worker").choose("Who else was in the room?", "Not known")
    keys.follow("Write it down").reads("Gus Moran and Rose Okafor", "Written down.", "Her purse was empty")


def _invite(keys: Keys) -> None:
    keys.follow("Meetings").follow("Plan a meeting").reads("Plan a meeting")
    keys.type("To get help at home", "What is the meeting for, in the adult’s own words?").type("12/10/2026", "Day")
    keys.type("2pm", "Time it begins").type("St Anne’s hall", "Where?").follow("Save").reads("Network meeting", "The meeting is planned.")
    keys.follow("Ask Rose Okafor about each person").reads("Ask Rose Okafor about each person")
    keys.choose("Pat Quill", "Yes").choose("Gus Moran", "No").follow("Write the answers down").reads("Network meeting", "Written down.")
    keys.follow("Decide about Pat Quill").reads("Inviting Pat Quill")
    keys.follow("Save the decision").is_told("Choose what was decided")
    keys.choose("What was decided?", "Invite").type("Rose Okafor", "Who decided?").follow("Save the decision")
    keys.reads("Network meeting", "Decided.")


def _agenda(keys: Keys) -> None:
    keys.follow("Agenda").reads("Agenda")
    first = keys.page.locator("tbody th").nth(1).inner_text()
    keys.follow(f"Change {first}").type("Pat", "Who leads it?").follow("Save").reads("Agenda", "Saved.", "Pat")
    keys.follow(f"Up {first}").reads("Agenda", "Moved.")
    assert keys.page.locator("tbody th").nth(0).inner_text() == first


def test_what_was_sent_into_a_lock_is_saved_without_a_mouse(keys, clock):
    _open_a_case(_sign_in(keys))
    keys.type("Pat Quill", "Friends")
    clock.forward(minutes=61)
    keys.follow("Put them on the map").reads("netmeet has locked itself")
    keys.type(PASSWORD, "Password").follow("Sign in").reads("What you wrote is still here", "Pat Quill")
    keys.follow("Save it now").reads("Who is important in your life?", "On the map now.")


def test_escape_goes_to_the_shared_screen_and_back_and_the_focus_begins_anew(keys):
    _open_a_case(_sign_in(keys))
    for title in ("Worker’s view", "Who is important in your life?"):
        with keys.page.expect_navigation():
            keys.page.keyboard.press("Escape")
        keys.reads(title)
        assert keys.tab()["name"] == "Skip to main content"
    keys.type("Somebody", "Friends").page.keyboard.press("Escape")
    assert keys.tab()["name"] != "Skip to main content", "Escape in a box only leaves the box, and the next stop is the next one"


def test_the_first_stop_on_a_page_skips_to_its_content(keys):
    _sign_in(keys)
    assert keys.tab()["name"] == "Skip to main content"
    keys.page.keyboard.press("Enter")
    assert keys.page.evaluate("document.activeElement.id || location.hash.slice(1)") == "main-content"
    keys.tab()
    assert keys.page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_a_drawing_can_be_scrolled_and_followed_by_keyboard(demo, windows):
    page = windows["wren"]
    page.goto(f"{demo.live.address}{demo.base}/drawings/genogram")
    page.locator(".nm-drawing").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.tagName.toLowerCase()") == "a"
    assert page.evaluate("document.querySelector('.nm-drawing').contains(document.activeElement)")
    Keys(page).enter()
    assert "/network/members/" in page.url


@pytest.mark.parametrize(
    "view",
    [
        "mapping.show",
        "network.show",
        "risk.show",
        "meetings.ask",
        "meetings.agenda",
        "drawings.circles",
        "network.union",
        "exchange.into_case",
    ],
)
def test_every_stop_shows_and_none_holds_the_focus_fast(demo, windows, view):
    keys = Keys(windows["wren"])
    keys.page.goto(demo.live.address + demo.path(rules()[view]))
    stops = [keys.tab()]
    while stops[-1]["tag"] != "body":
        stops.append(keys.tab())
        assert len(stops) < 500, f"no way out after {stops[-3:]}"
    assert stops[0]["name"] == "Skip to main content"
    assert len(stops) > 10
    back = [keys.tab("Shift+Tab")["name"] for _ in range(3)]
    assert back == [stop["name"] for stop in reversed(stops[-4:-1])]
