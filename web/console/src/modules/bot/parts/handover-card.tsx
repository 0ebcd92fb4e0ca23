import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect } from "react";
import type { CardProps } from "@/shell/contracts";
import { onFrame, useLiveGeneration } from "@/shell/hooks/live";
import { useFormat, useLabel, useT } from "@/shell/hooks/text";
import { handoverQuery } from "../api/bot";
import type { Handover, Tried } from "../api/shapes";
import styles from "./bot.module.css";

/** Looks again when something happened in the conversation that is more than words. */
function useNews(conversation: string): void {
  const client = useQueryClient();
  const generation = useLiveGeneration();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new connection may have missed it
  useEffect(() => {
    const { queryKey } = handoverQuery(conversation);
    return onFrame((frame) => {
      if (frame.type !== "changed" || frame.conversation.id !== conversation) return;
      if (frame.messages.some((message) => message.kind === "event" || message.bot))
        void client.invalidateQueries({ queryKey });
    });
  }, [conversation, client, generation]);
}

function TriedRow({ tried }: { tried: Tried }) {
  const t = useT();
  return (
    <li>
      {tried.article_id ? (
        <Link to={`/knowledge/articles/${tried.article_id}` as never} target="_blank">
          {tried.title}
        </Link>
      ) : (
        tried.title
      )}{" "}
      <span className={styles.rated} data-rating={tried.rating}>
        {t(`bot:rated.${tried.rating ?? "none"}`)}
      </span>
    </li>
  );
}

/** What the customer has told the bot, by name. */
function Known({ handover }: { handover: Handover }) {
  const t = useT();
  const label = useLabel();
  if (!handover.task && handover.slots.length === 0) return null;
  return (
    <dl className={styles.slots} aria-label={t("bot:handover.known")}>
      {handover.task && (
        <div>
          <dt>{t("bot:handover.task")}</dt>
          <dd>{label(handover.task)}</dd>
        </div>
      )}
      {handover.slots.map((slot) => (
        <div key={slot.name}>
          <dt>{label(slot.title)}</dt>
          <dd>{slot.value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** 机器人转来: why, what the customer wanted, what is known, and what was tried already. */
export default function HandoverCard({ id }: CardProps) {
  const t = useT();
  const format = useFormat();
  useNews(id);
  const { data, error } = useQuery(handoverQuery(id));
  if (error) throw error;
  // No room is kept while we ask: most conversations never met the bot.
  if (!data) return <span data-nothing hidden />;
  return (
    <>
      <p className={styles.why}>
        {t(`bot:reason.${data.reason}`)}{" "}
        <time className={`${styles.quiet} tnum`} dateTime={data.at}>
          {format.short(data.at)}
        </time>
      </p>
      {data.summary.length > 0 && (
        <ul className={styles.said} aria-label={t("bot:handover.wanted")}>
          {data.summary.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      <Known handover={data} />
      <p className={styles.sub}>{t("bot:handover.tried")}</p>
      {data.tried.length === 0 ? (
        <p className={styles.quiet}>{t("bot:handover.tried.none")}</p>
      ) : (
        <ul className={styles.tried}>
          {data.tried.map((each, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the same answer may be tried twice
            <TriedRow key={at} tried={each} />
          ))}
        </ul>
      )}
    </>
  );
}
