"""The ban that tests/conftest.py puts on sockets works."""

import socket

import pytest


@pytest.mark.parametrize("place", [("192.0.2.1", 80), ("council.example", 443), ("2001:db8::1", 25)])
def test_no_test_can_reach_another_computer(place):
    with pytest.raises(pytest.fail.Exception, match="reached for the network"):
        socket.create_connection(place, timeout=1)


def test_no_test_can_send_to_another_computer():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender, pytest.raises(pytest.fail.Exception, match=r"192\.0\.2\.1"):
        sender.sendto(b"", ("192.0.2.1", 53))


def test_a_test_can_reach_a_server_of_its_own():
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname(), timeout=5) as client:
        assert client.getpeername() == server.getsockname()
