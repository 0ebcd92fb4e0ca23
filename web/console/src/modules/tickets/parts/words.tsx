import { EditOutlined } from "@ant-design/icons";
import { Alert, Button, Input } from "antd";
import { useState } from "react";
import { useSentence } from "@/shell/hooks/notice";
import { useT } from "@/shell/hooks/text";
import { useChangeTicket } from "../api/actions";
import { standingOf } from "../api/clashes";
import type { Ticket } from "../api/tickets";
import styles from "./ticket.module.css";

/** What the ticket is about, in words; written over where it stands. */
export function Words({ ticket }: { ticket: Ticket }) {
  const t = useT();
  const [editing, setEditing] = useState(false);
  if (editing) return <Editor ticket={ticket} done={() => setEditing(false)} />;
  return (
    <>
      {ticket.result && (
        <blockquote className={styles.result}>
          <strong>{t("tickets:result")}</strong>
          <p className={styles.words}>{ticket.result}</p>
        </blockquote>
      )}
      <div className={styles.written}>
        {ticket.text ? (
          <p className={styles.words}>{ticket.text}</p>
        ) : (
          <p className={styles.quiet}>{t("tickets:text.none")}</p>
        )}
        {ticket.may_edit && (
          <Button
            type="text"
            size="small"
            icon={<EditOutlined />}
            title={t("tickets:edit")}
            aria-label={t("tickets:edit")}
            onClick={() => setEditing(true)}
          />
        )}
      </div>
    </>
  );
}

function Editor({ ticket, done }: { ticket: Ticket; done: () => void }) {
  const t = useT();
  const sentence = useSentence();
  const [title, setTitle] = useState(ticket.title);
  const [text, setText] = useState(ticket.text);
  // The version these words were written on; a conflict shows both, and saving again means it.
  const [base, setBase] = useState(ticket);
  const change = useChangeTicket(base);
  const conflict = standingOf(change.error);
  const failed = change.error && !conflict ? change.error : null;
  const save = () => change.mutate({ title: title.trim(), text }, { onSuccess: done });
  return (
    <div className={styles.editor}>
      <Input
        aria-label={t("tickets:field.title")}
        maxLength={200}
        value={title}
        onChange={(event) => setTitle(event.target.value)}
      />
      <Input.TextArea
        aria-label={t("tickets:field.text")}
        autoSize={{ minRows: 4, maxRows: 20 }}
        maxLength={20000}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {conflict && conflict.version !== base.version && (
        <Alert
          type="warning"
          title={t("tickets:conflict")}
          description={
            <>
              <p>{conflict.title}</p>
              <p className={styles.words}>{conflict.text}</p>
              <div className={styles.buttons}>
                <Button size="small" onClick={() => setBase(conflict)}>
                  {t("tickets:conflict.mine")}
                </Button>
                <Button size="small" onClick={done}>
                  {t("tickets:conflict.theirs")}
                </Button>
              </div>
            </>
          }
        />
      )}
      {failed && <Alert type="error" showIcon title={sentence(failed)} />}
      <div className={styles.buttons}>
        <Button type="primary" disabled={!title.trim()} loading={change.isPending} onClick={save}>
          {t("shell:save")}
        </Button>
        <Button onClick={done}>{t("shell:cancel")}</Button>
      </div>
    </div>
  );
}
