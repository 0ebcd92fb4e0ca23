import { useQuery } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useState } from "react";
import { useCan } from "@/shell/hooks/session";
import { isComposing } from "@/shell/hooks/shortcuts";
import { useFormat, useT } from "@/shell/hooks/text";
import { RowsSkeleton } from "@/ui/states";
import { useAround } from "../api/actions";
import { commentsQuery } from "../api/tickets";
import styles from "./tickets.module.css";

/** What people noted on a ticket; customers never see it (内部评论). */
export function Comments({ id }: { id: string }) {
  const t = useT();
  const format = useFormat();
  const allowed = useCan()("tickets.edit");
  const { data, error } = useQuery(commentsQuery(id));
  if (error) throw error;
  if (!data) return <RowsSkeleton rows={2} />;
  return (
    <>
      {data.length === 0 && <p className={styles.quiet}>{t("tickets:comments.none")}</p>}
      <ul className={styles.comments}>
        {data.map((comment) => (
          <li key={comment.id}>
            <p className={styles.quiet}>
              <strong>{comment.name}</strong> · {format.day(comment.at)} {format.time(comment.at)}
            </p>
            <p className={styles.words}>{comment.text}</p>
          </li>
        ))}
      </ul>
      {allowed && <Writer id={id} />}
    </>
  );
}

function Writer({ id }: { id: string }) {
  const t = useT();
  const [text, setText] = useState("");
  const { comment } = useAround(id);
  const send = () => {
    if (text.trim() && !comment.isPending)
      comment.mutate(text.trim(), { onSuccess: () => setText("") });
  };
  return (
    <div className={styles.editor}>
      <Input.TextArea
        aria-label={t("tickets:comment")}
        placeholder={t("tickets:comment.hint")}
        autoSize={{ minRows: 2, maxRows: 10 }}
        maxLength={8000}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (isComposing(event)) return;
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) send();
        }}
      />
      <div className={styles.buttons}>
        <Button type="primary" disabled={!text.trim()} loading={comment.isPending} onClick={send}>
          {t("tickets:comment")}
        </Button>
      </div>
    </div>
  );
}
