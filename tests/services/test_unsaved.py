"""What was typed and not saved is its writer's alone, holds no password, and has bounds."""

import pytest

from netmeet.domain.errors import NotFoundError
from netmeet.services import unsaved
from netmeet.services.unsaved import KeptPost
from tests.support.site import COLLEAGUE, WORKER

PATH = "/cases/1/adult"
TYPED = (
    ("name", "Rose"),
    ("present", "Dawn"),
    ("present", "Kev"),
    ("password", "three quiet words"),
    ("csrf_token", "x"),
    ("form_key", "k"),
)
NEVER = ("password", "again", "current", "csrf_token", "packed")


def keep_draft(as_caller, fields=TYPED, path=PATH):
    return as_caller(lambda caller: unsaved.save_draft(caller.session, caller.actor.id, path, fields, caller.at))


def keep_post(as_caller, fields=TYPED, path=PATH):
    as_caller(lambda caller: unsaved.keep_post(caller.session, caller.actor.id, path, fields, caller.at))


def draft(as_caller, actor=WORKER):
    return as_caller(lambda caller: unsaved.draft(caller, PATH), actor)


def kept(as_caller, actor=WORKER):
    return as_caller(unsaved.kept_posts, actor)


def test_a_draft_comes_back_in_order_without_what_is_secret(as_caller):
    assert keep_draft(as_caller)

    found = draft(as_caller)

    assert found.fields == (("name", "Rose"), ("present", "Dawn"), ("present", "Kev"))
    assert found.path == PATH


def test_a_draft_is_its_writer_s_alone_and_gone_when_dropped(as_caller):
    keep_draft(as_caller)

    assert draft(as_caller, COLLEAGUE) is None
    as_caller(lambda caller: unsaved.drop_draft(caller, PATH), COLLEAGUE)
    assert draft(as_caller) is not None
    as_caller(lambda caller: unsaved.drop_draft(caller, PATH))
    assert draft(as_caller) is None


@pytest.mark.parametrize(
    "path", ["", "cases/1", "https://elsewhere.example/", "//elsewhere.example/", "/a b", "/<script>", "/" + "x" * 300, "/x?y=1", "/x\n"]
)
def test_only_pages_of_netmeet_have_drafts_and_kept_forms(as_caller, path):
    assert not keep_draft(as_caller, path=path)
    keep_post(as_caller, path=path)

    assert kept(as_caller) == ()


@pytest.mark.parametrize("name", NEVER)
def test_a_password_is_never_stored(as_caller, name):
    keep_draft(as_caller, ((name, "secret"),))
    keep_post(as_caller, ((name, "secret"),))

    assert draft(as_caller).fields == ()
    (post,) = kept(as_caller)
    assert "secret" not in dict(post.fields).values()
    assert post.shown == ()
    assert post.held_file == (name == "packed"), "of a file that was packed into a form, only that it was there"
    assert post.held_password == (name in ("password", "again", "current"))


@pytest.mark.parametrize("name", ["held_file", "held_password"])
def test_nobody_says_themselves_that_something_was_not_kept(as_caller, name):
    keep_post(as_caller, ((name, "yes"),))

    (post,) = kept(as_caller)
    assert (post.held_file, post.held_password, post.shown) == (False, False, ())


def test_what_is_kept_has_bounds(as_caller):
    keep_draft(as_caller, (*((f"n{place}", "x") for place in range(2500)),))
    assert len(draft(as_caller).fields) == 2000

    keep_draft(as_caller, (("a", "x" * 199_000), ("b", "x" * 5_000), ("c", "y")))
    assert [name for name, _ in draft(as_caller).fields] == ["a"]


def test_a_kept_form_carries_its_key_so_that_saving_it_twice_makes_one_thing(as_caller):
    keep_post(as_caller)

    assert ("form_key", "k") in kept(as_caller)[0].fields
    assert "password" not in dict(kept(as_caller)[0].fields)


def test_kept_forms_are_shown_newest_first_and_to_their_writer_alone(as_caller, clock):
    keep_post(as_caller, (("name", "First"),))
    clock.forward(minutes=1)
    keep_post(as_caller, (("name", "Second"),))

    assert [dict(post.fields)["name"] for post in kept(as_caller)] == ["Second", "First"]
    assert kept(as_caller, COLLEAGUE) == ()


def test_nobody_throws_away_what_somebody_else_wrote(as_caller):
    keep_post(as_caller)
    post = kept(as_caller)[0]

    with pytest.raises(NotFoundError):
        as_caller(lambda caller: unsaved.drop_post(caller, post.id), COLLEAGUE)
    assert kept(as_caller) == (post,)

    as_caller(lambda caller: unsaved.drop_post(caller, post.id))
    assert kept(as_caller) == ()
    with pytest.raises(NotFoundError):
        as_caller(lambda caller: unsaved.drop_post(caller, post.id))


def test_a_kept_form_is_shown_in_words_and_without_ids(clock):
    member = "01900000-0000-7000-8000-00000000000a"
    fields = (
        ("lives_where", "Willow Court"),
        (f"says-{member}", "yes"),
        (f"seen-{member}", "3"),
        ("supporter", member),
        ("asked_ring", "2"),
        ("asked_gets", "money, company"),
        ("asked_of", "Midmere advocacy"),
        ("chosen", "  "),
        ("form_key", "k"),
        ("version", "4"),
    )

    assert KeptPost("id", PATH, fields, clock()).shown == (
        ("Lives where", "Willow Court"),
        ("Says", "yes"),
        ("Asked of", "Midmere advocacy"),
    )
