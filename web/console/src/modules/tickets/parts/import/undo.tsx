import { Button, Popconfirm } from "antd";
import { useT } from "@/shell/hooks/text";

/** Takes back what an import did; asks once. */
export function Undo({ undo, busy }: { undo: () => void; busy: boolean }) {
  const t = useT();
  return (
    <Popconfirm
      title={t("tickets:import.undo.ask")}
      description={<div style={{ maxWidth: 320 }}>{t("tickets:import.undo.hint")}</div>}
      okText={t("tickets:import.undo")}
      cancelText={t("shell:cancel")}
      onConfirm={undo}
    >
      <Button loading={busy}>{t("tickets:import.undo")}</Button>
    </Popconfirm>
  );
}
