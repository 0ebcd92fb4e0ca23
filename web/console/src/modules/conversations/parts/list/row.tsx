import { Link } from "@tanstack/react-router";
import { memo } from "react";
import type { Summary } from "@/api/types";
import { useNow } from "@/shell/hooks/now";
import { useMe } from "@/shell/hooks/session";
import { type T, useFormat, useT } from "@/shell/hooks/text";
import { Avatar } from "@/ui/avatar";
import { clockText } from "@/ui/remaining";
import { hasDraft } from "../../api/drafts";
import { urgency } from "../../api/urgency";
import { AngryMark } from "../mood/mark";
import { PromiseLeft } from "../promise";
import { Wants } from "../wants";
import { Marks } from "./marks";
import styles from "./row.module.css";

type Props = {
  summary: Summary;
  active: boolean;
  subject: string;
  /** Place in the queue, from 1. */
  place?: number;
  onPick?: (() => void) | undefined;
  box: string;
};

function Waiting({ since }: { since: string }) {
  const now = useNow();
  const t = useT();
  const seconds = (now - Date.parse(since)) / 1000;
  const level = urgency(seconds);
  const shown =
    seconds >= 86_400
      ? t("conversations:days", { count: Math.floor(seconds / 86_400) })
      : clockText(seconds);
  return (
    <span className={`${styles.timer} ${styles[level]} tnum`} data-urgency={level}>
      <span className="visually-hidden">{t(`conversations:urgency.${level}`)}</span>
      {shown}
    </span>
  );
}

/** The last line as the list shows it: who, and what in words. */
function preview(summary: Summary, me: string, t: T): string {
  const last = summary.last_message;
  if (!last) return t("conversations:preview.none");
  const text =
    last.kind === "image" || last.kind === "file"
      ? `[${t(`conversations:kind.${last.kind}`)}] ${last.preview}`
      : last.preview;
  if (last.sender !== "staff" && last.sender !== "bot") return text;
  const ours = last.sender === "staff" && summary.assignee?.id === me;
  const who = ours ? "ours" : last.sender;
  return t(`conversations:preview.${who}`, { text });
}

/** One conversation in the list: who, what about, how long they have waited. */
export const Row = memo(function Row({ summary, active, subject, place, onPick, box }: Props) {
  const t = useT();
  const me = useMe();
  const format = useFormat();
  const waiting = summary.state === "assigned" || summary.state === "queued";
  const since = summary.waiting_since ?? (summary.state === "queued" ? summary.queued_at : null);
  const tags = [summary.customer.level, subject].filter((tag): tag is string => Boolean(tag));
  return (
    <li className={active ? styles.active : styles.row} data-conversation={summary.id}>
      <Link
        to={`/conversations/${summary.id}` as never}
        search={(box === "mine" ? {} : { box }) as never}
        className={styles.link}
        aria-current={active ? "true" : undefined}
      >
        <Avatar
          name={summary.customer.name}
          color={summary.customer.avatar_color}
          online={summary.visitor_online}
        />
        <span className={styles.body}>
          <span className={styles.line}>
            <span className={styles.name}>{summary.customer.name}</span>
            {summary.state === "bot" && (
              <span className={styles.tag}>{t("conversations:sender.bot")}</span>
            )}
            <AngryMark summary={summary} />
            <Wants wants={summary.wants} />
            <Marks id={summary.id} />
            {tags.slice(0, 2).map((tag) => (
              <span key={tag} className={styles.tag}>
                {tag}
              </span>
            ))}
          </span>
          <span className={styles.preview}>
            {!active && hasDraft(summary.id) && (
              <span className={styles.draft}>{t("conversations:draft")} </span>
            )}
            {preview(summary, me.id, t)}
          </span>
        </span>
        <span className={styles.side}>
          {summary.clock ? (
            <PromiseLeft clock={summary.clock} />
          ) : waiting && since ? (
            <Waiting since={since} />
          ) : (
            <span className={styles.at}>
              {format.short(summary.last_message?.at ?? summary.opened_at)}
            </span>
          )}
          {summary.unread > 0 && !onPick && (
            <span className={styles.unread}>
              {summary.unread}
              <span className="visually-hidden">{t("shell:unread")}</span>
            </span>
          )}
          {place !== undefined && !onPick && (
            <span className={styles.at}>{t("conversations:place", { place })}</span>
          )}
        </span>
      </Link>
      {onPick && (
        <button type="button" className={styles.pick} onClick={onPick}>
          {t("conversations:pick")}
        </button>
      )}
    </li>
  );
});
