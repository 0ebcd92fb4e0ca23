import { useNow } from "@/shell/hooks/now";
import { useT } from "@/shell/hooks/text";
import type { Opened, Targets, TeamNow, What } from "../api/board";
import {
  abandonedLevel,
  answeredLevel,
  csatLevel,
  type Level,
  percentOf,
  percentText,
  since,
  span,
  waitLevel,
} from "../api/figures";
import styles from "./board.module.css";
import { Figure } from "./number";

type Props = { teams: TeamNow[]; targets: Targets; open: (opened: Opened) => void };

function Row({ team, targets, open }: { team: TeamNow } & Omit<Props, "teams">) {
  const t = useT();
  const now = useNow();
  const name = team.name || t("board:no_team");
  const wait = since(team.waiting_since, now);
  const cell = (what: What, label: string, value: string | number, level: Level = "") => (
    <td>
      <Figure
        label={`${name}: ${t(`board:${label}`)}`}
        level={level}
        open={() => open({ what, name, ...(team.team_id ? { team_id: team.team_id } : {}) })}
      >
        {value}
      </Figure>
    </td>
  );
  const estimate = span(team.estimate_seconds ?? 0);
  const wrong = team.estimate_error_seconds;
  return (
    <tr>
      <th scope="row">{name}</th>
      {cell("waiting", "waiting", team.waiting, waitLevel(wait, targets))}
      <td>
        <Figure label={t("board:longest.head")} level={waitLevel(wait, targets)}>
          {wait === null ? "–" : span(wait)}
        </Figure>
      </td>
      {cell("in_service", "in_service", team.in_service)}
      {cell("unanswered", "unanswered", team.unanswered)}
      {cell(
        "late",
        "answered_in_time",
        percentText(percentOf(team.first_answers_in_time, team.first_answers)),
        answeredLevel(team, targets),
      )}
      {cell("abandoned", "abandoned", team.abandoned, abandonedLevel(team, targets))}
      {cell("arrivals", "arrivals", team.arrivals)}
      {cell("closed", "closed", team.closed)}
      <td>
        <Figure label={t("board:csat")} level={csatLevel(team, targets)}>
          {percentText(percentOf(team.rated_good, team.rated))}
        </Figure>
      </td>
      <td className="tnum" title={t("board:estimate.hint")}>
        {team.waiting > 0 ? estimate : "–"}
        {wrong !== null && wrong !== undefined && (
          <span className={styles.quiet}> ±{span(wrong)}</span>
        )}
      </td>
    </tr>
  );
}

const HEADS = [
  "waiting",
  "longest.head",
  "in_service",
  "unanswered",
  "answered_in_time",
  "abandoned",
  "arrivals",
  "closed",
  "csat",
  "estimate",
];

/** Each team in one line. */
export function Teams({ teams, targets, open }: Props) {
  const t = useT();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={styles.scroll} aria-label={t("board:teams")} tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t("board:team")}</th>
            {HEADS.map((head) => (
              <th key={head} scope="col">
                {t(`board:${head}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {teams.map((team) => (
            <Row key={team.team_id ?? ""} team={team} targets={targets} open={open} />
          ))}
        </tbody>
      </table>
    </section>
  );
}
