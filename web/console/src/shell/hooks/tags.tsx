import { Button, Input, Tag } from "antd";
import { useId, useState } from "react";
import { isComposing } from "@/shell/hooks/shortcuts";
import { useT } from "@/shell/hooks/text";
import styles from "./tags.module.css";

type Props = {
  tags: string[];
  editable: boolean;
  onChange: (tags: string[]) => void;
  /** What others are called, offered while one types. */
  known?: string[];
  /** What probably fits, one click away (建议标签). */
  proposed?: string[];
};

/** Tags (标签), added and removed in place. */
export function Tags({ tags, editable, onChange, known = [], proposed = [] }: Props) {
  const t = useT();
  const [adding, setAdding] = useState(false);
  const [text, setText] = useState("");
  const list = useId();
  const add = () => {
    const tag = text.trim();
    if (tag && !tags.includes(tag)) onChange([...tags, tag]);
    setText("");
    setAdding(false);
  };
  return (
    <div className={styles.tags}>
      {tags.map((tag) => (
        <Tag
          key={tag}
          closable={editable ? { "aria-label": t("shell:tag.remove", { tag }) } : false}
          onClose={(event) => {
            event.preventDefault();
            onChange(tags.filter((each) => each !== tag));
          }}
        >
          {tag}
        </Tag>
      ))}
      {editable &&
        proposed
          .filter((tag) => !tags.includes(tag))
          .map((tag) => (
            <Button
              key={tag}
              size="small"
              type="dashed"
              className={styles.proposed}
              aria-label={t("shell:tag.take", { tag })}
              onClick={() => onChange([...tags, tag])}
            >
              + {tag}
            </Button>
          ))}
      {editable && !adding && (
        <Button size="small" type="dashed" onClick={() => setAdding(true)}>
          + {t("shell:tag.add")}
        </Button>
      )}
      {adding && (
        <Input
          autoFocus
          size="small"
          list={list}
          className={styles.field}
          maxLength={30}
          aria-label={t("shell:tag.add")}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onBlur={add}
          onKeyDown={(event) => {
            if (isComposing(event)) return;
            if (event.key === "Enter") add();
            if (event.key === "Escape") setAdding(false);
          }}
        />
      )}
      {adding && (
        <datalist id={list}>
          {known
            .filter((tag) => !tags.includes(tag))
            .map((tag) => (
              <option key={tag} value={tag} />
            ))}
        </datalist>
      )}
    </div>
  );
}
