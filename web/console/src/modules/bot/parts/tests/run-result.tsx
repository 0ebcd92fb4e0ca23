import { useQuery } from "@tanstack/react-query";
import { Segmented } from "antd";
import { useState } from "react";
import { useFormat, useT } from "@/shell/hooks/text";
import { RowsSkeleton } from "@/ui/states";
import { percent } from "../../api/figures";
import type { Run, RunBrief, RunItem } from "../../api/shapes";
import { type RunWhich, runQuery, sharesOf } from "../../api/tests";
import bot from "../bot.module.css";
import { points } from "../measured";
import rows from "../rows.module.css";
import { Wanted } from "./question-row";
import { RunCurve } from "./run-curve";
import styles from "./tests.module.css";

const SHOWN: RunWhich[] = ["wrong", "missed", "offered", "broken", "mended"];
const FIGURES = ["right", "answered", "offered", "refused"] as const;

function Numbers({ run }: { run: Run }) {
  const t = useT();
  const { figures } = run;
  const shares = sharesOf(figures);
  const before = run.previous ? sharesOf(run.previous.figures) : null;
  const given = figures.right + figures.wrong;
  return (
    <dl className={bot.numbers}>
      {FIGURES.map((name) => {
        const moved = before ? points(before[name], shares[name]) : "";
        return (
          <div key={name}>
            <dt>{t(`bot:run.${name}`)}</dt>
            <dd>
              <span className={bot.number}>{percent(shares[name])}</span>
              <span className={rows.quiet}>
                {t(`bot:run.${name}.of`, { ...figures, given, promised: percent(run.promised) })}
              </span>
              {moved !== "" && (
                <span className={rows.quiet}>{t("bot:run.since", { points: moved })}</span>
              )}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

function Item({ item }: { item: RunItem }) {
  const t = useT();
  const told = item.kind === "answer" || item.kind === "choices";
  return (
    <li className={styles.row}>
      <div>
        <p className={rows.asked}>{item.question}</p>
        <p className={rows.facts}>
          <span>
            {t("bot:run.wanted")} <Wanted article={item.wanted} />
          </span>
          <span>
            {t(`bot:kind.${item.kind}`)}{" "}
            {told && item.answered && <Wanted article={item.answered} />}
          </span>
          {item.likely !== null && (
            <span className="tnum">{t("bot:samples.sure", { share: percent(item.likely) })}</span>
          )}
          {item.was && item.was !== item.verdict && (
            <span>{t("bot:run.was", { verdict: t(`bot:run.verdict.${item.was}`) })}</span>
          )}
        </p>
      </div>
    </li>
  );
}

function Items({ id, which }: { id: string; which: RunWhich }) {
  const t = useT();
  const { data } = useQuery(runQuery(id, which));
  if (!data) return <RowsSkeleton rows={3} />;
  const total = data.counts[which] ?? 0;
  if (data.items.length === 0) return <p className={rows.quiet}>{t("bot:run.items.none")}</p>;
  return (
    <>
      <ul>
        {data.items.map((item) => (
          <Item key={item.question_id} item={item} />
        ))}
      </ul>
      {total > data.items.length && (
        <p className={rows.quiet}>{t("bot:measured.first", { count: data.items.length })}</p>
      )}
    </>
  );
}

/** What a run came to: figures beside the promise and the run before, and what went wrong. */
export function RunResult({ runs, id }: { runs: RunBrief[]; id: string }) {
  const t = useT();
  const format = useFormat();
  const [which, setWhich] = useState<RunWhich>("wrong");
  const { data: run } = useQuery(runQuery(id, "wrong"));
  if (!run) return <RowsSkeleton rows={4} />;
  return (
    <>
      <Numbers run={run} />
      <p className={rows.facts}>
        <span className="tnum">{format.short(run.at)}</span>
        {run.by && <span>{run.by}</span>}
        <span>
          {run.version === null ? t("bot:run.before") : t("bot:version", { number: run.version })}
        </span>
      </p>
      {runs.length > 1 && <RunCurve runs={runs} promised={run.promised} />}
      {run.detailed ? (
        <>
          <div className={styles.filter}>
            <Segmented<RunWhich>
              aria-label={t("bot:run.which")}
              value={which}
              onChange={setWhich}
              options={SHOWN.map((value) => ({
                value,
                label: `${t(`bot:run.which.${value}`)} ${run.counts[value] ?? 0}`,
              }))}
            />
          </div>
          <Items id={id} which={which} />
        </>
      ) : (
        <p className={rows.quiet}>{t("bot:run.totals")}</p>
      )}
    </>
  );
}
