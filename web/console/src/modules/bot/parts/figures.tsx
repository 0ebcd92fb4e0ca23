import { useFormat, useT } from "@/shell/hooks/text";
import { Section } from "@/ui/page";
import { inOrder, percent, ratio, share, standing, sums, top } from "../api/figures";
import type { Day, Figures } from "../api/shapes";
import bot from "./bot.module.css";
import styles from "./figures.module.css";

type Props = { figures: Figures };

/** The five numbers, each with what it is made of. */
export function Numbers({ figures }: Props) {
  const t = useT();
  const { rated, checked, right, handed, answers } = sums(figures.days);
  const numbers = [
    ["containment", percent(figures.containment), { alone: figures.alone, handed }],
    [
      "ratio",
      ratio(figures.bot_share),
      { bot: figures.conversations, all: figures.all_conversations },
    ],
    ["accuracy", percent(figures.accuracy), { right, checked }],
    ["helpful", percent(figures.helpful_share), { rated, answers }],
  ] as const;
  return (
    <dl className={bot.numbers}>
      {numbers.map(([key, value, made]) => (
        <div key={key}>
          <dt>{t(`bot:figure.${key}`)}</dt>
          <dd>
            <span className={bot.number}>{value}</span>
            <span className={styles.quiet}>{t(`bot:figure.${key}.of`, made)}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** One day as a bar: what the bot ended alone, and what it gave to people. */
function Bar({ day, highest }: { day: Day; highest: number }) {
  const t = useT();
  const format = useFormat();
  const words = t("bot:day", {
    day: format.day(`${day.day}T12:00:00`),
    count: day.conversations,
    alone: day.alone,
    handed: day.handed_over + day.taken,
  });
  const height = (part: number) => `${(part / highest) * 100}%`;
  return (
    <li title={words}>
      <span className={styles.handed} style={{ height: height(day.handed_over + day.taken) }} />
      <span className={styles.alone} style={{ height: height(day.alone) }} />
      <span className="visually-hidden">{words}</span>
    </li>
  );
}

export function Days({ figures }: Props) {
  const t = useT();
  const format = useFormat();
  const { days } = figures;
  const first = days[0];
  const last = days.at(-1);
  if (!first || !last) return null;
  return (
    <Section
      title={t("bot:days")}
      lead={t(`bot:share.${standing(figures)}`, {
        ratio: ratio(figures.bot_share),
        target: ratio(figures.target / 100),
      })}
    >
      <ol className={styles.bars} aria-label={t("bot:days")}>
        {days.map((day) => (
          <Bar key={day.day} day={day} highest={top(days)} />
        ))}
      </ol>
      <p className={styles.axis} aria-hidden="true">
        <span>{format.day(`${first.day}T12:00:00`)}</span>
        <span>{format.day(`${last.day}T12:00:00`)}</span>
      </p>
      <p className={styles.legend} aria-hidden="true">
        <span>
          <i className={styles.alone} />
          {t("bot:legend.alone")}
        </span>
        <span>
          <i className={styles.handed} />
          {t("bot:legend.handed")}
        </span>
      </p>
    </Section>
  );
}

/** Why it handed over, the most frequent first. */
export function Reasons({ figures }: Props) {
  const t = useT();
  const total = figures.reasons.reduce((sum, each) => sum + each.count, 0);
  const rows = [...figures.reasons].sort((a, b) => b.count - a.count);
  return (
    <Section title={t("bot:reasons")} lead={t("bot:reasons.lead")}>
      {total === 0 && <p className={styles.quiet}>{t("bot:reasons.none")}</p>}
      <ul className={styles.lines}>
        {rows.map(({ reason, count }) => (
          <li key={reason}>
            <span>{t(`bot:reason.${reason}`)}</span>
            <span className={styles.track} aria-hidden="true">
              <span className={styles.fill} style={{ width: `${(count / total) * 100}%` }} />
            </span>
            <span className="tnum">
              {count} <span className={styles.quiet}>{percent(share(count, total))}</span>
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Per tier of work, how much began with the bot, against what is aimed at. */
export function Tiers({ figures }: Props) {
  const t = useT();
  const rows = inOrder(figures.tiers);
  return (
    <Section title={t("bot:tiers")} lead={t("bot:tiers.lead")}>
      {rows.length === 0 && <p className={styles.quiet}>{t("bot:tiers.none")}</p>}
      <ul className={styles.lines}>
        {rows.map((tier) => (
          <li key={tier.tier ?? ""}>
            <span>{t(`bot:tier.${tier.tier ?? "none"}`)}</span>
            <span className={styles.track} aria-hidden="true">
              <span
                className={styles.fill}
                style={{ width: `${(share(tier.by_bot, tier.conversations) ?? 0) * 100}%` }}
              />
              <span className={styles.goal} style={{ insetInlineStart: `${figures.target}%` }} />
            </span>
            <span className="tnum">
              {ratio(share(tier.by_bot, tier.conversations))}{" "}
              <span className={styles.quiet}>
                {t("bot:tier.of", { count: tier.conversations })}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
