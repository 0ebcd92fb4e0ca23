"""When it is tried again, what is signed, and where calls may go."""

from datetime import UTC, datetime
from ipaddress import ip_address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.servers.receiver import signed_by
from zhiyin.kernel.outward import may_call, read_networks
from zhiyin.modules.webhooks.rules import (
    MOST_TRIES,
    is_address,
    is_wanted,
    outcome_of,
    wait_after,
)
from zhiyin.modules.webhooks.signing import headers_of, new_secret, sign


def test_it_signs_as_the_specification_does() -> None:
    """The example of the libraries of standardwebhooks.com."""
    moment = datetime.fromtimestamp(1614265330, UTC)
    secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    signed = sign(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", moment, b'{"test": 2432232314}')
    assert signed == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


@given(body=st.binary(max_size=200), count=st.integers(1, 2))
def test_each_secret_in_use_proves_it_and_no_other_does(body: bytes, count: int) -> None:
    secrets = [new_secret() for _ in range(count)]
    headers = headers_of(secrets, "one", datetime.now(UTC), body)
    told = {"headers": headers, "raw": body}
    assert all(signed_by(told, secret) for secret in secrets)
    assert not signed_by(told, new_secret())
    assert not signed_by({**told, "raw": body + b" "}, secrets[0])


@given(tries=st.integers(1, MOST_TRIES + 3), chance=st.floats(0, 1))
def test_waits_grow_and_end(tries: int, chance: float) -> None:
    wait = wait_after(tries, chance)
    assert (wait is None) == (tries >= MOST_TRIES) == (outcome_of(503, tries) == "dead")
    if tries > 1 and wait is not None:
        earlier = wait_after(tries - 1, chance)
        assert earlier is not None
        assert earlier < wait


@pytest.mark.parametrize(
    ("status", "outcome"),
    [(200, "delivered"), (204, "delivered"), (302, "again"), (410, "gone"), (404, "again"),
     (500, "again"), (None, "again")],
)  # fmt: skip
def test_what_an_answer_means(status: int | None, outcome: str) -> None:
    assert outcome_of(status, 1) == outcome


def test_nothing_named_is_everything() -> None:
    assert is_wanted("a.B", [])
    assert is_wanted("a.B", ["a.B"])
    assert not is_wanted("a.B", ["a.C"])


@pytest.mark.parametrize(
    ("url", "fits"),
    [("https://shop.example/hooks?x=1", True), ("http://shop.example:8080/", True),
     ("ftp://shop.example", False), ("https://a:b@shop.example/", False), ("https://", False),
     ("javascript:alert(1)", False), ("http://shop.example:99999/", False), ("//x", False),
     ("http://[::1", False)],
)  # fmt: skip
def test_what_can_be_written_down(url: str, fits: bool) -> None:
    assert is_address(url) == fits


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "192.168.0.1", "169.254.169.254", "0.0.0.0", "100.64.0.1", "::1",
     "fe80::1%eth0", "fd00::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "224.0.0.1", "ff02::1"],
)  # fmt: skip
def test_nothing_inside_is_called(address: str) -> None:
    assert not may_call(address, ())


def test_what_the_operator_names_is_called() -> None:
    inside = read_networks("10.0.0.0/8, fd00::/8")
    assert may_call("10.1.2.3", inside)
    assert may_call("::ffff:10.1.2.3", inside)
    assert may_call("fd00::1", inside)
    assert not may_call("192.168.0.1", inside)
    assert may_call("93.184.216.34", inside)
    assert read_networks("none") == read_networks("") == ()


@given(st.ip_addresses(v=4))
def test_a_translated_address_is_judged_as_what_it_stands_for(address: object) -> None:
    plain = ip_address(str(address))
    assert may_call(f"64:ff9b::{plain}", ()) == may_call(str(plain), ())
    assert may_call(f"::ffff:{plain}", ()) == may_call(str(plain), ())
    assert may_call(str(plain), (ip_network(f"{plain}/32"),))
