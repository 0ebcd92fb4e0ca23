"""The promises of helpcentre."""

from zhiyin.entry.modules import all_modules


def test_helpcentre_is_part_of_the_house() -> None:
    assert "helpcentre" in [module.name for module in all_modules()]
