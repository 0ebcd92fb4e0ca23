import { useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Input, Popconfirm, Segmented, Select } from "antd";
import { useState } from "react";
import { api, unwrap } from "@/api/client";
import { useTeams } from "@/shell/hooks/directory";
import { ifMatch, useEdit } from "@/shell/hooks/edit";
import { EditDrawer } from "@/shell/hooks/edit-drawer";
import { useNotices, useSentence } from "@/shell/hooks/notice";
import { useCan } from "@/shell/hooks/session";
import { useLabel, useT } from "@/shell/hooks/text";
import type { Macro, MacroInput, Offer } from "../api/automation";
import { Actions } from "./actions";
import styles from "./automation.module.css";

type Props = { macro: Macro | null; offer: Offer; close: () => void };

const EVERYBODY = "everybody";
const KEY = ["automation", "macros"];

function ForWhom({ draft, put }: { draft: MacroInput; put: (next: MacroInput) => void }) {
  const t = useT();
  const teams = useTeams();
  const options = [
    { value: "mine", label: t("automation:for.mine") },
    { value: EVERYBODY, label: t("automation:for.everybody") },
    ...teams.map((one) => ({ value: one.id, label: one.name })),
  ];
  const value = draft.private ? "mine" : (draft.team_id ?? EVERYBODY);
  return (
    <div className={styles.parameter}>
      <span>{t("automation:for")}</span>
      <Select
        aria-label={t("automation:for")}
        value={value}
        options={options}
        onChange={(chosen) =>
          put({
            ...draft,
            private: chosen === "mine",
            team_id: chosen === "mine" || chosen === EVERYBODY ? null : chosen,
          })
        }
      />
    </div>
  );
}

/** A macro to make or to change. */
export function MacroDrawer({ macro, offer, close }: Props) {
  const t = useT();
  const label = useLabel();
  const client = useQueryClient();
  const notices = useNotices();
  const sentence = useSentence();
  const manages = useCan()("automation.manage");
  const [draft, setDraft] = useState<MacroInput>(
    macro
      ? {
          name: macro.name,
          about: macro.about,
          actions: macro.actions,
          private: macro.private,
          team_id: macro.team_id ?? null,
        }
      : { name: "", about: "conversation", actions: [], private: true, team_id: null },
  );
  const save = useEdit<MacroInput, Macro>({
    act: (body) =>
      macro
        ? unwrap(
            api.PUT("/api/automation/macros/{macro_id}", {
              params: { path: { macro_id: macro.id } },
              headers: ifMatch(macro),
              body,
            }),
          )
        : unwrap(api.POST("/api/automation/macros", { body })),
    refresh: KEY,
    done: close,
  });
  const drop = () => {
    const path = { params: { path: { macro_id: macro?.id ?? "" } } };
    unwrap(api.DELETE("/api/automation/macros/{macro_id}", path)).then(() => {
      void client.invalidateQueries({ queryKey: KEY });
      close();
    }, notices.failed);
  };
  return (
    <EditDrawer
      title={t(macro ? "automation:macro.edit" : "automation:macro.add")}
      close={close}
      save={() => save.mutate(draft)}
      saving={save.isPending}
      extra={
        macro && (
          <Popconfirm
            title={t("automation:macro.drop.ask")}
            okText={t("shell:delete")}
            cancelText={t("shell:cancel")}
            onConfirm={drop}
          >
            <Button danger>{t("shell:delete")}</Button>
          </Popconfirm>
        )
      }
    >
      <div className={styles.form}>
        <div className={styles.parameter}>
          <span>{t("automation:name")}</span>
          <Input
            aria-label={t("automation:name")}
            placeholder={t("automation:macro.example")}
            maxLength={60}
            value={draft.name}
            onChange={(event) => setDraft({ ...draft, name: event.target.value })}
          />
        </div>
        <Segmented
          className={styles.matters ?? ""}
          aria-label={t("automation:about")}
          value={draft.about}
          options={offer.matters.map((one) => ({ value: one.about, label: label(one.title) }))}
          onChange={(about) => setDraft({ ...draft, about, actions: [] })}
        />
        {manages && <ForWhom draft={draft} put={setDraft} />}
        <Actions
          byHand
          offer={offer}
          about={draft.about}
          actions={draft.actions}
          faults={macro?.faults ?? []}
          change={(actions) => setDraft({ ...draft, actions })}
        />
        {save.error && <Alert type="error" showIcon title={sentence(save.error)} />}
      </div>
    </EditDrawer>
  );
}
