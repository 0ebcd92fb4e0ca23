import { memo, useState } from "react";
import type { Message } from "@/api/types";
import { useNotices } from "@/shell/hooks/notice";
import { serverNow } from "@/shell/hooks/now";
import { type T, useFormat, useT } from "@/shell/hooks/text";
import { copyText } from "@/ui/copy";
import { recall } from "../../api/actions";
import { changeDraft } from "../../api/drafts";
import { mayRecall } from "../../api/rows";
import { Beneath } from "./beneath";
import { BotLine } from "./bot-line";
import styles from "./bubble.module.css";
import { FileBody } from "./file-body";
import { Marked } from "./marked";
import { QuoteBlock } from "./quote-block";

type Props = { message: Message; ends: boolean; me: string; readUpTo: number };

function sideOf(message: Message): string {
  if (message.kind === "note") return styles.note ?? "";
  return (message.sender.kind === "customer" ? styles.theirs : styles.mine) ?? "";
}

function who(message: Message, t: T): string {
  if (message.sender.kind === "bot")
    return t("conversations:sender.bot.named", { name: message.sender.name });
  if (message.sender.kind === "system") return t("conversations:sender.system");
  return message.sender.name;
}

function Foot({ message, me, readUpTo }: Omit<Props, "ends">) {
  const t = useT();
  const format = useFormat();
  const ours = message.sender.kind === "staff" && message.kind !== "note";
  const read = message.number <= readUpTo;
  return (
    <p className={styles.foot}>
      {message.sender.id === me ? t("conversations:sender.me") : who(message, t)}{" "}
      <time dateTime={message.created_at} title={format.full(message.created_at)} className="tnum">
        {format.time(message.created_at)}
      </time>
      {ours && !message.recalled_at && (
        <span className={read ? styles.read : undefined}>
          {" · "}
          {t(read ? "conversations:read" : "conversations:unread")}
        </span>
      )}
    </p>
  );
}

/** The answer in the composer points to this message (引用). */
function quote({ number, conversation_id, sender, text, file }: Message): void {
  changeDraft(conversation_id, (draft) => ({
    ...draft,
    mode: "reply",
    quote: { number, name: sender.name, text: text || (file?.name ?? "") },
  }));
}

function Tools({ message, me }: { message: Message; me: string }) {
  const t = useT();
  const notices = useNotices();
  // Looked up when the pointer comes near; a message grows too old while it is on screen.
  const [open, setOpen] = useState(() => mayRecall(message, me, serverNow()));
  const look = () => setOpen(mayRecall(message, me, serverNow()));
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only looks at the clock again
    <span className={styles.tools} onPointerEnter={look} onFocus={look}>
      {message.kind !== "note" && (
        <button type="button" onClick={() => quote(message)}>
          {t("conversations:quote")}
        </button>
      )}
      {message.text && (
        <button
          type="button"
          className={styles.copy}
          onClick={() => {
            copyText(message.text).then(() => notices.done(t("shell:copied")), notices.failed);
          }}
        >
          {t("shell:copy")}
        </button>
      )}
      {open && (
        <button type="button" onClick={() => recall(message).catch(notices.failed)}>
          {t("conversations:recall")}
        </button>
      )}
    </span>
  );
}

/** One message (消息气泡). */
export const Bubble = memo(function Bubble({ message, ends, me, readUpTo }: Props) {
  const t = useT();
  if (message.recalled_at) {
    return (
      <div className={`${styles.row} ${sideOf(message)}`}>
        <p className={styles.recalled}>
          {t("conversations:recalled", {
            name: message.sender.id === me ? t("conversations:sender.me") : who(message, t),
          })}
        </p>
      </div>
    );
  }
  return (
    <div className={`${styles.row} ${sideOf(message)}`} data-message={message.id}>
      <div className={styles.line}>
        <div className={message.kind === "image" ? styles.picture : styles.bubble}>
          {message.kind === "note" && (
            <span className={styles.label}>
              {t(`conversations:${message.event?.code === "whisper" ? "whisper" : "note.label"}`)}
            </span>
          )}
          {message.reply_to && (
            <QuoteBlock conversation={message.conversation_id} quote={message.reply_to} />
          )}
          {message.file ? <FileBody file={message.file} kind={message.kind} /> : null}
          {message.text && message.kind !== "image" && message.kind !== "file" && (
            <span className={styles.text}>
              <Marked text={message.text} />
            </span>
          )}
          {message.text && message.kind === "text" && (
            <Beneath conversation={message.conversation_id} number={message.number} />
          )}
        </div>
        <Tools message={message} me={me} />
      </div>
      {message.bot && <BotLine turn={message.bot} />}
      {ends && <Foot message={message} me={me} readUpTo={readUpTo} />}
    </div>
  );
});
