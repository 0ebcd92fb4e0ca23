import { api, unwrap } from "@/api/client";
import { TableDialog } from "@/shell/hooks/table-dialog";
import { useT } from "@/shell/hooks/text";
import { CANNED } from "../api/canned";

/** Replies from and into a table. */
export function CannedTable({ close }: { close: () => void }) {
  const t = useT();
  return (
    <TableDialog
      said={{
        title: t("canned:table"),
        hint: t("canned:table.hint"),
        export: t("canned:table.export"),
        import: t("canned:table.import"),
      }}
      href="/api/canned-replies/table"
      take={(text) => unwrap(api.POST("/api/canned-replies/table", { body: { text } }))}
      done={({ made, changed }) => t("canned:table.done", { made, changed })}
      line={(each) => t("canned:table.line", { line: each.line, title: each.title })}
      refresh={CANNED}
      close={close}
    />
  );
}
