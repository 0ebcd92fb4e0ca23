import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api, unwrap } from "@/api/client";
import { useSentence } from "@/shell/hooks/notice";
import { setServerTime, useNow } from "@/shell/hooks/now";
import { useLanguage, useT } from "@/shell/hooks/text";
import type { Counts, Targets, TeamNow, Wall } from "../api/board";
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
import styles from "../parts/wall.module.css";

const KEY = "zhiyin.wall";
const EVERY = 3_000;
const ROTATE = 10_000;
const FITTING = 6;

/** The link's token: from the address once, then kept by this browser. */
function tokenOf(): string {
  const given = location.hash.slice(1);
  if (given) {
    localStorage.setItem(KEY, given);
    history.replaceState(null, "", location.pathname);
  }
  return localStorage.getItem(KEY) ?? "";
}

const read = (token: string): Promise<Wall> =>
  token
    ? unwrap(
        api.GET("/api/board/wall/linked", { params: { header: { "X-Zhiyin-Display": token } } }),
      )
    : unwrap(api.GET("/api/board/wall"));

function Big({ name, value, level = "" }: { name: string; value: string; level?: Level }) {
  return (
    <div className={styles.big}>
      <dt>{name}</dt>
      <dd className={level ? styles[level] : ""}>{value}</dd>
    </div>
  );
}

function Numbers({ counts, targets }: { counts: Counts; targets: Targets }) {
  const t = useT();
  const wait = since(counts.waiting_since, useNow());
  return (
    <dl className={styles.numbers}>
      <Big
        name={t("board:waiting")}
        value={String(counts.waiting)}
        level={waitLevel(wait, targets)}
      />
      <Big
        name={t("board:longest.head")}
        value={wait === null ? "–" : span(wait)}
        level={waitLevel(wait, targets)}
      />
      <Big name={t("board:in_service")} value={String(counts.in_service)} />
      <Big
        name={t("board:answered_in_time")}
        value={percentText(percentOf(counts.first_answers_in_time, counts.first_answers))}
        level={answeredLevel(counts, targets)}
      />
      <Big
        name={t("board:abandoned")}
        value={String(counts.abandoned)}
        level={abandonedLevel(counts, targets)}
      />
      <Big
        name={t("board:csat")}
        value={percentText(percentOf(counts.rated_good, counts.rated))}
        level={csatLevel(counts, targets)}
      />
    </dl>
  );
}

function Line({ team, targets }: { team: TeamNow; targets: Targets }) {
  const t = useT();
  const wait = since(team.waiting_since, useNow());
  const level = waitLevel(wait, targets);
  return (
    <tr>
      <th scope="row">{team.name || t("board:no_team")}</th>
      <td className={level ? styles[level] : ""}>{team.waiting}</td>
      <td className={level ? styles[level] : ""}>{wait === null ? "–" : span(wait)}</td>
      <td>{team.in_service}</td>
      <td>{percentText(percentOf(team.first_answers_in_time, team.first_answers))}</td>
    </tr>
  );
}

/** As many teams as fit, and the next ones after ten seconds. */
function useRotation(teams: TeamNow[]): TeamNow[] {
  const [page, setPage] = useState(0);
  const pages = Math.max(1, Math.ceil(teams.length / FITTING));
  useEffect(() => {
    const handle = setInterval(() => setPage((held) => held + 1), ROTATE);
    return () => clearInterval(handle);
  }, []);
  const at = page % pages;
  return teams.slice(at * FITTING, (at + 1) * FITTING);
}

/** 大屏: the board in large type, dark, without names; stays on by a link of its own. */
export default function WallPage() {
  const t = useT();
  const sentence = useSentence();
  const language = useLanguage();
  const [token] = useState(tokenOf);
  const { data, error } = useQuery({
    queryKey: ["wall", token],
    queryFn: () => read(token),
    refetchInterval: EVERY,
    refetchIntervalInBackground: true,
    retry: false,
  });
  useEffect(() => {
    if (data) setServerTime(data.at);
  }, [data]);
  const now = useNow();
  const teams = useRotation(data?.teams ?? []);
  const clock = new Intl.DateTimeFormat(language, {
    hour: "2-digit",
    minute: "2-digit",
    hour12: false,
  }).format(now);
  return (
    <main className={styles.wall} data-theme="dark">
      <header>
        <h1>{t("board:menu")}</h1>
        {data?.stage && <strong className={styles.stage}>{t(`board:stage.${data.stage}`)}</strong>}
        {error && <span className={styles.late}>{data ? t("board:wall.stale") : ""}</span>}
        <time>{clock}</time>
      </header>
      {!data && error && (
        <p className={styles.empty}>
          {sentence(error)} {t("board:wall.how")}
        </p>
      )}
      {data && (
        <>
          <Numbers counts={data.total} targets={data.targets} />
          <table>
            <thead>
              <tr>
                {["team", "waiting", "longest.head", "in_service", "answered_in_time"].map(
                  (head) => (
                    <th key={head} scope="col">
                      {t(`board:${head}`)}
                    </th>
                  ),
                )}
              </tr>
            </thead>
            <tbody>
              {teams.map((team) => (
                <Line key={team.team_id ?? ""} team={team} targets={data.targets} />
              ))}
            </tbody>
          </table>
          <footer>
            {t("board:wall.people", {
              online: data.agents_online,
              busy: data.agents_busy,
              away: data.agents_away,
            })}
            <span>
              {t("board:arrivals")} {data.total.arrivals} · {t("board:closed")} {data.total.closed}
            </span>
          </footer>
        </>
      )}
    </main>
  );
}
