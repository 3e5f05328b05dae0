"""Two who edit one tie, one member, one invitation and one item of an agenda, in any order: a machine that tries to lose something.

What is sent goes the way of a request: one transaction, its form key claimed first and settled last, and a form that a lock kept
dropped with it. What is expected stands in ``Kept`` and is compared with the database after every step.
"""

from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import Enum
from uuid import uuid4

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from netmeet.domain.access import Action
from netmeet.domain.casefile import Profile
from netmeet.domain.errors import BadInputError, ChangedMeanwhileError, NotFoundError, UnknownMemberError
from netmeet.domain.meeting import AdultSays, Meeting
from netmeet.domain.network import Member, TieKind
from netmeet.domain.readings import Basis, Concern, ConcernLevel, ConcernType, Direction, Importance, ImportanceLevel, Voice
from netmeet.services import cases, meetings, network, once, readings, unsaved
from netmeet.services.caller import Caller, begin
from netmeet.services.cases import new_id
from netmeet.services.meetings import Answer
from netmeet.services.readings import Said
from netmeet.store import audit, networks
from netmeet.store import meetings as kept_meetings
from tests.support.databases import SQLITE, only_on
from tests.support.site import COLLEAGUE, START, WORKER


class Thing(Enum):
    """What the two edit. Each holds words, and a version."""

    TIE = "tie"
    MEMBER = "member"
    INVITATION = "invitation"
    ITEM = "item"


@dataclass
class Kept:
    """What is expected of a thing: the last words that somebody was told are saved, their version, and who did it."""

    words: str
    version: int
    by: str = WORKER.name


@dataclass
class Page:
    """A form that somebody has before them: what it showed them, what they typed, the version and the key that travel with it."""

    shown: str
    words: str
    seen: int
    key: str

    @property
    def fields(self):
        return {"words": self.words, "version": str(self.seen), "form_key": self.key}


WHO = st.sampled_from([WORKER, COLLEAGUE])


class TwoEditors(RuleBasedStateMachine):
    """One case, and two people who may change it."""

    def __init__(self, new_db, thing):
        super().__init__()
        self.new_db, self.thing, self.now, self.texts = new_db, thing, START, 0
        with self.transaction(WORKER) as caller:
            self.case_id = cases.start_case(caller, Member("", "Rose Okafor"), Profile("", ""), START.date())
        with self.opened(WORKER) as case:
            cases.share(case, COLLEAGUE.id, may_edit=True, reason="")
            self.adult = case.profile.adult_id
            self.member = network.add_member(case, Member("", "Pat Quill", does="nothing yet"), None, TieKind.SOCIAL, "").id
            meeting = meetings.plan(case, Meeting(""))
            self.meeting, self.item, at_first = meeting.id, meeting.agenda[0].id, meeting.agenda[0].notes
        with self.opened(WORKER) as case:
            self.tie = network.add_tie(case, self.adult, self.member, TieKind.SOCIAL, "no words yet").id
        self.kept = {
            Thing.TIE: Kept("no words yet", 1),
            Thing.MEMBER: Kept("nothing yet", 1),
            Thing.INVITATION: Kept("", 1),
            Thing.ITEM: Kept(at_first, 1),
        }
        self.on_map = self.tied = True
        self.pages, self.sent, self.locked, self.said = {}, {}, {WORKER: [], COLLEAGUE: []}, []
        self.changes = len(self._changes())
        for who in (WORKER, COLLEAGUE):  # what an earlier run of the machine left to them
            self.throw_away(who)
            self.opens(who)

    # ------------------------------------------------ a request

    @contextmanager
    def transaction(self, who):
        self.now += timedelta(seconds=1)
        with self.new_db() as session:
            begin(session, writes=True)
            yield Caller(session, who, self.now)
            session.commit()

    @contextmanager
    def opened(self, who):
        with self.transaction(who) as caller:
            yield cases.open_case(caller, self.case_id, Action.EDIT_CASE)

    def throw_away(self, who):
        """Forget the forms that a lock kept."""
        with self.transaction(who) as caller:
            for post in unsaved.kept_posts(caller):
                unsaved.drop_post(caller, post.id)

    def arrive(self, who, fields, kept=""):
        """One form arrives. Returns where it leads."""
        thing = self.thing
        with self.opened(who) as case:
            key = once.key_of(fields["form_key"], f"/{thing.value}", fields.items())
            earlier = once.claim(case.caller, key)
            if kept:
                unsaved.drop_post(case.caller, kept)
            if earlier is None:
                self._write(case, thing, fields["words"], int(fields["version"]))
                once.settle(case.caller, key, f"/{thing.value}/{fields['words']}")
            return earlier or f"/{thing.value}/{fields['words']}"

    def _write(self, case, thing, words, seen):
        if thing is Thing.TIE:
            network.save_tie(case, replace(case.network.tie(self.tie), label=words), seen)
        elif thing is Thing.MEMBER:
            network.save_member(case, replace(case.network.member(self.member), does=words), seen)
        elif thing is Thing.INVITATION:
            meetings.adult_answers(case, meetings.one(case, self.meeting), [Answer(self.member, AdultSays.YES, words, seen)])
        else:
            self._write_item(case, words, seen)

    def _write_item(self, case, words, seen):
        """As the page does: what was typed about an item that is gone is put on the agenda again."""
        meeting = meetings.one(case, self.meeting)
        found = next((one for one in meeting.agenda if one.id == self.item), None)
        after = replace(found or replace(meeting.agenda[0], id=new_id()), notes=words)
        items = [after if one is found else one for one in meeting.agenda] + ([] if found else [after])
        meetings.save_agenda(case, meeting, items, seen)
        self.item = after.id

    # ------------------------------------------------ what is expected

    def there(self, thing):
        return self.on_map if thing in (Thing.MEMBER, Thing.INVITATION) else thing is Thing.ITEM or (self.on_map and self.tied)

    def changed(self, thing, who, words=None):
        kept = self.kept[thing]
        self.kept[thing] = Kept(kept.words if words is None else words, kept.version + 1, who.name)
        self.changes += 1

    def sends(self, who, page, kept=""):
        """Send a page, and expect one of three answers: saved, somebody was first, or it is off the map. True when it was saved."""
        now = self.kept[self.thing]
        if not self.there(self.thing):
            with pytest.raises(UnknownMemberError):
                self.arrive(who, page.fields, kept)
            return False
        if page.seen != now.version:
            with pytest.raises(ChangedMeanwhileError, match=f"{now.by} saved a change.*Nothing of yours is lost"):
                self.arrive(who, page.fields, kept)
            page.shown, page.seen = now.words, now.version  # the page shows both texts, and a second save knows of theirs
            return False
        assert page.shown == now.words, "what is about to be replaced was never seen"
        self.arrive(who, page.fields, kept)
        self.sent[who] = page.fields
        self.changed(self.thing, who, page.words)
        return True

    # ------------------------------------------------ what they do

    @precondition(lambda self: self.there(self.thing))
    @rule(who=WHO)
    def opens(self, who):
        self.texts += 1
        now = self.kept[self.thing]
        self.pages[who] = Page(now.words, f"{who.username} {self.texts}", now.version, uuid4().hex)

    @rule(who=WHO)
    def saves(self, who):
        if self.sends(who, self.pages[who]):
            self.opens(who)

    @rule(first=WHO)
    def one_saves_after_the_other_and_then_again(self, first):
        second = COLLEAGUE if first is WORKER else WORKER
        for who in (first, second, second):
            self.saves(who)

    @precondition(lambda self: self.sent)
    @rule()
    def sends_what_was_saved_again(self):
        for who, fields in self.sent.items():
            assert self.arrive(who, fields) == f"/{self.thing.value}/{fields['words']}"

    @precondition(lambda self: self.there(self.thing))
    @rule(who=WHO)
    def sends_into_a_lock(self, who):
        page = self.pages[who]
        with self.transaction(who) as caller:
            unsaved.keep_post(caller.session, who.id, f"/{self.thing.value}", tuple(page.fields.items()), caller.at)
        self.locked[who].append(page)
        self.opens(who)

    @precondition(lambda self: any(self.locked.values()))
    @rule()
    def send_what_the_lock_kept(self):
        for who, pages in self.locked.items():
            if pages:
                self._send_kept(who, pages.pop())

    def _send_kept(self, who, page):
        with self.transaction(who) as caller:
            post = unsaved.kept_posts(caller)[0]
        assert dict(post.fields) == page.fields
        if not self.sends(who, page, post.id):  # what was typed stays kept until it is saved or thrown away
            with self.transaction(who) as caller:
                unsaved.drop_post(caller, post.id)
            self.pages[who] = page

    @precondition(lambda self: self.thing in (Thing.TIE, Thing.MEMBER) and self.on_map and self.tied)
    @rule(who=WHO, worry=st.booleans())
    def says_something(self, who, worry):
        value = Concern(ConcernType.PSYCHOLOGICAL, ConcernLevel.SERIOUS, Direction.A_TO_B, "shouting") if worry else None
        said = Said(self.tie, value or Importance(ImportanceLevel.VERY), Voice.PRACTITIONER, basis=Basis.SEEN if worry else None)
        with self.opened(who) as case:
            self.said.append((readings.record(case, said).id, self.tie, worry))
        self.changes += 1

    @precondition(lambda self: self.thing is Thing.TIE)
    @rule(who=WHO)
    def takes_the_tie_off(self, who):
        if not self.there(Thing.TIE):
            with pytest.raises(UnknownMemberError), self.opened(who) as case:
                network.remove_tie(case, self.tie)
        elif self._worried():
            with pytest.raises(BadInputError, match="stays on the map"), self.opened(who) as case:
                network.remove_tie(case, self.tie)
        else:
            with self.opened(who) as case:
                network.remove_tie(case, self.tie)
            self.changed(Thing.TIE, who)
            self.tied = False

    @precondition(lambda self: self.on_map and not self.tied)
    @rule(who=WHO)
    def ties_them_anew(self, who):
        """A page of the tie that was taken off stays a page of that one."""
        with self.opened(who) as case:
            self.tie = network.add_tie(case, self.adult, self.member, TieKind.SOCIAL, "anew").id
        self.kept[Thing.TIE], self.tied = Kept("anew", 1, who.name), True
        self.changes += 1
        for them in (WORKER, COLLEAGUE):
            self.locked[them].clear()
            self.throw_away(them)
            self.opens(them)

    @precondition(lambda self: self.thing is not Thing.ITEM and self.on_map)
    @rule(who=WHO)
    def takes_the_member_off(self, who):
        if self.tied and self._worried():
            with pytest.raises(BadInputError, match="Tick the box"), self.opened(who) as case:
                network.remove_member(case, self.member)
        with self.opened(who) as case:
            network.remove_member(case, self.member, sure=True)
        self.changed(Thing.MEMBER, who)
        self.on_map = False

    @precondition(lambda self: self.thing is not Thing.ITEM)
    @rule(who=WHO)
    def puts_the_member_back(self, who):
        if self.on_map:
            with pytest.raises(NotFoundError), self.opened(who) as case:
                network.put_back(case, self.member)
        else:
            with self.opened(who) as case:
                network.put_back(case, self.member)
            self.changed(Thing.MEMBER, who)
            self.on_map = True

    @precondition(lambda self: self.thing is Thing.ITEM)
    @rule(who=WHO)
    def takes_the_item_off(self, who):
        with self.opened(who) as case:
            meeting = meetings.one(case, self.meeting)
            items = [one for one in meeting.agenda if one.id != self.item]
            meetings.save_agenda(case, meeting, items, meeting.version)
        self.changed(Thing.ITEM, who, "")

    # ------------------------------------------------ what always holds

    def _worried(self):
        return any(worry and about == self.tie for _, about, worry in self.said)

    def _changes(self):
        with self.new_db() as session:
            return audit.of_case(session, self.case_id, 10_000, "change")

    @invariant()
    def what_was_said_to_be_saved_is_saved_and_nothing_else(self):
        with self.new_db() as session:
            map_, _ = networks.load_kept(session, self.case_id)
            meeting = kept_meetings.load_kept(session, self.case_id)[0]
        invited = meeting.invitation(self.member)
        notes = next((one.notes for one in meeting.agenda if one.id == self.item), "")
        tie, member = map_.tie(self.tie), map_.member(self.member)
        assert (tie.label, tie.version) == (self.kept[Thing.TIE].words, self.kept[Thing.TIE].version)
        assert (member.does, member.version) == (self.kept[Thing.MEMBER].words, self.kept[Thing.MEMBER].version)
        assert (invited.adult_words, invited.version) == (self.kept[Thing.INVITATION].words, self.kept[Thing.INVITATION].version)
        assert (notes, meeting.version) == (self.kept[Thing.ITEM].words, self.kept[Thing.ITEM].version)
        assert [(one.id, one.seq) for one in map_.readings] == [(id, place) for place, (id, *_) in enumerate(self.said, start=1)]

    @invariant()
    def the_audit_has_a_row_for_every_change_that_was_answered(self):
        assert len(self._changes()) == self.changes

    @invariant()
    def the_lock_keeps_what_was_typed_into_it(self):
        for who, expected in self.locked.items():
            with self.new_db() as session:
                posts = unsaved.kept_posts(Caller(session, who, self.now))
            assert [dict(post.fields) for post in posts] == [page.fields for page in reversed(expected)]


@only_on(SQLITE)
@pytest.mark.parametrize("thing", Thing)
def test_of_two_editors_neither_loses_what_they_were_told_is_saved(new_db, thing):
    bounded = settings(max_examples=10, stateful_step_count=25, phases=(Phase.generate, Phase.shrink))
    run_state_machine_as_test(lambda: TwoEditors(new_db, thing), settings=bounded)
