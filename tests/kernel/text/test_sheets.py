"""Tables as files: written so that nothing in them is carried out, and read back."""

import pytest

from zhiyin.kernel.text.sheets import BadTableError, table_rows, write_csv, write_xlsx

ROWS = [["标题", "电话"], ["=1+1", "+8613812345678"], ["多\n行", ""]]


def test_a_table_is_read_back_as_it_was_written() -> None:
    assert list(table_rows("a.XLSX", write_xlsx(ROWS, [10, 20]))) == ROWS
    rows = list(table_rows("a.csv", write_csv(ROWS)))
    # The guard stays: who reads a table takes it off.
    assert rows == [ROWS[0], ["'=1+1", "'+8613812345678"], ROWS[2]]


def test_a_table_of_an_older_windows_is_read() -> None:
    assert list(table_rows("a.csv", "紫砂壶,裂纹".encode("gb18030"))) == [["紫砂壶", "裂纹"]]


@pytest.mark.parametrize(
    ("name", "data"), [("a.pdf", b"%PDF"), ("a.xlsx", b"no zip"), ("a.csv", b"\xff\xff\xff")]
)
def test_what_is_no_table_is_refused(name: str, data: bytes) -> None:
    with pytest.raises(BadTableError):
        table_rows(name, data)
