import { api, unwrap } from "@/api/client";
import { TableDialog } from "@/shell/hooks/table-dialog";
import { useT } from "@/shell/hooks/text";
import { WORDING } from "../api/wording";

/** The list from and into a table. */
export function WordingTable({ close }: { close: () => void }) {
  const t = useT();
  return (
    <TableDialog
      said={{
        title: t("assistance:table"),
        hint: t("assistance:table.hint"),
        export: t("assistance:table.export"),
        import: t("assistance:table.import"),
      }}
      href="/api/wording/table"
      take={(text) => unwrap(api.POST("/api/wording/table", { body: { text } }))}
      done={({ made, changed }) => t("assistance:table.done", { made, changed })}
      line={(each) => t("assistance:table.line", { line: each.line, words: each.words })}
      refresh={WORDING}
      close={close}
    />
  );
}
