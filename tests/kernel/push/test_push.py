"""Only the browser can read a push, and only known services are called."""

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec

from tests.servers.push import Browser, decode, decrypt
from zhiyin.kernel.push.encryption import MOST_BYTES, check_keys, encrypt, from_text, to_text
from zhiyin.kernel.push.sending import is_allowed

# The example of RFC 8291, appendix A.
AUTH = "BTBZMqHH6r4Tts7J_aSIgg"
PRIVATE = "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94"
BODY = (
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27ml"
    "mlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPT"
    "pK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
)
KNOWN = ["fcm.example", "*.push.example", "http://127.0.0.1:8400"]


def test_our_reading_of_the_standard_opens_its_own_example() -> None:
    private = ec.derive_private_key(int.from_bytes(decode(PRIVATE)), ec.SECP256R1())
    plain = decrypt(decode(BODY), private, decode(AUTH))
    assert plain == b"When I grow up, I want to be a watermelon"


def test_the_browser_reads_what_was_sent_and_nobody_else() -> None:
    browser, other = Browser("", "", ""), Browser("", "", "")
    keys = browser.subscription()
    for payload in (b"{}", "有新会话".encode(), b"x" * MOST_BYTES):
        body = encrypt(payload, keys["p256dh"], keys["auth"])
        assert len(body) <= 4096
        assert decrypt(body, browser.private, browser.auth) == payload
        with pytest.raises(InvalidTag):
            decrypt(body, other.private, other.auth)
    assert encrypt(b"{}", keys["p256dh"], keys["auth"]) != encrypt(
        b"{}", keys["p256dh"], keys["auth"]
    )


def test_too_long_a_payload_is_refused() -> None:
    keys = Browser("", "", "").subscription()
    with pytest.raises(ValueError, match="payload"):
        encrypt(b"x" * (MOST_BYTES + 1), keys["p256dh"], keys["auth"])


@pytest.mark.parametrize(
    ("p256dh", "auth"),
    [("", AUTH), ("AAAA", AUTH), (to_text(b"\x04" + b"\x01" * 64), AUTH), ("不是", AUTH)],
)
def test_keys_that_are_none_are_refused(p256dh: str, auth: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        check_keys(p256dh, auth)


def test_a_secret_of_another_length_is_refused() -> None:
    keys = Browser("", "", "").subscription()
    check_keys(keys["p256dh"], AUTH)
    with pytest.raises(ValueError, match="auth"):
        check_keys(keys["p256dh"], to_text(b"short"))
    assert from_text(to_text(b"\xff\xfe")) == b"\xff\xfe"


@pytest.mark.parametrize(
    "endpoint",
    [
        "https://fcm.example/send/1",
        "https://fcm.example:443/send/1",
        "https://db5p.push.example/w/?token=1",
        "http://127.0.0.1:8400/send/1",
    ],
)
def test_known_services_are_called(endpoint: str) -> None:
    assert is_allowed(endpoint, KNOWN)


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://fcm.example/send/1",
        "https://fcm.example:8443/send/1",
        "https://fcm.example.evil.test/send/1",
        "https://evil-fcm.example/",
        "https://evilpush.example/",
        "https://user:word@fcm.example/",
        "https://fcm.example@127.0.0.1/",
        "http://127.0.0.1:8401/send/1",
        "http://169.254.169.254/latest",
        "file:///etc/passwd",
        "",
    ],
)
def test_no_other_address_is_called(endpoint: str) -> None:
    assert not is_allowed(endpoint, KNOWN)
    assert not is_allowed(endpoint, [])
