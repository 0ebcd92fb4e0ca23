import { Button, Input, Tag } from "antd";
import { useState } from "react";
import { isComposing } from "@/shell/hooks/shortcuts";
import { useT } from "@/shell/hooks/text";

type Props = { tags: string[]; editable: boolean; onChange: (tags: string[]) => void };

/** A customer's tags (标签), added and removed in place. */
export function Tags({ tags, editable, onChange }: Props) {
  const t = useT();
  const [adding, setAdding] = useState(false);
  const [text, setText] = useState("");
  const add = () => {
    const tag = text.trim();
    if (tag && !tags.includes(tag)) onChange([...tags, tag]);
    setText("");
    setAdding(false);
  };
  return (
    <div style={{ display: "flex", flexWrap: "wrap", gap: 4 }}>
      {tags.map((tag) => (
        <Tag
          key={tag}
          closable={editable ? { "aria-label": t("customers:tag.remove", { tag }) } : false}
          onClose={(event) => {
            event.preventDefault();
            onChange(tags.filter((each) => each !== tag));
          }}
        >
          {tag}
        </Tag>
      ))}
      {editable && !adding && (
        <Button size="small" type="dashed" onClick={() => setAdding(true)}>
          + {t("customers:tag.add")}
        </Button>
      )}
      {adding && (
        <Input
          autoFocus
          size="small"
          style={{ width: 96 }}
          maxLength={30}
          aria-label={t("customers:tag.add")}
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
    </div>
  );
}
