"""The promises of understanding."""

from zhiyin.entry.modules import all_modules


def test_understanding_is_part_of_the_house() -> None:
    assert "understanding" in [module.name for module in all_modules()]
