import { PrinterOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useGo } from "@/shell/hooks/go";
import { useT } from "@/shell/hooks/text";

/** The way to the ticket on paper. */
export function PrintButton({ id }: { id: string }) {
  const t = useT();
  const go = useGo();
  return (
    <Button
      icon={<PrinterOutlined />}
      title={t("tickets:print")}
      aria-label={t("tickets:print")}
      onClick={() => go(`/tickets/${id}/print`)}
    />
  );
}
