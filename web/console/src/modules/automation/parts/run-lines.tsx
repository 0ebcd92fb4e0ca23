import { Link } from "@tanstack/react-router";
import { Tag } from "antd";
import { useFormat, useT } from "@/shell/hooks/text";
import { type Run, useOffer } from "../api/automation";
import { useWords, type Words } from "../api/words";
import styles from "./automation.module.css";

const COLOURS: Record<Run["state"], string> = {
  done: "success",
  waiting: "processing",
  failed: "error",
  stopped: "default",
};

export function RunState({ run }: { run: Run }) {
  const t = useT();
  return <Tag color={COLOURS[run.state]}>{t(`automation:state.${run.state}`)}</Tag>;
}

/** What was true then, and what each action did or why not. */
export function RunBody({ run, words }: { run: Run; words: Words }) {
  const t = useT();
  const format = useFormat();
  return (
    <>
      {run.held.map((one) => (
        <p key={`${one.fact}${one.op}`} className={styles.quiet}>
          {t("automation:run.because", { said: words.condition(run.about_kind, one) })}
          {one.was.length > 0 &&
            ` ${t("automation:run.was", {
              values: one.was
                .map((value) => words.value(run.about_kind, one.fact, value))
                .join(t("automation:and")),
            })}`}
        </p>
      ))}
      {run.chain.length > 0 && (
        <p className={styles.quiet}>
          {t("automation:run.chain", { rules: run.chain.join(" → ") })}
        </p>
      )}
      <ol className={styles.steps}>
        {run.steps.map((step) => (
          <li key={`${step.code}${step.at}`} data-state={step.state}>
            {words.actionOf(step.code)}
            {step.state === "failed" && ` · ${t("automation:step.failed")}`}
            {step.said && `：${step.said}`}
          </li>
        ))}
        {run.pending.map((code, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same action may wait twice
          <li key={`${code}${at}`}>
            {words.actionOf(code)} · {t("automation:step.pending")}
          </li>
        ))}
      </ol>
      {run.next_at && run.steps.length > 0 && (
        <p className={styles.quiet}>{t("automation:run.next", { at: format.full(run.next_at) })}</p>
      )}
    </>
  );
}

/** Runs one below the other; `named`: by rule, where the object is known, else by object. */
export function RunLines({ runs, named }: { runs: Run[]; named: boolean }) {
  const t = useT();
  const format = useFormat();
  const words = useWords(useOffer());
  return (
    <ul className={styles.runs}>
      {runs.map((run) => (
        <li key={run.id}>
          <div className={styles.title}>
            {named ? (
              <Link to={`/automation/runs/${run.id}` as never}>{run.name}</Link>
            ) : run.path ? (
              <Link to={run.path.split("?")[0] as never}>{run.title}</Link>
            ) : (
              <span>{t("automation:run.hidden")}</span>
            )}
            <RunState run={run} />
            <time className={styles.quiet} dateTime={run.made_at} title={format.full(run.made_at)}>
              {format.day(run.made_at)} {format.time(run.made_at)}
            </time>
            {run.by_name && <span className={styles.quiet}>{run.by_name}</span>}
          </div>
          <RunBody run={run} words={words} />
        </li>
      ))}
    </ul>
  );
}
