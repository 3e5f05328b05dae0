"""What every form does: sent once, aware of an edit by somebody else, and never losing what was typed."""

from dataclasses import replace
from enum import StrEnum
from types import SimpleNamespace

import pytest

from netmeet.domain.dates import PartialDate
from netmeet.domain.errors import BadInputError, ChangedMeanwhileError
from netmeet.domain.network import Household, Member, TieKind
from netmeet.services import cases, network
from netmeet.web import fields
from netmeet.web.forms import Form, problems, saved
from tests.support.pages import values_of, words_of
from tests.support.site import COLLEAGUE, hidden_fields


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


class Everything(Form):
    class Meta:
        csrf = False

    name = fields.words("Name", needed="Enter a name")
    colour = fields.one_of("Colour", Colour, labels={Colour.BLUE: "Sky blue"})
    some = fields.several("Some", {"a": "Ada", "b": "Ben", "c": "Cy"})
    picked = fields.pick("Picked", {"a": "Ada", "b": "Ben"}, empty="Nobody")
    sure = fields.yes("Sure")
    born = fields.rough_date("Born")
    place = fields.number("Place", least=1, most=9)
    travels = fields.hidden()
    own = fields.words("Only on the form")


@pytest.fixture
def filled(app):
    """Fill in a form in a request of its own, and say what is saved now."""

    def make(sent, now=None):
        with app.test_request_context("/", method="POST", data={"name": "Rose", "version": "1"} | sent):
            form = Everything()
            form.saved_now = now
            return form

    return make


def stop(error):
    """A service that cannot do it."""

    def do():
        raise error

    return do


@pytest.fixture
def after(app, filled):
    """Send a form to a service that cannot do it; the form as it is shown again."""

    def run(error, sent=(), now=None):
        form = filled(dict(sent), now)
        with app.test_request_context("/", method="POST", data={"name": "Rose"}):
            assert saved(form, stop(error)) is None
        return form

    return run


# ---------------------------------------------------------------- refused


def test_a_refusal_stands_beside_its_field_and_in_the_summary(after):
    form = after(BadInputError("This name is taken.", "name"))

    assert form.status == 400
    assert form.name.errors == ["This name is taken."]
    assert problems(form) == {"titleText": "There is a problem", "errorList": [{"text": "This name is taken.", "href": "#name"}]}


def test_a_refusal_of_no_field_stands_above_the_form(after):
    for field in ("", "no such field"):
        form = after(BadInputError("Not like this.", field))

        assert problems(form)["errorList"] == [{"text": "Not like this."}]


@pytest.mark.parametrize("field", ["name", "colour", "some", "picked", "sure"])
def test_the_summary_links_to_the_first_box_of_a_field(after, field):
    assert problems(after(BadInputError("Look here.", field)))["errorList"] == [{"text": "Look here.", "href": f"#{field}"}]


def test_an_answer_that_is_missing_never_reaches_the_service(app, filled):
    form = filled({"name": ""})
    with app.test_request_context("/", method="POST", data={}):
        assert saved(form, stop(AssertionError("asked all the same"))) is None

    assert form.status == 400
    assert form.name.errors == ["Enter a name"]


# ---------------------------------------------------------------- changed meanwhile


NOW = SimpleNamespace(
    version=2, name="Rosa", colour=Colour.BLUE, some=("b", "a"), picked="b", sure=True, born=PartialDate(1950, 6), place=3, travels="x"
)


def test_what_somebody_else_saved_is_told_as_its_field_words_it(after):
    form = after(ChangedMeanwhileError("Cole Ansah", None, "Rose"), now=NOW)

    assert form.status == 409
    assert "Cole Ansah saved a change to Rose" in form.form_errors[0]
    assert [(row.label, row.value) for row in form.theirs] == [
        ("Name", "Rosa"),
        ("Colour", "Sky blue"),
        ("Some", "Ada, Ben"),
        ("Picked", "Ben"),
        ("Sure", "yes"),
        ("Born", "June 1950"),
        ("Place", "3"),
    ]


def test_only_what_differs_is_told_and_an_empty_answer_is_called_nothing(after):
    same = {"name": "Rosa", "colour": "blue", "some": ["a", "b"], "picked": "b", "sure": "y", "born": "6/1950", "place": "3"}
    assert after(ChangedMeanwhileError("Cole", None), same, NOW).theirs == ()

    bare = SimpleNamespace(version=2, name="", colour="", some=(), picked=None, sure=False, born=None, place=None)
    told = after(ChangedMeanwhileError("Cole", None), same, bare).theirs
    assert [row.value for row in told] == ["nothing", "nothing", "nothing", "nothing", "no", "nothing", "nothing"]


def test_a_second_save_knows_of_the_change(after):
    assert after(ChangedMeanwhileError("Cole", None), now=NOW).version.data == "2"


@pytest.mark.parametrize(
    ("sent", "seen"),
    [("3", 3), ("", 0), ("x", 0), ("-1", 0), ("1.5", 0), ("²", 0), ("9" * 5000, 0), ("<b>", 0)],
)
def test_a_version_that_was_tampered_with_matches_nothing(filled, sent, seen):
    assert filled({"version": sent}).seen_version == seen


def test_a_version_that_was_left_out_matches_nothing(app):
    with app.test_request_context("/", method="POST", data={"name": "Rose"}):
        assert Everything(obj=SimpleNamespace(version=7)).seen_version == 0


# ---------------------------------------------------------------- on a page


@pytest.fixture
def lee(within, case_id):
    return within(case_id, lambda case: network.add_member(case, Member("", "Lee"), case.profile.adult_id, TieKind.SOCIAL, "").id)


@pytest.fixture
def path(case_id, lee):
    return f"/cases/{case_id}/network/members/{lee}/edit"


@pytest.fixture
def changed(within, case_id, lee):
    """Somebody else changes Lee."""

    def do(case):
        member = case.network.member(lee)
        network.save_member(case, replace(member, does="cooks"), member.version)

    return lambda: within(case_id, do, COLLEAGUE)


@pytest.fixture
def does(within, case_id, lee):
    return lambda: within(case_id, lambda case: case.network.member(lee).does)


@pytest.mark.parametrize("missing", ["csrf_token", "all"])
def test_a_form_without_its_token_saves_nothing_and_says_so(worker, path, does, missing):
    sent = hidden_fields(worker.get(path)) | {"name": "Lee", "does": "drives"}
    sent = {name: value for name, value in sent.items() if missing not in ("all", name)}

    answer = worker.client.post(path, data=sent)

    assert answer.status_code == 400
    assert "This form is out of date" in words_of(answer.text)
    assert does() == ""


@pytest.mark.parametrize("version", ["", "0", "2", "x", None])
def test_a_form_with_another_version_is_told_of_the_change_and_not_saved(worker, path, does, version):
    sent = hidden_fields(worker.get(path)) | {"name": "Lee", "does": "drives", "version": version}
    sent = {name: value for name, value in sent.items() if value is not None}

    answer = worker.client.post(path, data=sent)

    assert answer.status_code == 409
    assert values_of(answer.text)["does"] == "drives"
    assert does() == ""


def test_every_form_on_a_page_has_a_key_of_its_own(worker, case_id, lee, within):
    home = Household("", "Willow Court", (lee,))
    made = within(case_id, lambda case: network.save_household(case, home, None))
    path = f"/cases/{case_id}/network/households/{made.id}"
    page = worker.get(path)

    keys = {hidden_fields(page, action)["form_key"] for action in ("", f"{path}/remove")}

    assert len(keys) == 2
    assert all(keys)


def test_a_form_that_was_refused_may_be_sent_again(worker, path, does):
    opened = hidden_fields(worker.get(path))
    refused = worker.client.post(path, data=opened | {"name": "", "does": "drives"})
    assert refused.status_code == 400

    assert worker.client.post(path, data=hidden_fields(refused.text) | {"name": "Lee", "does": "drives"}).status_code == 303
    assert does() == "drives"


# ---------------------------------------------------------------- drafts


def keep_draft(worker, path, **typed):
    """Type, as a browser with JavaScript keeps it."""
    shown = hidden_fields(worker.get(path))
    answer = worker.client.post(f"/drafts?path={path}", data=shown | typed, headers={"X-CSRFToken": shown["csrf_token"]})
    assert answer.status_code == 204


def test_a_draft_is_offered_used_and_forgotten_once_it_is_saved(worker, path, does):
    keep_draft(worker, path, name="Lee", does="drives")

    offered = worker.get(path)
    assert "You started writing here at 10am on 22 November 2026" in words_of(offered)
    used = worker.get(f"{path}?draft=use")
    assert values_of(used)["does"] == "drives"
    assert "You started writing" not in words_of(used)
    assert worker.client.post(path, data=hidden_fields(used) | {"name": "Lee", "does": "drives"}).status_code == 303

    assert does() == "drives"
    assert "You started writing" not in words_of(worker.get(path))


def test_a_draft_that_comes_back_overwrites_nobody_who_saved_since(worker, path, does, changed):
    keep_draft(worker, path, name="Lee", does="drives")
    changed()

    used = worker.get(f"{path}?draft=use")
    answer = worker.client.post(path, data=hidden_fields(used) | {"name": "Lee", "does": "drives"})

    assert answer.status_code == 409
    assert "What do they do? cooks" in words_of(answer.text)
    assert does() == "cooks"
    assert worker.client.post(path, data=hidden_fields(answer.text) | {"name": "Lee", "does": "drives"}).status_code == 303
    assert does() == "drives"


def test_a_draft_without_a_version_takes_the_one_of_now(worker, path, does):
    token = hidden_fields(worker.get(path))["csrf_token"]
    worker.client.post(f"/drafts?path={path}", data={"name": "Lee", "does": "drives"}, headers={"X-CSRFToken": token})

    used = worker.get(f"{path}?draft=use")

    assert worker.client.post(path, data=hidden_fields(used) | {"name": "Lee", "does": "drives"}).status_code == 303
    assert does() == "drives"


def test_asking_for_a_draft_that_is_not_there_shows_what_is_saved(worker, path, changed):
    changed()

    assert values_of(worker.get(f"{path}?draft=use"))["does"] == "cooks"


def test_a_draft_is_its_writers_alone(worker, path, visitor, within, case_id):
    keep_draft(worker, path, name="Lee", does="drives")
    within(case_id, lambda case: cases.share(case, COLLEAGUE.id, may_edit=True, reason="Covering leave"))

    page = visitor("cole").get(f"{path}?draft=use")

    assert "You started writing" not in page
    assert values_of(page)["does"] == ""
