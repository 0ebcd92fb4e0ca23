import type { Message } from "@/api/types";
import { useT } from "@/shell/hooks/text";
import styles from "./along.module.css";

type Props = { messages: Message[]; first: number | undefined; setFirst: (at: number) => void };

/** Which messages come along: from the one that is clicked to the latest. */
export function Along({ messages, first, setFirst }: Props) {
  const t = useT();
  if (messages.length === 0) return null;
  const count = messages.filter(({ number }) => number >= (first ?? 0)).length;
  return (
    <section className={styles.along} aria-label={t("tickets:along")}>
      <p>
        <strong>{t("tickets:along.count", { count })}</strong>{" "}
        <span>{t("tickets:along.hint")}</span>
      </p>
      <ul>
        {messages.map(({ id, number, sender, text }) => (
          <li key={id}>
            <button
              type="button"
              className="plain"
              aria-pressed={number === first}
              data-in={number >= (first ?? 0) || undefined}
              onClick={() => setFirst(number)}
            >
              <b>{sender.name}</b> {text}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
