import { useState } from "react";
import type { Message } from "@/api/types";
import { type T, useFormat, useT } from "@/shell/hooks/text";
import { useSubjectNames } from "../list/mine";
import styles from "./thread.module.css";

const KNOWN = new Set([
  "opened",
  "queued",
  "assigned",
  "picked",
  "transferred",
  "transfer_note",
  "returned",
  "closed",
  "reopened",
  "nudged",
  "contact_left",
  "identified",
  "overdue",
  "wants",
  "notice",
  "rated",
  "invited",
  "left",
  "stepped_in",
  "offered",
  "offer_declined",
  "offer_expired",
  "called",
  "merged",
  "merged_away",
]);

/** Why a conversation went back to the queue, where that was not by hand. */
const CAUSES = new Set(["unanswered", "signed_off", "vanished", "bot"]);

/** The text of an event that has one for each of its cases. */
function caseOf(code: string, values: Record<string, string>): string {
  if (code === "notice") return `.${values.purpose}`;
  if (code === "wants") return `.${values.wants}`;
  if (code === "called") return `.${values.cause}`;
  if (code === "returned" && CAUSES.has(values.reason ?? "")) return `.${values.reason}`;
  return values.staff_name || values.team_name ? ".to" : "";
}

/** A system event in words. */
export function eventText(message: Message, t: T): string {
  const event = message.event;
  if (!event || !KNOWN.has(event.code)) return message.text || event?.code || "";
  const values: Record<string, string> = {};
  for (const [key, value] of Object.entries(event.values)) values[key] = String(value ?? "");
  if (event.code === "overdue") {
    return t("conversations:event.overdue", { kind: t(`conversations:clock.${values.clock}`) });
  }
  const nobody = event.code === "called" ? t("conversations:called.all") : "";
  const to = values.staff_name || values.team_name || nobody;
  const text = t(`conversations:event.${event.code}${caseOf(event.code, values)}`, {
    ...values,
    to,
  });
  const why = event.code === "assigned" ? values.reason : undefined;
  return why ? `${text} · ${t(`conversations:reason.${why}`)}` : text;
}

/** Events in a row fold into one line that opens (系统事件). */
export function Events({ events }: { events: Message[] }) {
  const t = useT();
  const format = useFormat();
  const subject = useSubjectNames();
  const [open, setOpen] = useState(false);
  // What a colleague wrote for whoever goes on must be read; it never folds away.
  const notes = events.filter((event) => event.event?.code === "transfer_note");
  const last = events.findLast((event) => !notes.includes(event)) ?? events.at(-1);
  if (!last) return null;
  const text = (message: Message) => {
    const values = message.event?.values;
    const about = values?.subject_name || subject(String(values?.subject_id ?? "") || null);
    const extra = [about, values?.note].filter(Boolean).join(" · ");
    return extra ? `${eventText(message, t)} · ${extra}` : eventText(message, t);
  };
  if (events.length === 1) {
    return (
      <p className={styles.event}>
        {text(last)} <time className="tnum">{format.time(last.created_at)}</time>
      </p>
    );
  }
  return (
    <div className={styles.events}>
      <button
        type="button"
        className={styles.event}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {text(last)} · {t("conversations:events", { count: events.length })} {open ? "▴" : "▾"}
      </button>
      {!open &&
        notes.map(
          (event) =>
            event !== last && (
              <p key={event.id} className={styles.event}>
                {text(event)}
              </p>
            ),
        )}
      {open && (
        <ol>
          {events.map((event) => (
            <li key={event.id}>
              <time className="tnum">{format.time(event.created_at)}</time> {text(event)}
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}
