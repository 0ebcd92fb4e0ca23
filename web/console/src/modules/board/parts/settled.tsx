import { useLabel, useT } from "@/shell/hooks/text";
import type { Level } from "../api/figures";
import {
  type Came,
  escalated,
  escalatedLevel,
  firstContact,
  firstContactLevel,
  type Group,
  type Resolution,
  reopened,
  repeated,
  type Settled,
  shareText,
} from "../api/resolution";
import styles from "./board.module.css";
import { Figure } from "./number";
import { Tile } from "./totals";

export type Open = (came: Came, name: string, group?: Group) => void;
type Rate = {
  key: string;
  of: (counts: Settled) => number | null;
  came: Came;
  changed: keyof Resolution["changes"];
  level?: (counts: Settled, targets: Resolution["targets"]) => Level;
};

const RATES: Rate[] = [
  {
    key: "fcr",
    of: firstContact,
    came: "unsettled",
    changed: "first_contact",
    level: firstContactLevel,
  },
  { key: "repeated", of: repeated, came: "repeats", changed: "repeated" },
  { key: "reopened", of: reopened, came: "reopened", changed: "reopened" },
  {
    key: "escalated",
    of: escalated,
    came: "escalated",
    changed: "escalated",
    level: escalatedLevel,
  },
];

/** The four rates, each beside its target and the days before. */
export function Rates({ told, open }: { told: Resolution; open: Open }) {
  const t = useT();
  const { total, before, targets } = told;
  const aims: Record<string, string> = {
    fcr: t("board:target.least", { value: `${targets.first_contact_percent}%` }),
    escalated: t("board:target.most", { value: `${targets.escalated_percent}%` }),
  };
  return (
    <dl className={styles.tiles}>
      {RATES.map((rate) => (
        <Tile
          key={rate.key}
          name={t(`board:rate.${rate.key}`)}
          value={shareText(rate.of(total))}
          level={rate.level?.(total, targets) ?? ""}
          note={[
            aims[rate.key],
            before.contacts > 0 &&
              t(`board:before.${told.changes[rate.changed]}`, {
                value: shareText(rate.of(before)),
              }),
          ]
            .filter(Boolean)
            .join(" · ")}
          open={() => open(rate.came, t("board:all"))}
        />
      ))}
    </dl>
  );
}

/** First-contact resolution week by week. */
export function Weeks({ weeks }: { weeks: Group[] }) {
  const t = useT();
  return (
    <ol className={styles.weeks} aria-label={t("board:rate.fcr.weekly")}>
      {weeks.map((week) => {
        const share = firstContact(week);
        const day = (week.week ?? "").slice(5);
        const words = t("board:week", {
          day,
          share: shareText(share),
          count: week.contacts,
        });
        return (
          <li key={week.week} title={words}>
            <span className={styles.column}>
              <span style={{ height: `${share ?? 0}%` }} />
            </span>
            <span aria-hidden="true" className={`${styles.quiet} tnum`}>
              {day}
            </span>
            <span className="visually-hidden">{words}</span>
          </li>
        );
      })}
    </ol>
  );
}

type TableProps = {
  groups: Group[];
  head: string;
  targets: Resolution["targets"];
  open: Open;
};

/** The rates of each subject or team, those with most contacts first. */
export function Groups({ groups, head, targets, open }: TableProps) {
  const t = useT();
  const label = useLabel();
  const named = (group: Group) =>
    group.name || label(group.label) || t(group.id ? "board:deleted" : `board:${head}.none`);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={styles.scroll} aria-label={t(`board:by.${head}`)} tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t(`board:${head}`)}</th>
            <th scope="col">{t("board:contacts")}</th>
            {RATES.map((rate) => (
              <th key={rate.key} scope="col">
                {t(`board:rate.${rate.key}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {groups.map((group) => (
            <tr key={group.id ?? ""}>
              <th scope="row">{named(group)}</th>
              <td>
                <Figure
                  label={`${named(group)}: ${t("board:contacts")}`}
                  {...(group.id ? { open: () => open("contacts", named(group), group) } : {})}
                >
                  {group.contacts}
                </Figure>
              </td>
              {RATES.map((rate) => (
                <td key={rate.key}>
                  <Figure
                    label={`${named(group)}: ${t(`board:rate.${rate.key}`)}`}
                    level={rate.level?.(group, targets) ?? ""}
                    {...(group.id ? { open: () => open(rate.came, named(group), group) } : {})}
                  >
                    {shareText(rate.of(group))}
                  </Figure>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
