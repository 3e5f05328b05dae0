"""The pages of netmeet as somebody at the screen uses them: by what they read, never by how a page is built."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from re import Pattern
from typing import Self

from playwright.sync_api import Locator, Page, expect

from tests.support.site import PASSWORD


def _read(text: str | Pattern[str], *, exact: bool = False) -> Pattern[str]:
    """Match a name as a screen reader says it: what is hidden from the eye comes with spaces of its own."""
    if not isinstance(text, str):
        return text
    loose = r"\s*".join(re.escape(part) for part in re.split(r"\s+|(?=:)", text))
    return re.compile(rf"^\s*{loose}\s*$" if exact else loose)


@dataclass
class Screen:
    """One window, signed in or not. Every other page here is one of these."""

    page: Page
    address: str

    @property
    def main(self) -> Locator:
        """The page without its head and foot."""
        return self.page.locator("main")

    def go(self, path: str) -> Self:
        """Type an address."""
        self.page.goto(self.address + path)
        return self

    def follow(self, text: str | Pattern[str], within: Locator | None = None, *, exact: bool = False) -> Self:
        """Click a link that reads so, also one that looks like a button."""
        where = within or self.page.locator("body")
        name = _read(text, exact=exact)
        where.get_by_role("link", name=name).or_(where.locator("a").and_(where.get_by_role("button", name=name))).first.click()
        return self

    def press(self, text: str, within: Locator | None = None, *, exact: bool = True) -> Self:
        """Press a button that reads so."""
        (within or self.main).get_by_role("button", name=_read(text, exact=exact)).first.click()
        return self

    def write(self, answers: Mapping[str, str]) -> Self:
        """Fill in boxes by their label."""
        for label, text in answers.items():
            self.main.get_by_label(label, exact=True).fill(text)
        return self

    def choose(self, question: str, answer: str) -> Self:
        """Choose one answer of a question, be it a list or buttons."""
        group = self.main.get_by_role("group", name=question, exact=True)
        group.or_(self.main.get_by_label(question, exact=True)).first.wait_for()
        if group.count():
            group.get_by_label(answer, exact=True).check()
        else:
            self.main.get_by_label(question, exact=True).select_option(label=answer)
        return self

    def tick(self, question: str, answers: Iterable[str]) -> Self:
        """Tick boxes of a question."""
        for answer in answers:
            self.main.get_by_role("group", name=question, exact=True).get_by_label(answer, exact=True).check()
        return self

    def tick_one(self, label: str) -> Self:
        """Tick a box that stands alone."""
        self.main.get_by_label(label, exact=True).check()
        return self

    def reads(self, *texts: str | Pattern[str], within: Locator | None = None) -> Self:
        """Expect that the page says something."""
        for text in texts:
            expect(within or self.main).to_contain_text(text)
        return self

    def is_titled(self, title: str) -> Self:
        """Expect a page by its heading."""
        expect(self.page.locator("h1")).to_have_text(title)
        return self

    def saved(self, sentence: str) -> Self:
        """Expect that netmeet says it did something."""
        expect(self.page.get_by_role("status").filter(has_text=sentence)).to_be_visible()
        return self

    def escape(self) -> None:
        """Press the one key, once the page's scripts are there to hear it."""
        self.page.wait_for_load_state()
        self.page.keyboard.press("Escape")

    def source(self) -> str:
        """Return the page as it was sent, before any script ran."""
        answer = self.page.request.get(self.page.url)
        assert answer.ok, (self.page.url, answer.status)
        return answer.text()

    def take_away(self, text: str | Pattern[str], within: Locator | None = None) -> tuple[str, bytes]:
        """Click a link that hands over a file; return its name and what is in it."""
        with self.page.expect_download() as waiting:
            (within or self.main).get_by_role("link", name=_read(text)).first.click()
        return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()

    def card(self, heading: str) -> Locator:
        """Find the part of a page that stands under a heading."""
        return self.main.locator("section, article").filter(has=self.page.get_by_role("heading", name=heading, exact=True)).last


class SignIn(Screen):
    """Who is this?"""

    def enter(self, username: str, password: str = PASSWORD) -> "Cases":
        """Sign in."""
        self.write({"User name": username, "Password": password}).press("Sign in")
        return Cases(self.page, self.address)


class Cases(Screen):
    """The list of cases, and opening one."""

    def open_case(self, name: str) -> "MapTogether":
        """Open a case with nothing but a name."""
        self.follow("Open a case").is_titled("Open a case")
        self.write({"Name they like to be called": name}).press("Open the case")
        return MapTogether(self.page, self.address)


class OfCase(Screen):
    """A page of the worker's, with the menu of the case."""

    def menu(self, entry: str) -> Self:
        """Go to a part of the case."""
        return self.follow(entry, self.page.get_by_role("navigation", name="This case"), exact=True)


class MapTogether(Screen):
    """The screen that is shared with the adult."""

    def name(self, named: Mapping[str, str]) -> Self:
        """Put names on the map in one go, by the prompt that they answer."""
        return self.write(named).press("Put them on the map")

    def say_how_close(self, rings: Mapping[str, str], room: str) -> Self:
        """Say how close some of them are, and who is in the room."""
        for name, ring in rings.items():
            self.main.get_by_role("radio", name=_read(f"{ring}: {name}", exact=True)).check()
        return self.choose("Who is in the room?", room).press("Save")

    def leave(self, *, by_key: bool) -> "WorkersView":
        """Go to the worker's view, by one key where scripts run."""
        self.is_titled("Who is important in your life?")
        if by_key:
            self.escape()
        else:
            self.follow("Worker’s view")
        WorkersView(self.page, self.address).is_titled("Worker’s view")
        return WorkersView(self.page, self.address)


class WorkersView(OfCase):
    """The worker's own view of the map: relatives, unions, ties."""

    def back_to_shared(self, *, by_key: bool) -> MapTogether:
        """Go back to the shared screen."""
        self.is_titled("Worker’s view")
        if by_key:
            self.escape()
        else:
            self.follow("Back to the shared screen")
        MapTogether(self.page, self.address).is_titled("Who is important in your life?")
        return MapTogether(self.page, self.address)

    def member(self, name: str) -> Self:
        """Open one member."""
        return self.menu("Worker’s view").follow(name, self.page.locator("main table"), exact=True).is_titled(name)

    def relate(self, name: str, relation: str, of: str) -> Self:
        """Say how somebody is related."""
        self.member(name).follow("How are they related?")
        return self.choose("They are the", relation).choose("of", of).press("Save")

    def join(self, first: str, second: str, kind: str, children: Iterable[str]) -> Self:
        """Add a couple with their children."""
        self.menu("Worker’s view").follow("Add a couple or children")
        self.choose("First partner or parent", first).choose("Second partner or parent", second)
        return self.choose("How are or were they joined?", kind).tick("Their children", children).press("Save")

    def tie(self, one: str, other: str, kind: str, label: str) -> Self:
        """Tie two members who are not tied yet."""
        self.menu("Worker’s view").follow("Tie two members")
        self.choose("Who?", one).choose("And whom?", other).choose("How do they come to know one another?", kind)
        return self.write({"In a word or two": label}).press("Save")

    def tie_of(self, name: str, with_whom: str) -> "Readings":
        """Open the tie of somebody with somebody else."""
        self.member(name).follow(with_whom, self.card("Ties"), exact=True)
        return Readings(self.page, self.address)


class Readings(OfCase):
    """What is said about one tie."""

    def say(self, question: str, choices: Mapping[str, str], words: Mapping[str, str], voice: str, room: str) -> Self:
        """Write down one answer, with whose it is and who was in the room."""
        self.follow("Write down an answer", self.card(question)).reads("Nothing is overwritten.")
        for asked, answer in choices.items():
            self.choose(asked, answer)
        self.write(words).choose("Who says so?", voice).choose("Who else was in the room?", room)
        return self.press("Write it down").saved("Written down.")


class Risk(OfCase):
    """What is both important and risky."""

    def flag(self, names: str) -> Locator:
        """Return one flagged tie."""
        return self.main.get_by_role("article", name=names)


class Wishes(OfCase):
    """Wishes, how safe it feels, what is working, the seven statements."""

    def wish(self, place: int, words: str, shared_with: str) -> Self:
        """Write a wish down."""
        self.follow(f"Write it down: wish {place}").is_titled(f"Wish {place}")
        self.write({"The wish, in their own words": words}).choose("With whom did they agree to share it?", shared_with)
        return self.press("Write it down").saved("Written down.")

    def safe(self, when: str, score: str, alone: str, words: str) -> Self:
        """Ask how safe they feel."""
        self.follow("Ask how safe they feel").choose("When are you asking?", when).choose("How safe do you feel?", score)
        self.choose("Were they alone with you?", alone).write({"In their own words": words})
        return self.press("Write it down").saved("Written down.")

    def working(self, answer: str, words: str, voice: str) -> Self:
        """Write down what is working, or is not."""
        self.follow("Write down something that is working, or is not").choose("Is it working?", answer)
        return self.write({"What is it?": words}).choose("Who says so?", voice).press("Write it down").saved("Written down.")

    def statements(self, when: str, answers: Mapping[str, str]) -> Self:
        """Ask the seven statements."""
        self.follow("Ask the seven statements").choose("When are you asking?", when)
        for statement, answer in answers.items():
            self.choose(statement, answer)
        return self.press("Write it down").saved("Written down.")


class Meetings(OfCase):
    """Planning one network meeting."""

    def plan(self, answers: Mapping[str, str]) -> Self:
        """Begin to plan one."""
        return self.follow("Plan a meeting").write(answers).press("Save").is_titled("Network meeting")

    def ask(self, adult: str, answers: Mapping[str, tuple[str, str]]) -> Self:
        """Write down what the adult says about each person."""
        self.follow(f"Ask {adult} about each person").is_titled(f"Ask {adult} about each person")
        for name, (answer, words) in answers.items():
            self.choose(name, answer).main.get_by_role("group", name=name, exact=True).get_by_role("textbox").fill(words)
        return self.press("Write the answers down").saved("Written down.")

    def decide(self, name: str, decision: str, reason: str, by: str, part: str = "1") -> Self:
        """Decide about one person, and send it."""
        self.follow(f"Decide about {name}").is_titled(f"Inviting {name}").choose("What was decided?", decision)
        return self.write({"Which part of the meeting?": part, "Why?": reason, "Who decided?": by}).press("Save the decision")

    def agenda(self) -> "Agenda":
        """Go to the agenda."""
        self.follow("Agenda", self.main, exact=True)
        return Agenda(self.page, self.address).is_titled("Agenda")


class Agenda(OfCase):
    """The agenda of a meeting."""

    @property
    def items(self) -> list[str]:
        """The titles in their order."""
        return self.main.locator("tbody th").all_inner_texts()

    @property
    def times(self) -> list[str]:
        """The first column, in its order."""
        return self.main.locator("tbody td:first-child").all_inner_texts()

    def change(self, item: str, answers: Mapping[str, str]) -> Self:
        """Change one item."""
        return self.follow(f"Change {item}").write(answers).press("Save").saved("Saved.")

    def move(self, item: str, way: str) -> Self:
        """Move one item up or down."""
        return self.press(f"{way} {item}").saved("Moved.")

    def family_time(self, answer: str, alone: str, supporter: str, decision: str) -> Self:
        """Write down the answer about family time."""
        self.follow("Write down the answer about family time").choose("Do they want family time?", answer)
        self.choose("Were they asked alone?", alone).choose("Who did they choose to stay with them?", supporter)
        self.write({"If a worry lies between them and somebody there: why is it right all the same?": decision})
        return self.press("Write it down").saved("Written down.")


class Papers(OfCase):
    """What is printed and taken away."""

    def paper(self, kind: str, name: str, form: str = "Plain") -> tuple[str, bytes]:
        """Download one reader's letter or agenda."""
        return self.take_away(f"PDF of the {form.lower()} {kind} for {name}")
