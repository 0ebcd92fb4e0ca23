"""What a shop decides about its help centre, and who may."""

import pytest

from tests.modules.helpcentre.pages import ADMIN, decided, open_up, read
from tests.modules.knowledge.articles import a_picture
from tests.servers.shop import Shop


def test_a_shop_starts_closed_with_words_and_an_address_of_its_own(module_shop: Shop) -> None:
    with module_shop.client("manager") as client:
        told = client.get(ADMIN).json()
    assert [one["shop_id"] for one in told] == [module_shop.shop_id]
    assert (told[0]["active"], told[0]["version"]) == (False, 0)
    assert told[0]["slug"] == "zhi-yin-cha-pu"
    assert read(module_shop, "/help/zhi-yin-cha-pu").status_code == 404


def test_what_is_saved_shows_on_the_pages_and_in_the_audit(module_shop: Shop) -> None:
    told = open_up(module_shop, slug="zhiyin", color="#c0392b")
    assert told["url"].endswith("/help/zhiyin")
    page = read(module_shop, "/help/zhiyin/en")
    assert "How can we help?" in page.text
    assert 'href="https://tea.example/"' in page.text
    assert "--brand:#c0392b" in page.text
    verbs = module_shop.run("SELECT verb, after->>'slug' FROM audit WHERE verb LIKE 'helpcentre%%'")
    assert ("helpcentre.save", "zhiyin") in verbs
    # Two people at once: the second one is shown what the first has saved.
    with module_shop.client("manager") as client:
        path = f"{ADMIN}/{module_shop.shop_id}"
        late = client.put(path, json=decided(slug="zhiyin"), headers={"If-Match": "1"})
        stale = client.put(path, json=decided(slug="zhiyin"), headers={"If-Match": "1"})
    assert 409 in (late.status_code, stale.status_code)


@pytest.mark.parametrize(
    "wrong",
    [
        {"slug": "Über"},
        {"slug": "a--b"},
        {"color": "red"},
        {"site": "help.tea.example/x"},
        {"languages": []},
        {"languages": ["en", "en"]},
        {"links": [{"label": {"zh-CN": "x", "en": "x"}, "url": "javascript:alert(1)"}]},
        {"widget_id": "00000000-0000-0000-0000-000000000000"},
    ],
)
def test_what_cannot_work_is_refused(module_shop: Shop, wrong: dict[str, object]) -> None:
    with module_shop.client("manager") as client:
        answer = client.put(f"{ADMIN}/{module_shop.shop_id}", json=decided(**wrong))
    assert answer.status_code == 422


def test_two_shops_cannot_share_an_address(module_shop: Shop) -> None:
    open_up(module_shop, slug="zhiyin")
    other = module_shop.run(
        "INSERT INTO shops (id, code, name) VALUES (gen_random_uuid(), 'two', '二店') RETURNING id"
    )[0][0]
    with module_shop.client("manager") as client:
        answer = client.put(f"{ADMIN}/{other}", json=decided(slug="zhiyin"))
        assert answer.status_code == 409
        assert answer.json()["error"]["code"] == "slug_taken"
        assert client.put(f"{ADMIN}/{other}", json=decided(slug="two")).status_code == 200
    module_shop.run("DELETE FROM help_centres WHERE slug = 'two'")


def test_a_host_name_of_its_own_leads_to_the_pages_and_is_what_they_call_themselves(
    module_shop: Shop,
) -> None:
    try:
        told = open_up(module_shop, slug="zhiyin", site="https://Help.tea.example")
        assert told["url"] == "https://help.tea.example/help/zhiyin"
        front = read(module_shop, "/", Host="help.tea.example")
        assert front.headers["location"] == "/help/zhiyin"
        page = read(module_shop, "/help/zhiyin/en").text
        assert '<link rel="canonical" href="https://help.tea.example/help/zhiyin/en">' in page
        assert (
            "https://help.tea.example/help/zhiyin/sitemap.xml"
            in read(module_shop, "/robots.txt").text
        )
    finally:
        open_up(module_shop, slug="zhiyin")
    assert read(module_shop, "/", Host="help.tea.example").headers["location"] == "/console/"


def test_a_logo_is_shown_replaced_and_taken_away(module_shop: Shop) -> None:
    open_up(module_shop, slug="zhiyin")
    path = f"{ADMIN}/{module_shop.shop_id}/logo"
    headers = {"X-File-Name": "logo.png"}
    with module_shop.client("manager") as client:
        assert client.get(path).status_code == 404
        assert client.post(path, content=a_picture(), headers=headers).json()["has_logo"]
        assert client.post(path, content=a_picture(), headers=headers).json()["has_logo"]
        assert client.get(path).headers["content-type"] == "image/png"
        assert '<img src="/help/zhiyin/logo' in read(module_shop, "/help/zhiyin/en").text
        assert read(module_shop, "/help/zhiyin/logo").headers["content-type"] == "image/png"
        assert client.post(path, content=b"no picture", headers=headers).status_code >= 400
        assert not client.delete(path).json()["has_logo"]
    assert read(module_shop, "/help/zhiyin/logo").status_code == 404
    assert module_shop.run("SELECT count(*) FROM files WHERE ref_kind = 'help_centre'") == [(0,)]


def test_only_who_may_decides(module_shop: Shop) -> None:
    path = f"{ADMIN}/{module_shop.shop_id}"
    with module_shop.client("agent_senior") as client:
        assert client.put(path, json=decided()).status_code == 403
        assert client.get(ADMIN).status_code == 403
