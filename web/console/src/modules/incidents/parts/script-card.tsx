import { Button, Popconfirm, Progress } from "antd";
import { useState } from "react";
import { isBusy, percent, useJobsAbout } from "@/shell/hooks/jobs";
import { useT } from "@/shell/hooks/text";
import { Section } from "@/ui/page";
import { TextPair } from "@/ui/text-pair";
import { type Detail, putScript, type Script, sendScript, stopSending } from "../api/incidents";
import styles from "./incidents.module.css";
import { useAct } from "./use-act";

/** The calming words: written, offered to agents, sent to everybody concerned (安抚话术). */
export function ScriptCard({ incident }: { incident: Detail }) {
  const t = useT();
  const { act, busy } = useAct();
  const [draft, setDraft] = useState<Script | null>(null);
  const jobs = useJobsAbout(incident.id, () => undefined);
  const job = jobs.find(isBusy);
  const open = incident.closed_at === null;
  const { id, script } = incident;
  const ready = Boolean(script["zh-CN"] && script.en);
  const before = script;
  const save = async (words: Script) => {
    const done = await act(
      () => putScript(incident, words),
      t("shell:saved"),
      // The row has counted up by then.
      () => putScript({ ...incident, version: incident.version + 1 }, before),
    );
    if (done) setDraft(null);
  };
  return (
    <Section title={t("incidents:script")} lead={t("incidents:script.lead")}>
      {draft ? (
        <>
          <TextPair
            title={t("incidents:script")}
            value={draft as Record<string, string>}
            lines={3}
            onChange={(next) => setDraft(next as Script)}
          />
          {incident.sending && <p className={styles.quiet}>{t("incidents:script.stops")}</p>}
          <div className={styles.foot}>
            <Button size="small" onClick={() => setDraft(null)}>
              {t("shell:cancel")}
            </Button>
            <Button size="small" type="primary" loading={busy} onClick={() => void save(draft)}>
              {t("shell:save")}
            </Button>
          </div>
        </>
      ) : (
        <>
          <p className={styles.words}>{script["zh-CN"] || t("incidents:script.none")}</p>
          {script.en && (
            <p className={styles.words} lang="en">
              {script.en}
            </p>
          )}
          {open && (
            <div className={styles.foot}>
              <Button size="small" onClick={() => setDraft(script)}>
                {t("shell:edit")}
              </Button>
              {incident.sending ? (
                <Button
                  size="small"
                  loading={busy}
                  onClick={() => void act(() => stopSending(id), t("incidents:stopped"))}
                >
                  {t("incidents:stop")}
                </Button>
              ) : (
                // What has reached a customer cannot be taken back.
                <Popconfirm
                  title={t("incidents:send.sure")}
                  okText={t("incidents:send.yes")}
                  cancelText={t("shell:cancel")}
                  onConfirm={() => void act(() => sendScript(id), t("incidents:sending"))}
                >
                  <Button size="small" type="primary" loading={busy} disabled={!ready}>
                    {t(incident.drill ? "incidents:send.drill" : "incidents:send", {
                      count: incident.affected,
                    })}
                  </Button>
                </Popconfirm>
              )}
              <span className={styles.quiet}>
                {t(
                  !ready
                    ? "incidents:script.both"
                    : incident.sending
                      ? "incidents:sending.on"
                      : "incidents:offered",
                )}
              </span>
            </div>
          )}
          {job && (
            <Progress percent={percent(job)} size="small" aria-label={t("incidents:sending")} />
          )}
        </>
      )}
    </Section>
  );
}
