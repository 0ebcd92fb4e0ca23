import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useState } from "react";
import { useGo, useQueryParam } from "@/shell/hooks/go";
import { useSentence } from "@/shell/hooks/notice";
import { useFormat, useT } from "@/shell/hooks/text";
import { Page, Section } from "@/ui/page";
import { EmptyState, ErrorState, RowsSkeleton } from "@/ui/states";
import { nowQuery, pastQuery, type Surge } from "../api/surges";
import { DeclareDialog, EndDialog } from "../parts/dialogs";
import { StateCard } from "../parts/state-card";
import { Steps } from "../parts/steps";
import styles from "../parts/surges.module.css";

function PastRow({ surge }: { surge: Surge }) {
  const t = useT();
  const format = useFormat();
  const minutes = surge.ended_at
    ? Math.max(1, Math.round((Date.parse(surge.ended_at) - Date.parse(surge.started_at)) / 60_000))
    : null;
  return (
    <li>
      <p>
        <Link to={`/surges/${surge.id}` as never}>
          {format.day(surge.started_at)} {format.time(surge.started_at)}
        </Link>{" "}
        {surge.ended_at ? t("surges:past.of", { stage: t(`surges:stage.${surge.stage}`) }) : ""}{" "}
        <span className={styles.quiet}>
          {minutes === null ? t("surges:past.on") : t("surges:past.lasted", { count: minutes })}
        </span>
      </p>
    </li>
  );
}

/** 高峰: how many come, how many are usual, what is done about it. */
export default function SurgesPage() {
  const t = useT();
  const go = useGo();
  const sentence = useSentence();
  const asked = useQueryParam("declare") === "1";
  const [dialog, setDialog] = useState<"declare" | "end" | null>(asked ? "declare" : null);
  const { data: now, error, refetch } = useQuery(nowQuery);
  const { data: past } = useQuery(pastQuery);
  return (
    <Page
      title={t("surges:menu")}
      lead={t("surges:lead")}
      actions={
        <>
          <Button onClick={() => go("/incidents")}>{t("surges:incidents")}</Button>
          <Button onClick={() => go("/surges/plans")}>{t("surges:plans")}</Button>
        </>
      }
    >
      {error && !now && (
        <ErrorState
          title={t("shell:error.list")}
          detail={sentence(error)}
          retry={() => void refetch()}
          retryLabel={t("shell:retry")}
        />
      )}
      {!now && !error && <RowsSkeleton rows={5} />}
      {now && (
        <StateCard now={now} declare={() => setDialog("declare")} end={() => setDialog("end")} />
      )}
      {now && now.steps.length > 0 && (
        <Section title={t("surges:steps")}>
          <Steps steps={now.steps} />
        </Section>
      )}
      <Section title={t("surges:past")} lead={t("surges:past.lead")}>
        {past?.length === 0 && (
          <EmptyState title={t("surges:past.none")} hint={t("surges:past.none.hint")} />
        )}
        <ul className={styles.list}>
          {(past ?? []).map((surge) => (
            <PastRow key={surge.id} surge={surge} />
          ))}
        </ul>
      </Section>
      {now && dialog === "declare" && <DeclareDialog now={now} close={() => setDialog(null)} />}
      {now && dialog === "end" && <EndDialog now={now} close={() => setDialog(null)} />}
    </Page>
  );
}
