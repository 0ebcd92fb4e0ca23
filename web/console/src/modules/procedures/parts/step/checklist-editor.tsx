import { Checkbox } from "antd";
import { useLabel, useT } from "@/shell/hooks/text";
import { codesOf, freeCode } from "../../api/document";
import type { CheckItem } from "../../api/shapes";
import { Pair } from "./pair";
import { Rows } from "./rows";
import styles from "./step.module.css";

type Props = { checklist: CheckItem[]; onChange: (checklist: CheckItem[]) => void };

/** What is ticked off while a step is worked on (检查清单). */
export function ChecklistEditor({ checklist, onChange }: Props) {
  const t = useT();
  const label = useLabel();
  return (
    <Rows<CheckItem>
      rows={checklist}
      onChange={onChange}
      nameOf={({ name, code }) => label(name) || code}
      add={{
        label: t("procedures:check.add"),
        make: () => ({
          code: freeCode("check", codesOf(checklist)),
          name: { "zh-CN": "", en: "" },
          required: true,
        }),
      }}
    >
      {(item, put) => (
        <div className={styles.one}>
          <Pair
            title={t("procedures:check")}
            value={item.name}
            onChange={(name) => put({ name })}
          />
          <Checkbox
            checked={item.required}
            onChange={({ target }) => put({ required: target.checked })}
          >
            {t("procedures:check.required")}
          </Checkbox>
        </div>
      )}
    </Rows>
  );
}
