import { MoreOutlined } from "@ant-design/icons";
import { Button, Dropdown } from "antd";
import { useState } from "react";
import { useGo } from "@/shell/hooks/go";
import { useCan } from "@/shell/hooks/session";
import { useT } from "@/shell/hooks/text";
import { type Asked, pathOf } from "../api/asked";
import { ExportDialog } from "./export-dialog";

type Props = { view: string | undefined; asked: Asked; columns: string[] };

/** What is done with the list as a whole. */
export function ListMenu({ view, asked, columns }: Props) {
  const t = useT();
  const go = useGo();
  const allowed = useCan();
  const [exporting, setExporting] = useState(false);
  const print = () => go(pathOf({ view, asked, columns }).replace("/tickets", "/tickets/print"));
  return (
    <>
      <Dropdown
        trigger={["click"]}
        menu={{
          items: [
            ...(allowed("tickets.export")
              ? [{ key: "export", label: t("tickets:export.menu") }]
              : []),
            ...(allowed("tickets.import")
              ? [{ key: "import", label: t("tickets:import.menu") }]
              : []),
            { key: "print", label: t("tickets:print.list") },
          ],
          onClick: ({ key }) => {
            if (key === "export") setExporting(true);
            else if (key === "import") go("/tickets/import");
            else print();
          },
        }}
      >
        <Button icon={<MoreOutlined />} aria-label={t("tickets:list.more")} />
      </Dropdown>
      {exporting && (
        <ExportDialog asked={asked} columns={columns} close={() => setExporting(false)} />
      )}
    </>
  );
}
