import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { Summary } from "@/api/types";
import { live } from "@/shell/hooks/live";
import { useMe } from "@/shell/hooks/session";
import { useFormat, useT } from "@/shell/hooks/text";
import { loadOlder } from "../../api/feed";
import { threadRows } from "../../api/rows";
import { useOutbox } from "../../api/sender";
import type { Thread } from "../../api/state";
import { dispatch, useHeld } from "../../api/store";
import { Between } from "./between";
import { Bubble } from "./bubble";
import bubbles from "./bubble.module.css";
import { Events } from "./events";
import { PendingBubble } from "./pending-bubble";
import styles from "./thread.module.css";
import { useJumpTo } from "./use-jump";
import { useThreadScroll } from "./use-scroll";

type Props = { summary: Summary; thread: Thread };

function useOlder(id: string, hasMore: boolean): { busy: boolean; more: () => void } {
  const [busy, setBusy] = useState(false);
  const running = useRef(false);
  const more = useCallback(() => {
    if (!hasMore || running.current) return;
    running.current = true;
    setBusy(true);
    loadOlder(id)
      .catch(() => undefined)
      .finally(() => {
        running.current = false;
        setBusy(false);
      });
  }, [id, hasMore]);
  return { busy, more };
}

/** Tells the server what has been read, once it stands on a screen somebody looks at. */
function useSeen(summary: Summary, thread: Thread, atEnd: boolean, mine: boolean): void {
  const highest = thread.messages.at(-1)?.number ?? 0;
  const { id, staff_read, unread } = summary;
  useEffect(() => {
    const tell = () => {
      if (!mine || !atEnd || document.hidden || highest === 0) return;
      if (staff_read >= highest && unread === 0) return;
      if (live.send({ type: "seen", conversation_id: id, number: highest })) {
        dispatch({ type: "read", id, number: highest });
      }
    };
    tell();
    document.addEventListener("visibilitychange", tell);
    return () => document.removeEventListener("visibilitychange", tell);
  }, [id, staff_read, unread, highest, atEnd, mine]);
}

function TypingLine({ summary, me }: { summary: Summary; me: string }) {
  const t = useT();
  const held = useHeld((state) => state.typing[summary.id]);
  // One's own typing comes back too; it is nothing to be told.
  const typing = held?.from === "staff" && held.name === me ? undefined : held;
  const name = typing?.name || summary.customer.name;
  return (
    <>
      {typing?.text && (
        <div className={`${bubbles.row} ${bubbles.theirs}`}>
          <div className={`${bubbles.bubble} ${bubbles.ahead}`}>
            <span className={bubbles.text}>{typing.text}</span>
          </div>
        </div>
      )}
      <div className={styles.typing} aria-live="polite">
        {typing && t("conversations:typing", { name })}
      </div>
    </>
  );
}

/** The messages of a conversation, with those still on their way at the end. */
export function Messages({ summary, thread }: Props) {
  const t = useT();
  const me = useMe();
  const format = useFormat();
  const outbox = useOutbox();
  const [readBefore] = useState(() => (summary.unread > 0 ? summary.staff_read : null));
  const older = useOlder(summary.id, thread.hasMore);
  const rows = useMemo(
    () => threadRows(thread.messages, readBefore, thread.gaps),
    [thread.messages, readBefore, thread.gaps],
  );
  const stored = useMemo(
    () => new Set(thread.messages.map((message) => message.client_key)),
    [thread.messages],
  );
  const pending = outbox.filter(
    (entry) => entry.conversation === summary.id && !stored.has(entry.key),
  );
  const lastKey =
    pending.at(-1)?.key ?? thread.messages.at(-1)?.client_key ?? thread.messages.at(-1)?.id;
  const scroll = useThreadScroll(summary.id, thread.messages[0]?.id, lastKey, older.more);
  const { toEnd } = scroll;
  const written = pending.at(-1)?.key;
  // Who has just written wants to see it, wherever they were reading.
  useEffect(() => {
    if (written) toEnd();
  }, [written, toEnd]);
  useJumpTo(summary.id, thread, scroll.box);
  useSeen(summary, thread, scroll.atEnd, summary.assignee?.id === me.id);
  return (
    <div className={styles.stage}>
      <div
        ref={scroll.box}
        className={styles.scroll}
        onScroll={scroll.onScroll}
        role="log"
        aria-label={t("conversations:messages")}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable
        tabIndex={0}
      >
        <div className={styles.rows}>
          {thread.hasMore ? (
            <button type="button" className={styles.event} onClick={older.more}>
              {older.busy ? t("conversations:older.loading") : t("conversations:older")}
            </button>
          ) : null}
          {rows.map((row) => {
            if (row.type === "day") {
              return (
                <p key={row.key} className={styles.day}>
                  {format.day(row.at)}
                </p>
              );
            }
            if (row.type === "new") {
              return (
                <p key={row.key} className={styles.new}>
                  {t("conversations:new")}
                </p>
              );
            }
            if (row.type === "gap")
              return <Between key={row.key} conversation={summary.id} after={row.after} />;
            if (row.type === "events") return <Events key={row.key} events={row.events} />;
            return (
              <Bubble
                key={row.key}
                message={row.message}
                ends={row.ends}
                me={me.id}
                readUpTo={summary.customer_read}
              />
            );
          })}
          {pending.map((entry) => (
            <PendingBubble key={entry.key} entry={entry} />
          ))}
          <TypingLine summary={summary} me={me.name} />
        </div>
      </div>
      {!scroll.atEnd && (
        <button type="button" className={styles.jump} onClick={scroll.toEnd}>
          ↓{" "}
          {scroll.missed > 0
            ? t("conversations:jump.new", { count: scroll.missed })
            : t("conversations:jump")}
        </button>
      )}
    </div>
  );
}
