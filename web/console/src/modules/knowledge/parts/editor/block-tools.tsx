import type { Editor } from "@tiptap/react";
import { Button } from "antd";
import { useT } from "@/shell/hooks/text";
import { TONES } from "./callout";
import styles from "./editor.module.css";

type Props = { editor: Editor };

/** Rows and columns of the table one stands in (表格). */
export function TableTools({ editor }: Props) {
  const t = useT();
  const run = () => editor.chain().focus();
  const acts: [string, () => void][] = [
    ["row.add", () => run().addRowAfter().run()],
    ["column.add", () => run().addColumnAfter().run()],
    ["row.remove", () => run().deleteRow().run()],
    ["column.remove", () => run().deleteColumn().run()],
    ["remove", () => run().deleteTable().run()],
  ];
  return (
    <div className={styles.tools} role="toolbar" aria-label={t("knowledge:tool.table")}>
      {acts.map(([name, act]) => (
        <Button key={name} size="small" type="text" onClick={act}>
          {t(`knowledge:table.${name}`)}
        </Button>
      ))}
    </div>
  );
}

/** How grave the callout is that one stands in (提示框). */
export function CalloutTools({ editor }: Props) {
  const t = useT();
  const tone = editor.getAttributes("callout").tone as string;
  return (
    <div className={styles.tools} role="toolbar" aria-label={t("knowledge:tool.callout")}>
      {TONES.map((each) => (
        <Button
          key={each}
          size="small"
          type={each === tone ? "default" : "text"}
          aria-pressed={each === tone}
          onClick={() => editor.chain().focus().updateAttributes("callout", { tone: each }).run()}
        >
          {t(`knowledge:callout.${each}`)}
        </Button>
      ))}
    </div>
  );
}
