import type { Message } from "@/api/types";
import { useT } from "@/shell/hooks/text";
import styles from "./bubble.module.css";

type Turn = NonNullable<Message["bot"]>;

/** What the bot offered with its words, where they come from, and how the customer rated them. */
export function BotLine({ turn }: { turn: Turn }) {
  const t = useT();
  const labels = turn.choices.map((each) => each.label);
  const titles = turn.sources.map((each, at) =>
    turn.sources.length > 1 ? `[${at + 1}] ${each.title}` : each.title,
  );
  if (labels.length + titles.length === 0 && !turn.rating) return null;
  return (
    <p className={styles.bot}>
      {labels.length > 0 && (
        <span>{t("conversations:bot.offered", { labels: labels.join(" / ") })}</span>
      )}
      {titles.length > 0 && (
        <span>{t("conversations:bot.source", { titles: titles.join(" / ") })}</span>
      )}
      {turn.rating && (
        <span data-rating={turn.rating}>{t(`conversations:bot.rating.${turn.rating}`)}</span>
      )}
    </p>
  );
}
