import { useQuery } from "@tanstack/react-query";
import { Alert, Progress } from "antd";
import { useSentence } from "@/shell/hooks/notice";
import { useT } from "@/shell/hooks/text";
import { Section } from "@/ui/page";
import { EmptyState, ErrorState, RowsSkeleton } from "@/ui/states";
import { type Embedding, madeQuery } from "../api/embedding";
import styles from "./model.module.css";

/** 已有向量的文本: so many of so many, and what stands in the way. */
export function MadeSection({ held }: { held: Embedding }) {
  const t = useT();
  const sentence = useSentence();
  const { data, error, refetch } = useQuery(madeQuery);
  const share = data && data.texts > 0 ? Math.floor((100 * data.made) / data.texts) : 0;
  const state = data?.serving ? "embedding.serving" : "embedding.making";
  return (
    <Section
      title={t("languagemodel:embedding.made")}
      lead={t("languagemodel:embedding.made.lead")}
    >
      {held.reason && (
        <Alert
          className={styles.said}
          type="warning"
          showIcon
          title={t(`languagemodel:reason.${held.reason}`)}
          description={t(`languagemodel:embedding.${held.paused_until ? "paused" : "failed"}`)}
        />
      )}
      {error && (
        <ErrorState
          title={sentence(error)}
          retry={() => void refetch()}
          retryLabel={t("shell:retry")}
        />
      )}
      {!data && !error && <RowsSkeleton rows={2} />}
      {data?.texts === 0 && <EmptyState title={t("languagemodel:embedding.none")} />}
      {data && data.texts > 0 && (
        <>
          <Progress percent={share} aria-label={t("languagemodel:embedding.made")} />
          <p className={styles.counted}>
            {t("languagemodel:embedding.counted", {
              made: data.made.toLocaleString(),
              texts: data.texts.toLocaleString(),
            })}
            <br />
            {t(`languagemodel:${state}`)}
          </p>
        </>
      )}
    </Section>
  );
}
