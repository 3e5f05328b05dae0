"""By keyboard alone: Tab, Enter, arrows and Escape, from signing in to names on the map."""

from playwright.sync_api import Page, expect

from tests.browser.pages import MapTogether, SignIn

WHERE = """() => {
    const here = document.activeElement, label = here.labels && here.labels[0];
    const shows = (one) => { const style = getComputedStyle(one); return style.outlineStyle !== 'none' || style.boxShadow !== 'none'; };
    const name = (label || here).innerText.replace(/\\s+/g, ' ').trim();
    return { name: name, tag: here.tagName, seen: shows(here) || shows(here.closest('.nm-pick') || here) };
}"""


def _tab_to(page: Page, name: str, most: int = 60) -> None:
    """Press Tab until something with this name has the focus, and see that the focus shows all the way."""
    passed = []
    for _ in range(most):
        page.keyboard.press("Tab")
        here = page.evaluate(WHERE)
        passed.append(here["name"])
        assert here["seen"] or here["tag"] == "BODY", f"the focus on {here} cannot be seen"
        if here["name"] == name:
            return
    raise AssertionError(f"{name!r} was not reached: {passed}")


def _enter(page: Page) -> None:
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_signing_in_opening_a_case_and_naming_people_needs_no_mouse(live, window):
    page = window().new_page()
    SignIn(page, live.address).go("/sign-in")
    _tab_to(page, "User name")
    page.keyboard.type("wren")
    _tab_to(page, "Password")
    page.keyboard.type("three quiet words")
    _tab_to(page, "Sign in")
    _enter(page)
    _tab_to(page, "Open a case")
    _enter(page)
    _tab_to(page, "Name they like to be called")
    page.keyboard.type("Rose Okafor")
    _enter(page)
    shared = MapTogether(page, live.address).is_titled("Who is important in your life?")
    _tab_to(page, "Friends")
    page.keyboard.type("Pat Quill")
    page.keyboard.press("Enter")
    page.keyboard.type("Gus Moran, chess")
    _tab_to(page, "Put them on the map")
    _enter(page)
    shared.saved("2 on the map now.")
    _tab_to(page, "Closest : Gus Moran")
    page.keyboard.press("ArrowRight")
    _tab_to(page, "Save")
    _enter(page)
    shared.saved("Saved.")
    expect(shared.main.get_by_role("radio", name="Close : Gus Moran", exact=True)).to_be_checked()


def test_the_first_stop_on_a_page_skips_to_its_content(sign_in):
    page = sign_in("wren").page
    page.keyboard.press("Tab")
    assert page.evaluate(WHERE)["name"] == "Skip to main content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id || location.hash.slice(1)") == "main-content"
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_a_drawing_can_be_scrolled_and_followed_by_keyboard(demo, windows):
    page = windows["wren"]
    page.goto(f"{demo.live.address}{demo.base}/drawings/genogram")
    page.locator(".nm-drawing").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.tagName.toLowerCase()") == "a"
    assert page.evaluate("document.querySelector('.nm-drawing').contains(document.activeElement)")
    _enter(page)
    assert "/network/members/" in page.url
