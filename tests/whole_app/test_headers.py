"""What every answer carries, whoever asks."""

import re

import pytest

from tests.support.site import hidden_fields


@pytest.mark.parametrize("path", ["/", "/sign-in", "/danger", "/help", "/nowhere", "/static/netmeet.css"])
def test_every_answer_is_protected(visitor, path):
    with visitor().client.get(path) as answer:
        headers = answer.headers
    policy = headers["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("path", ["/", "/sign-in", "/danger", "/nowhere"])
def test_no_page_is_kept_by_a_browser(visitor, path):
    assert visitor().client.get(path).headers["Cache-Control"] == "no-store"


def test_the_one_inline_script_carries_the_page_s_own_nonce(visitor):
    answer = visitor().client.get("/sign-in")
    nonce = re.search(r"'nonce-([^']+)'", answer.headers["Content-Security-Policy"])[1]

    scripts = re.findall(r"<script[^>]*>", answer.text)

    assert scripts
    assert all(f'nonce="{nonce}"' in script for script in scripts)
    assert f"'nonce-{nonce}'" not in visitor().client.get("/sign-in").headers["Content-Security-Policy"]


def test_the_cookie_says_nothing_and_is_for_the_server_only(visitor):
    somebody = visitor("wren")
    cookie = somebody.client.get_cookie("netmeet")

    assert cookie.http_only
    assert cookie.same_site == "Lax"
    assert re.fullmatch(r"[A-Za-z0-9_-]{43}", cookie.value)


def test_every_asset_that_a_page_names_is_there(visitor):
    somebody = visitor()
    page = somebody.get("/sign-in")
    assets = re.findall(r'(?:href|src)="(/static/[^"]+)"', page)

    assert assets
    for asset in assets:
        with somebody.client.get(asset) as answer:
            assert answer.status_code == 200, asset


def test_too_large_a_request_gets_a_sentence(worker):
    sent = hidden_fields(worker.get("/cases/new")) | {"name": "x" * (4 * 1024 * 1024)}

    answer = worker.client.post("/cases/new", data=sent)

    assert answer.status_code == 413
    assert "larger than netmeet takes" in answer.text
