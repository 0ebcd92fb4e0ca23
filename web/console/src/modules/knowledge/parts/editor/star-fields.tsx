import { Input } from "antd";
import { useT } from "@/shell/hooks/text";
import type { Star } from "../../api/shapes";
import styles from "../article.module.css";
import { STAR } from "../body";

const EMPTY: Star = { situation: "", task: "", action: "", result: "" };

type Props = { star: Star | null; onChange: (star: Star) => void };

/** A case told in four parts (STAR 案例). */
export function StarFields({ star, onChange }: Props) {
  const t = useT();
  const held = star ?? EMPTY;
  return STAR.map((part) => (
    <div key={part} className={styles.field}>
      <label className={styles.name} htmlFor={`star-${part}`}>
        {t(`knowledge:star.${part}`)}
      </label>
      <Input.TextArea
        id={`star-${part}`}
        autoSize={{ minRows: 2, maxRows: 10 }}
        maxLength={4000}
        placeholder={t(`knowledge:star.${part}.hint`)}
        value={held[part] ?? ""}
        onChange={(event) => onChange({ ...held, [part]: event.target.value })}
      />
    </div>
  ));
}
