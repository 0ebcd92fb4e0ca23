import { useQuery } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useRef, useState } from "react";
import { Mentions } from "@/shell/hooks/mentions";
import { useSentence } from "@/shell/hooks/notice";
import { useCan } from "@/shell/hooks/session";
import { isComposing } from "@/shell/hooks/shortcuts";
import { useFormat, useT } from "@/shell/hooks/text";
import { Avatar } from "@/ui/avatar";
import { KeyCap } from "@/ui/keycap";
import { ErrorState, RowsSkeleton } from "@/ui/states";
import { useAround } from "../api/actions";
import { calling } from "../api/calling";
import { commentsQuery } from "../api/tickets";
import styles from "./talk.module.css";

/** What people noted on a ticket; customers never see it (内部评论). */
export function Comments({ id }: { id: string }) {
  const t = useT();
  const format = useFormat();
  const sentence = useSentence();
  const allowed = useCan()("tickets.edit");
  const { data, error, refetch } = useQuery(commentsQuery(id));
  if (error && !data) {
    return (
      <ErrorState
        title={t("shell:error.list")}
        detail={sentence(error)}
        retry={() => void refetch()}
        retryLabel={t("shell:retry")}
      />
    );
  }
  if (!data) return <RowsSkeleton rows={2} avatar />;
  return (
    <>
      {data.length === 0 && <p className={styles.none}>{t("tickets:comments.none")}</p>}
      <ul className={styles.talk}>
        {data.map((comment) => (
          <li key={comment.id}>
            <Avatar name={comment.name} size={24} />
            <div>
              <p>
                <strong>{comment.name}</strong>{" "}
                <time className={styles.when} dateTime={comment.at} title={format.full(comment.at)}>
                  {format.day(comment.at)} {format.time(comment.at)}
                </time>
              </p>
              <p className={styles.words}>
                <Said text={comment.text} names={comment.mentions.map(({ name }) => name)} />
              </p>
            </div>
          </li>
        ))}
      </ul>
      {allowed && <Writer id={id} />}
    </>
  );
}

/** The words, with the colleagues they call by name to be seen at a glance. */
function Said({ text, names }: { text: string; names: string[] }) {
  let at = 0;
  return calling(text, names).map((part) => {
    at += part.length;
    const called = part.startsWith("@") && names.includes(part.slice(1));
    return called ? (
      <b key={at} className={styles.called}>
        {part}
      </b>
    ) : (
      part
    );
  });
}

const draftKey = (id: string) => `zhiyin.tickets.comment.${id}`;

/** What is half written stays, also when the page is left. */
function Writer({ id }: { id: string }) {
  const t = useT();
  const [text, setText] = useState(() => sessionStorage.getItem(draftKey(id)) ?? "");
  const { comment } = useAround(id);
  const field = useRef<HTMLTextAreaElement | null>(null);
  const write = (next: string) => {
    setText(next);
    if (next) sessionStorage.setItem(draftKey(id), next);
    else sessionStorage.removeItem(draftKey(id));
  };
  const send = () => {
    if (text.trim() && !comment.isPending)
      comment.mutate(text.trim(), { onSuccess: () => write("") });
  };
  return (
    <div className={styles.writer}>
      <Mentions field={field} text={text} onText={write} />
      <Input.TextArea
        ref={(place) => {
          field.current = place?.resizableTextArea?.textArea ?? null;
        }}
        aria-label={t("tickets:comment")}
        placeholder={t("tickets:comment.hint")}
        autoSize={{ minRows: 2, maxRows: 10 }}
        maxLength={8000}
        value={text}
        onChange={(event) => write(event.target.value)}
        onKeyDown={(event) => {
          if (isComposing(event)) return;
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) send();
        }}
      />
      <div>
        <Button disabled={!text.trim()} loading={comment.isPending} onClick={send}>
          {t("tickets:comment.send")} <KeyCap combo="mod+enter" />
        </Button>
      </div>
    </div>
  );
}
