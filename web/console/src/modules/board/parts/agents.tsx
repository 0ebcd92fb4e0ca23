import { useNow } from "@/shell/hooks/now";
import { useT } from "@/shell/hooks/text";
import { PresenceDot } from "@/ui/presence";
import type { AgentNow, Opened, Targets } from "../api/board";
import { since, span, waitLevel } from "../api/figures";
import styles from "./board.module.css";
import { Figure } from "./number";

type Props = { agents: AgentNow[]; targets: Targets; open: (opened: Opened) => void };

const ORDER = { online: 0, busy: 1, away: 2, offline: 3 };

/** Whose customer has waited longest comes first, then who is there. */
export function inOrder(agents: AgentNow[]): AgentNow[] {
  return [...agents].sort(
    (a, b) =>
      (a.unanswered_since ?? "~").localeCompare(b.unanswered_since ?? "~") ||
      ORDER[a.status] - ORDER[b.status] ||
      a.name.localeCompare(b.name),
  );
}

/** Each agent: state and since when, load, the longest unanswered customer, today. */
export function Agents({ agents, targets, open }: Props) {
  const t = useT();
  const now = useNow();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={styles.scroll} aria-label={t("board:agents")} tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            {["agent", "state", "load", "left", "handled", "first_answer"].map((head) => (
              <th key={head} scope="col">
                {t(`board:${head}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {inOrder(agents).map((agent) => {
            const left = since(agent.unanswered_since, now);
            const one = (what: Opened["what"]) => () =>
              open({ what, staff_id: agent.staff_id, name: agent.name });
            return (
              <tr key={agent.staff_id}>
                <th scope="row">{agent.name}</th>
                <td>
                  <PresenceDot status={agent.status} /> {t(`shell:presence.${agent.status}`)}{" "}
                  <span className={`${styles.quiet} tnum`}>
                    {span(since(agent.since, now) ?? 0)}
                  </span>
                </td>
                <td>
                  <Figure label={`${agent.name}: ${t("board:load")}`} open={one("in_service")}>
                    {agent.used}/{agent.capacity}
                  </Figure>
                </td>
                <td>
                  <Figure
                    label={`${agent.name}: ${t("board:left")}`}
                    level={waitLevel(left, targets)}
                    {...(left === null ? {} : { open: one("unanswered") })}
                  >
                    {left === null ? "–" : span(left)}
                  </Figure>
                </td>
                <td>
                  <Figure label={`${agent.name}: ${t("board:handled")}`} open={one("closed")}>
                    {agent.handled}
                  </Figure>
                </td>
                <td className="tnum">
                  {agent.first_answer_seconds === null ? "–" : span(agent.first_answer_seconds)}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
