"""Accounts and teams: made, changed and closed by an administrator; nobody locks themselves out, and closing ends what is open."""

from types import SimpleNamespace

import pytest
from sqlalchemy import text

from netmeet.domain.access import Actor, Role
from netmeet.services import sign_in, staff
from netmeet.services.caller import Caller, begin
from tests.support.pages import ticked, values_of, words_of, would_run
from tests.support.site import ADMINISTRATOR, PASSWORD, TEAMS, WORKER, hidden_fields

NOBODY = "00000000-0000-7000-8000-00000000ffff"
ANN = {"name": "Ann Lee", "username": "a.lee", "role": "practitioner", "team_id": TEAMS["north"], "password": "four small green doors"}


@pytest.fixture
def ash(visitor):
    """The browser of an administrator."""
    return visitor("ash")


@pytest.fixture
def another(app, clock):
    """Let another administrator do something."""

    def run(do):
        with app.extensions["netmeet"].new_db() as session:
            begin(session, writes=True)
            do(Caller(session, Actor(NOBODY, "zed", "Zed", Role.ADMINISTRATOR), clock()))
            session.commit()

    return run


def test_the_first_page_of_an_administrator_says_where_to_go(ash):
    first = words_of(ash.get("/"))

    assert "Administrators open no case. You run the accounts: Staff" in first
    assert "No case is open to you yet" not in first


def test_every_account_and_team_is_listed(ash):
    words = words_of(ash.get("/staff"))

    for shown in ("Wren Abara wren practitioner North open", "Tam Byrne tam supervisor South open", "Ash Cole ash administrator"):
        assert shown in words
    assert "Teams North South" in words


# ---------------------------------------------------------------- teams


def test_a_team_is_made_and_offered(ash):
    ash.post("/staff", {"name": "East"})

    page = words_of(ash.get("/staff"), "body")
    assert "Team made." in page
    assert "East" in page
    assert "East" in words_of(ash.get("/staff/new"))


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("", "Enter a name"),
        (" \u200b ", "Enter a name"),
        ("north", "There is a team of this name already."),
        ("  NORTH ", "There is a team of this name already."),
        ("x" * 121, "Name of the team must be 120 characters or fewer"),
    ],
)
def test_a_team_that_cannot_be_made_is_refused_in_words(ash, typed, message):
    page = ash.post("/staff", {"name": typed}, status=400)

    assert message in words_of(page)
    assert values_of(page)["name"].split() == typed.replace("\u200b", "").split()


# ---------------------------------------------------------------- accounts


def test_an_account_is_made_and_can_sign_in(ash, visitor):
    ash.post("/staff/new", ANN)

    page = words_of(ash.get("/staff"), "body")
    assert "Account made." in page
    assert "Ann Lee a.lee practitioner North open" in page
    assert "Your cases" in visitor().sign_in("a.lee", ANN["password"]).get("/")


def test_a_user_name_is_kept_in_small_letters(ash, visitor):
    ash.post("/staff/new", ANN | {"username": " A.Lee "})

    assert "a.lee" in words_of(ash.get("/staff"))
    visitor().sign_in("A.LEE", ANN["password"])


def test_an_account_may_have_no_team(ash):
    ash.post("/staff/new", ANN | {"team_id": ""})

    assert "Ann Lee a.lee practitioner none open" in words_of(ash.get("/staff"))


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("name", "", "Enter a name"),
        ("name", "x" * 121, "Name must be 120 characters or fewer"),
        ("username", "", "Enter a user name"),
        ("username", "a", "Use 2 to 60 small letters"),
        ("username", "ann lee", "Use 2 to 60 small letters"),
        ("username", "../ann", "Use 2 to 60 small letters"),
        ("username", "<b>ann</b>", "Use 2 to 60 small letters"),
        ("username", "анна", "Use 2 to 60 small letters"),
        ("username", "x" * 61, "User name must be 60 characters or fewer"),
        ("username", "wren", "This username is taken."),
        ("username", "WREN", "This username is taken."),
        ("role", "", "Choose a role"),
        ("role", "king", "Choose one of the answers on the list"),
        ("team_id", NOBODY, "Choose one of the answers on the list"),
        ("password", "", "Enter a password"),
        ("password", "elevenchars", "Choose a password of 12 characters or more"),
        ("password", "aaaaaaaaaaaaaaa", "harder to guess"),
        ("password", "my name is a.lee", "harder to guess"),
        ("password", "x" * 129, "must be 128 characters or fewer"),
    ],
)
def test_an_account_that_cannot_be_made_is_refused_and_all_but_the_password_stays(ash, field, typed, message):
    page = ash.post("/staff/new", ANN | {field: typed}, status=400)

    assert message in words_of(page)
    kept = values_of(page) | {"role": ticked(page).get("role", [""])[0]}
    assert all(kept[name] == value for name, value in ANN.items() if name not in (field, "password"))
    assert ANN["password"] not in page
    assert "Ann Lee" not in words_of(ash.get("/staff"))


def test_a_form_sent_twice_makes_one_account(ash):
    sent = hidden_fields(ash.get("/staff/new")) | ANN

    assert [ash.client.post("/staff/new", data=sent).status_code for _ in range(2)] == [303, 303]
    assert words_of(ash.get("/staff")).count("a.lee") == 1


def test_an_account_changes_name_role_and_team(ash, visitor):
    wren = visitor("wren")
    ash.post(f"/staff/{WORKER.id}", {"name": "Wren Adeyemi", "role": "supervisor", "team_id": TEAMS["south"], "active": "y"})

    assert "Wren Adeyemi wren supervisor South open" in words_of(ash.get("/staff"))
    wren.get("/", status=303)
    visitor("wren").get("/")


def test_a_new_name_alone_ends_nobodys_sign_in(ash, visitor):
    wren = visitor("wren")

    ash.post(f"/staff/{WORKER.id}", {"name": "Wren A", "role": "practitioner", "team_id": TEAMS["north"], "active": "y"})

    wren.get("/")


def test_closing_an_account_ends_its_sign_ins_at_once_and_it_cannot_sign_in_again(ash, visitor):
    wren, phone = visitor("wren"), visitor("wren")
    wren.get("/")

    ash.post(f"/staff/{WORKER.id}", {"name": WORKER.name, "role": "practitioner", "team_id": TEAMS["north"]})

    assert "Wren Abara wren practitioner North closed" in words_of(ash.get("/staff"))
    for browser in (wren, phone):
        browser.get("/", status=303)
    assert "do not belong together" in visitor().post("/sign-in", {"username": "wren", "password": PASSWORD}, status=400)

    ash.post(f"/staff/{WORKER.id}", {"name": WORKER.name, "role": "practitioner", "team_id": TEAMS["north"], "active": "y"})
    visitor("wren").get("/")


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"active": ""}, "You cannot close your own account"),
        ({"role": "practitioner"}, "change your own role"),
        ({"name": ""}, "Enter a name"),
        ({"role": "king"}, "Choose one of the answers on the list"),
        ({"team_id": NOBODY}, "Choose one of the answers on the list"),
    ],
)
def test_an_administrator_cannot_lock_themselves_out(ash, sent, message):
    typed = {"name": "Ash C", "role": "administrator", "team_id": TEAMS["north"], "active": "y"} | sent
    if not typed["active"]:
        del typed["active"]

    page = ash.post(f"/staff/{ADMINISTRATOR.id}", typed, status=400)

    assert message in words_of(page)
    assert values_of(page)["name"] == typed["name"]
    ash.get("/staff")


def test_an_administrator_may_change_their_own_name(ash):
    ash.post(f"/staff/{ADMINISTRATOR.id}", {"name": "Ash Coleman", "role": "administrator", "team_id": "", "active": "y"})

    assert "Ash Coleman ash administrator none open" in words_of(ash.get("/staff"))


def test_two_administrators_who_change_an_account_lose_nothing(ash, another):
    opened = hidden_fields(ash.get(f"/staff/{WORKER.id}"))
    theirs = Actor(WORKER.id, "wren", "Wren Theirs", Role.SUPERVISOR, TEAMS["south"], active=False)
    another(lambda caller: staff.change_user(caller, theirs, 1))

    mine = {"name": "Wren Mine", "role": "practitioner", "team_id": TEAMS["north"], "active": "y"}
    answer = ash.client.post(f"/staff/{WORKER.id}", data=opened | mine)

    assert answer.status_code == 409
    page = words_of(answer.text)
    for shown in ("Name Wren Theirs", "Role Supervisor", "Team South", "This account is open no"):
        assert shown in page
    assert values_of(answer.text)["name"] == "Wren Mine"
    assert values_of(answer.text)["team_id"] == TEAMS["north"]

    assert ash.client.post(f"/staff/{WORKER.id}", data=hidden_fields(answer.text) | mine).status_code == 303
    assert "Wren Mine wren practitioner North open" in words_of(ash.get("/staff"))


# ---------------------------------------------------------------- passwords


def test_a_new_password_ends_sign_ins_and_serves_the_next(ash, visitor):
    wren = visitor("wren")

    ash.post(f"/staff/{WORKER.id}/password", {"password": "five small green doors"})

    assert "Password set. They have to sign in again." in words_of(ash.get("/staff"), "body")
    wren.get("/", status=303)
    visitor().post("/sign-in", {"username": "wren", "password": PASSWORD}, status=400)
    visitor().sign_in("wren", "five small green doors")


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("", "Enter a password"),
        ("short", "Choose a password of 12 characters or more"),
        ("wren wren wren", "harder to guess"),
        ("abababababababab", "harder to guess"),
        ("x" * 129, "must be 128 characters or fewer"),
    ],
)
def test_an_easy_password_is_refused_and_never_shown(ash, visitor, typed, message):
    page = ash.post(f"/staff/{WORKER.id}/password", {"password": typed}, status=400)

    assert message in words_of(page)
    assert not typed or f'value="{typed}"' not in page
    visitor("wren").get("/")


def test_ones_own_password_is_not_set_here(ash):
    page = ash.post(f"/staff/{ADMINISTRATOR.id}/password", {"password": "five small green doors"}, status=400)

    assert "Change your own password under “Your account”." in words_of(page)
    ash.get("/staff")


# ---------------------------------------------------------------- who may come here


@pytest.mark.parametrize("path", ["/staff", "/staff/new", f"/staff/{WORKER.id}", f"/staff/{WORKER.id}/password"])
@pytest.mark.parametrize("username", ["wren", "sol"])
def test_only_administrators_run_accounts(visitor, path, username):
    browser = visitor(username)

    assert "Your account does not allow this." in words_of(browser.get(path, status=403))
    assert browser.client.post(path, data=hidden_fields(browser.get("/")) | ANN).status_code in (400, 403)


@pytest.mark.parametrize("what", ["", "/password"])
def test_an_account_that_is_not_there_is_not_found(ash, what):
    ash.get(f"/staff/{NOBODY}{what}", status=404)
    ash.get(f"/staff/nonsense{what}", status=404)


def test_hostile_names_are_text(ash):
    ash.post("/staff", {"name": "<script>alert(1)</script>"})
    ash.post("/staff/new", ANN | {"name": '"><img src=x onerror=alert(1)>'})

    for path in ("/staff", "/staff/new"):
        page = ash.get(path)
        assert would_run(page) == []
        assert "<script>alert(1)</script>" in words_of(page)
    assert '"><img src=x onerror=alert(1)>' in words_of(ash.get("/staff"))


def test_what_administrators_do_is_in_the_audit(ash, app):
    ash.post("/staff", {"name": "East"})
    ash.post("/staff/new", ANN)
    ash.post(f"/staff/{WORKER.id}/password", {"password": "five small green doors"})

    with app.extensions["netmeet"].new_db() as session:
        rows = session.execute(text("select * from audit")).mappings().all()
    kept = " ".join(str(dict(row)) for row in rows)
    for action in ("made a team", "made an account", "set a password"):
        assert action in kept
    for secret in ("Ann Lee", "five small", "East"):
        assert secret not in kept


@pytest.mark.parametrize(
    ("who", "path", "typed"),
    [
        ("ash", "/staff/new", ANN),
        ("ash", f"/staff/{WORKER.id}/password", {"password": ANN["password"]}),
        ("wren", "/account", {"current": PASSWORD, "password": ANN["password"], "again": ANN["password"]}),
    ],
    ids=["a new account", "somebody's password", "one's own password"],
)
def test_while_a_password_is_worked_on_others_write(visitor, another, monkeypatch, who, path, typed):
    here, made, real = visitor(who), [], sign_in.hasher()

    def at_work(work):
        def slowly(*words):
            another(lambda caller: staff.add_team(caller, f"Team {len(made)}"))
            made.append(words)
            return work(*words)

        return slowly

    monkeypatch.setattr(sign_in, "hasher", lambda: SimpleNamespace(hash=at_work(real.hash), verify=at_work(real.verify)))
    here.post(path, typed)

    assert len(made) == (2 if "current" in typed else 1)
