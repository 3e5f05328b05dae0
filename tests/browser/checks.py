"""What holds for every page that netmeet shows."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.support.markup import html_faults

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
"""WCAG 2.2 at level AA, and what axe calls good practice."""

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 800}


def axe_finds(page: Page) -> list[str]:
    """Look a page through with axe; one line for everything that it finds."""
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": STANDARDS}, "resultTypes": ["violations"]})
    return [
        f"{fault['id']}: {fault['help']}: {node['html'][:300]} ({node.get('failureSummary', '')[:300]})"
        for fault in found.response["violations"]
        for node in fault["nodes"]
    ]


def overflow(page: Page) -> list[str]:
    """Name what makes a page wider than the window, outside boxes that scroll by themselves."""
    return page.evaluate("""() => {
        const width = document.documentElement.clientWidth;
        if (document.documentElement.scrollWidth <= width) return [];
        return [...document.querySelectorAll('body *')].filter((one) => one.getBoundingClientRect().right > width + 1
            && getComputedStyle(one).position !== 'absolute').slice(0, 5).map((one) => one.outerHTML.slice(0, 160));
    }""")


def open_everything(page: Page) -> None:
    """Unfold what can be unfolded, so that it is looked at too."""
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")


def faults(page: Page, source: str, *, narrow: bool = True) -> list[str]:
    """Hold one page, as it stands in a window, to everything above. Nothing found: an empty list.

    On a telephone's width too where ``narrow``; that it is not too wide there is looked at always.
    """
    found = html_faults(source)
    open_everything(page)
    for size in (WIDE, NARROW):
        page.set_viewport_size(size)
        wide = [f"too wide: {one}" for one in overflow(page)]
        found += [f"{size['width']} wide: {fault}" for fault in (*wide, *(axe_finds(page) if narrow or size is WIDE else ()))]
    return found
