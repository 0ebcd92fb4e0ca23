import { Button, Input } from "antd";
import { useEffect, useState } from "react";
import { useT } from "@/shell/hooks/text";

type Props = { note: string; editable: boolean; save: (note: string) => Promise<unknown> };

/** What colleagues should know of a customer (客户备注). */
export function Note({ note, editable, save }: Props) {
  const t = useT();
  const [text, setText] = useState(note);
  useEffect(() => setText(note), [note]);
  if (!editable) return note ? <p style={{ whiteSpace: "pre-wrap" }}>{note}</p> : null;
  return (
    <div>
      <Input.TextArea
        autoSize={{ minRows: 1, maxRows: 6 }}
        maxLength={2000}
        aria-label={t("customers:note")}
        placeholder={t("customers:note.hint")}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {text !== note && (
        <div style={{ display: "flex", justifyContent: "flex-end", gap: 8, marginTop: 6 }}>
          <Button size="small" onClick={() => setText(note)}>
            {t("shell:cancel")}
          </Button>
          <Button size="small" type="primary" onClick={() => void save(text)}>
            {t("shell:save")}
          </Button>
        </div>
      )}
    </div>
  );
}
