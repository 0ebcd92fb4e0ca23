import { ControlOutlined } from "@ant-design/icons";
import { Button, Checkbox, Popover, Select } from "antd";
import { useFields } from "@/shell/hooks/fields";
import { useLabel, useT } from "@/shell/hooks/text";
import { usePhone } from "@/shell/hooks/wide";
import { GROUPINGS } from "../api/board";
import type { Column } from "./columns";
import styles from "./list.module.css";

type Props = {
  all: Column[];
  columns: string[];
  setColumns: (columns: string[]) => void;
  by: string | null;
  setBy: (by: string | null) => void;
};

/** As a table with these columns, or as a board by one of the parts. */
export function LayoutTools({ all, columns, setColumns, by, setBy }: Props) {
  const t = useT();
  const label = useLabel();
  const phone = usePhone();
  const fields = useFields("ticket").filter(({ active, type }) => active && type === "choice");
  const groupings = [
    { value: "none", label: t("tickets:as.table") },
    ...GROUPINGS.map((value) => ({
      value,
      label: t("tickets:as.board", { by: t(`tickets:filter.${value}`) }),
    })),
    ...fields.map(({ code, name }) => ({
      value: `field:${code}`,
      label: t("tickets:as.board", { by: label(name) }),
    })),
  ];
  return (
    <>
      <Select
        aria-label={t("tickets:as")}
        popupMatchSelectWidth={false}
        style={{ minWidth: phone ? 88 : 120 }}
        value={by ?? "none"}
        options={groupings}
        onChange={(value) => setBy(value === "none" ? null : value)}
      />
      {!by && !phone && (
        <Popover
          trigger="click"
          placement="bottomRight"
          content={
            <Checkbox.Group
              className={styles.columnList ?? ""}
              value={columns}
              options={all.map(({ code, name }) => ({ value: code, label: name }))}
              onChange={(codes) =>
                setColumns(all.map(({ code }) => code).filter((code) => codes.includes(code)))
              }
            />
          }
        >
          <Button icon={<ControlOutlined />} title={t("tickets:columns")}>
            {t("tickets:columns")}
          </Button>
        </Popover>
      )}
    </>
  );
}
