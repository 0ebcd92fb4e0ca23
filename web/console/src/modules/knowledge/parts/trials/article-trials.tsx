import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useCan } from "@/shell/hooks/session";
import { useFormat, useT } from "@/shell/hooks/text";
import { Section } from "@/ui/page";
import { type Article, type Trial, WRITE } from "../../api/shapes";
import { articleTrialsQuery } from "../../api/trials";
import shared from "../article.module.css";
import { Diff } from "../diff";
import { useArticleActs } from "../use-acts";
import { useHeadline } from "./said";
import { TrialTable } from "./trial-table";
import styles from "./trials.module.css";

/** A trial that runs: what it says so far, what differs, and how to end it. */
function Running({ article, trial }: { article: Article; trial: Trial }) {
  const t = useT();
  const format = useFormat();
  const headline = useHeadline();
  const acts = useArticleActs(article);
  const [differing, setDiffering] = useState(false);
  return (
    <Section
      title={t("knowledge:trial")}
      lead={t("knowledge:trial.lead", {
        share: trial.share,
        rest: 100 - trial.share,
        since: format.short(trial.at),
        name: trial.by?.name ?? "",
      })}
    >
      <p className={styles.said}>{headline(trial)}</p>
      {trial.note && <p className={shared.note}>{trial.note}</p>}
      <TrialTable trial={trial} />
      {differing && <Diff article={article.id} older={trial.against} newer={trial.number} />}
      <div className={shared.buttons}>
        {trial.may_end && (
          <>
            <Button type="primary" loading={acts.busy} onClick={() => void acts.end(true)}>
              {t("knowledge:trial.take")}
            </Button>
            <Button loading={acts.busy} onClick={() => void acts.end(false)}>
              {t("knowledge:trial.keep")}
            </Button>
          </>
        )}
        <Button aria-expanded={differing} onClick={() => setDiffering(!differing)}>
          {t("knowledge:trial.texts")}
        </Button>
      </div>
    </Section>
  );
}

/** The trials of an article for who writes (对比试验): the running one, and how the last ended. */
export function ArticleTrials({ article }: { article: Article }) {
  const t = useT();
  const format = useFormat();
  const writes = useCan()(WRITE);
  const { data } = useQuery({ ...articleTrialsQuery(article.id), enabled: writes });
  const [open, setOpen] = useState(false);
  const newest = data?.[0];
  if (!newest) return null;
  if (newest.state === "running") return <Running article={article} trial={newest} />;
  return (
    <Section
      title={t("knowledge:trial.last")}
      lead={t(`knowledge:trial.ended.${newest.reason ?? newest.state}`, {
        at: format.short(newest.ended_at ?? newest.at),
        name: newest.ended_by?.name ?? "",
      })}
      extra={
        <Button size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t("knowledge:trial.figures")}
        </Button>
      }
    >
      {open && <TrialTable trial={newest} />}
    </Section>
  );
}
