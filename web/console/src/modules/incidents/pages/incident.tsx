import { useQuery } from "@tanstack/react-query";
import { Button, Form, Input, Modal, Tag } from "antd";
import { useState } from "react";
import { useGo, usePathParam } from "@/shell/hooks/go";
import { useSentence } from "@/shell/hooks/notice";
import { useFormat, useT } from "@/shell/hooks/text";
import { Page, Section } from "@/ui/page";
import { ErrorState, RowsSkeleton } from "@/ui/states";
import { closeIncident, type Detail, detailQuery, reopen } from "../api/incidents";
import { useScopeText } from "../api/scope";
import { Affected } from "../parts/affected";
import { History } from "../parts/history";
import styles from "../parts/incidents.module.css";
import { ReviewForm } from "../parts/review-form";
import { ScopeCard } from "../parts/scope-card";
import { ScriptCard } from "../parts/script-card";
import { Share } from "../parts/share";
import { TasksCard } from "../parts/tasks-card";
import { useAct } from "../parts/use-act";

function CloseDialog({ incident, close }: { incident: Detail; close: () => void }) {
  const t = useT();
  const { act, busy } = useAct();
  const [reason, setReason] = useState("");
  const end = async () => {
    const { id } = incident;
    const told = t("incidents:closed");
    if (
      await act(
        () => closeIncident(id, reason),
        told,
        () => reopen(id),
      )
    )
      close();
  };
  return (
    <Modal
      open
      title={t("incidents:close")}
      okText={t("incidents:close")}
      confirmLoading={busy}
      onOk={() => void end()}
      onCancel={close}
    >
      <p>{t("incidents:close.hint")}</p>
      <Form layout="vertical">
        <Form.Item label={t("incidents:reason")} htmlFor="incident-reason">
          <Input
            id="incident-reason"
            maxLength={200}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}

function Body({ incident }: { incident: Detail }) {
  return (
    <>
      <Section>
        <Share incident={incident} />
      </Section>
      <ScopeCard incident={incident} />
      <ScriptCard incident={incident} />
      <TasksCard incident={incident} />
      <History incident={incident} />
      <Affected incident={incident} />
      <ReviewForm incident={incident} />
    </>
  );
}

/** One incident: figures, whom it concerns, what they are told, what is done and learnt. */
export default function IncidentPage() {
  const t = useT();
  const go = useGo();
  const format = useFormat();
  const sentence = useSentence();
  const scope = useScopeText();
  const { act, busy } = useAct();
  const [closing, setClosing] = useState(false);
  const { data, error, refetch } = useQuery(detailQuery(usePathParam("id") ?? ""));
  const time = (iso: string) => `${format.day(iso)} ${format.time(iso)}`;
  const state = data?.closed_at
    ? t("incidents:over", { time: time(data.closed_at) })
    : t("incidents:running");
  return (
    <Page
      title={data?.title ?? t("incidents:menu")}
      lead={
        data && (
          <>
            {data.drill && <Tag>{t("incidents:drill")}</Tag>}
            <Tag color={data.level === "minor" ? "default" : "error"}>
              {t(`incidents:level.${data.level}`)}
            </Tag>{" "}
            {t("incidents:since", { time: time(data.declared_at) })} · {state} · {scope(data)}
          </>
        )
      }
      actions={
        <>
          <Button onClick={() => go("/incidents")}>{t("incidents:back")}</Button>
          {data && !data.closed_at && (
            <Button onClick={() => setClosing(true)}>{t("incidents:close")}</Button>
          )}
          {data?.closed_at && (
            <Button loading={busy} onClick={() => void act(() => reopen(data.id))}>
              {t("incidents:reopen")}
            </Button>
          )}
        </>
      }
    >
      {error && !data && (
        <ErrorState
          title={t("shell:error.list")}
          detail={sentence(error)}
          retry={() => void refetch()}
          retryLabel={t("shell:retry")}
        />
      )}
      {!data && !error && <RowsSkeleton rows={6} />}
      {data?.drill && <p className={styles.drill}>{t("incidents:drill.note")}</p>}
      {data && <Body incident={data} />}
      {data && closing && <CloseDialog incident={data} close={() => setClosing(false)} />}
    </Page>
  );
}
