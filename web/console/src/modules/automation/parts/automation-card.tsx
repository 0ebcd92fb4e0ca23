import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Modal } from "antd";
import { useState } from "react";
import { api, unwrap } from "@/api/client";
import { useActs } from "@/shell/hooks/acts";
import { useNotices } from "@/shell/hooks/notice";
import { useT } from "@/shell/hooks/text";
import { aboutQuery, type Macro, macrosQuery, useOffer } from "../api/automation";
import { useWords } from "../api/words";
import styles from "./automation.module.css";
import { RunLines } from "./run-lines";

type Props = { kind: string; id: string };

function Ask({ macro, use, close }: { macro: Macro; use: () => void; close: () => void }) {
  const t = useT();
  const words = useWords(useOffer());
  return (
    <Modal
      open
      title={t("automation:macro.ask", { name: macro.name })}
      okText={t("automation:macro.use")}
      cancelText={t("shell:cancel")}
      okButtonProps={{ disabled: macro.faults.length > 0, autoFocus: true }}
      onOk={use}
      onCancel={close}
    >
      <p className={styles.quiet}>{t("automation:macro.will")}</p>
      <ol className={styles.steps}>
        {macro.actions.map((action, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same action may stand twice
          <li key={at}>{words.action(action)}</li>
        ))}
      </ol>
      {macro.faults.map((fault) => (
        <p key={fault.text} className={styles.fault}>
          {fault.text}
        </p>
      ))}
    </Modal>
  );
}

/** Macros for what is open, and why things happened to it. */
export function AutomationCard({ kind, id }: Props) {
  const t = useT();
  const client = useQueryClient();
  const notices = useNotices();
  const macros = useQuery(macrosQuery(kind)).data ?? [];
  const runs = useQuery(aboutQuery(kind, id)).data ?? [];
  const [asked, setAsked] = useState<Macro>();
  const use = useMutation({
    mutationFn: (macro: Macro) =>
      unwrap(
        api.POST("/api/automation/macros/{macro_id}/use", {
          params: { path: { macro_id: macro.id } },
          body: { about_kind: kind, about_id: id },
        }),
      ),
    onSuccess: (run) => {
      notices.done(t("automation:macro.done", { name: run.name }));
      void client.invalidateQueries({ queryKey: aboutQuery(kind, id).queryKey });
    },
    onError: notices.failed,
  });
  useActs(
    macros.map((macro) => ({
      id: `macro:${macro.id}`,
      label: macro.name,
      group: "automation:macros",
      keys: [],
      run: () => setAsked(macro),
    })),
  );
  return (
    <>
      <div className={styles.macros}>
        {macros.map((macro) => (
          <Button
            key={macro.id}
            size="small"
            loading={use.isPending && use.variables?.id === macro.id}
            onClick={() => setAsked(macro)}
          >
            {macro.name}
          </Button>
        ))}
      </div>
      {runs.length === 0 && macros.length === 0 && (
        <p className={styles.quiet}>{t("automation:card.none")}</p>
      )}
      <RunLines runs={runs} named />
      {asked && (
        <Ask
          macro={asked}
          close={() => setAsked(undefined)}
          use={() => {
            use.mutate(asked);
            setAsked(undefined);
          }}
        />
      )}
    </>
  );
}
