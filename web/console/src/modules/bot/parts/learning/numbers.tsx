import { Link } from "@tanstack/react-router";
import { useCan } from "@/shell/hooks/session";
import { useT } from "@/shell/hooks/text";
import { Section } from "@/ui/page";
import { percent, share } from "../../api/figures";
import type { Learning } from "../../api/learning";
import styles from "../bot.module.css";

/** How much was not answered this week, how much waits, and what came of what was taught. */
export function LearningNumbers({ learning }: { learning: Learning }) {
  const t = useT();
  const mayRead = useCan()("knowledge.write");
  const since = learning.answered + learning.again;
  const numbers: { key: string; value: string; values: Record<string, number> }[] = [
    {
      key: "missed",
      value: percent(share(learning.missed, learning.asked)),
      values: { missed: learning.missed, asked: learning.asked },
    },
    { key: "open", value: String(learning.open), values: {} },
    {
      key: "after",
      value: percent(share(learning.answered, since)),
      values: { taught: learning.taught, answered: learning.answered, again: learning.again },
    },
  ];
  return (
    <Section>
      <dl className={styles.numbers}>
        {numbers.map(({ key, value, values }) => (
          <div key={key}>
            <dt>{t(`bot:learning.figure.${key}`)}</dt>
            <dd>
              <span className={styles.number}>{value}</span>
              <span className={styles.quiet}>{t(`bot:learning.figure.${key}.of`, values)}</span>
            </dd>
          </div>
        ))}
      </dl>
      {mayRead && (
        <p className={styles.sub}>
          <Link to={"/knowledge/board" as never}>{t("bot:learning.board")}</Link>
        </p>
      )}
    </Section>
  );
}
