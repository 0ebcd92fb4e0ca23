import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { usePathParam } from "@/shell/hooks/go";
import { useSentence } from "@/shell/hooks/notice";
import { useCan } from "@/shell/hooks/session";
import { useFormat, useT } from "@/shell/hooks/text";
import { Page, Section } from "@/ui/page";
import { ErrorState, RowsSkeleton } from "@/ui/states";
import { runQuery, useOffer } from "../api/automation";
import { useWords } from "../api/words";
import styles from "../parts/automation.module.css";
import { RunBody, RunState } from "../parts/run-lines";

/** One run: which rule, on what, why, and what was done. */
export default function RunPage() {
  const t = useT();
  const format = useFormat();
  const sentence = useSentence();
  const manages = useCan()("automation.manage");
  const id = usePathParam("id") ?? "";
  const words = useWords(useOffer());
  const { data: run, error, refetch } = useQuery(runQuery(id));
  if (!run) {
    return (
      <Page title={t("automation:run")}>
        {error ? (
          <ErrorState
            title={t("shell:error.list")}
            detail={sentence(error)}
            retry={() => void refetch()}
            retryLabel={t("shell:retry")}
          />
        ) : (
          <RowsSkeleton rows={3} />
        )}
      </Page>
    );
  }
  const name =
    manages && run.rule_id ? (
      <Link to={`/settings/automation/${run.rule_id}` as never}>{run.name}</Link>
    ) : (
      run.name
    );
  return (
    <Page title={t("automation:run")} lead={<RunState run={run} />}>
      <Section>
        <div className={styles.form}>
          <div className={styles.parameter}>
            <span>{t(run.rule_id ? "automation:rule" : "automation:macro")}</span>
            <div>{name}</div>
          </div>
          <div className={styles.parameter}>
            <span>{words.matter(run.about_kind)}</span>
            <div>
              {run.path ? (
                <Link to={run.path.split("?")[0] as never}>{run.title}</Link>
              ) : (
                t("automation:run.hidden")
              )}
            </div>
          </div>
          <div className={styles.parameter}>
            <span>{t("automation:when")}</span>
            <div>
              {run.start ? words.startOf(run.start) : (run.by_name ?? "")} ·{" "}
              {format.full(run.made_at)}
            </div>
          </div>
        </div>
      </Section>
      <Section title={t("automation:run.done")}>
        <RunBody run={run} words={words} />
      </Section>
    </Page>
  );
}
