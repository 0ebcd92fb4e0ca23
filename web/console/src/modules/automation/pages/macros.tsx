import { useQuery } from "@tanstack/react-query";
import { Button, Tag } from "antd";
import { useState } from "react";
import { useTeams } from "@/shell/hooks/directory";
import { useSentence } from "@/shell/hooks/notice";
import { useT } from "@/shell/hooks/text";
import { Page, Section } from "@/ui/page";
import { EmptyState, ErrorState, RowsSkeleton } from "@/ui/states";
import { type Macro, macrosQuery, useOffer } from "../api/automation";
import { useWords } from "../api/words";
import styles from "../parts/automation.module.css";
import { MacroDrawer } from "../parts/macro-drawer";

function Line({ macro, edit }: { macro: Macro; edit: () => void }) {
  const t = useT();
  const words = useWords(useOffer());
  const team = useTeams().find((one) => one.id === macro.team_id)?.name;
  const whose = macro.private ? t("automation:for.mine") : (team ?? t("automation:for.everybody"));
  return (
    <li>
      <div className={styles.title}>
        {macro.may_edit ? (
          <button type="button" className="plain" onClick={edit}>
            <strong>{macro.name}</strong>
          </button>
        ) : (
          <strong>{macro.name}</strong>
        )}
        <Tag>{words.matter(macro.about)}</Tag>
        <span className={styles.quiet}>{whose}</span>
        {macro.faults.length > 0 && <Tag color="warning">{t("automation:faulty")}</Tag>}
      </div>
      <p className={styles.quiet}>
        {macro.actions.map(words.action).join(t("automation:then.join"))}
      </p>
      {macro.faults.map((fault) => (
        <p key={fault.text} className={styles.fault}>
          {fault.text}
        </p>
      ))}
    </li>
  );
}

/** Macros 宏: several actions by one click. */
export default function MacrosPage() {
  const t = useT();
  const sentence = useSentence();
  const offer = useOffer();
  const { data, error, refetch } = useQuery(macrosQuery(null));
  const [edited, setEdited] = useState<Macro | "new">();
  const add = (
    <Button type="primary" disabled={!offer} onClick={() => setEdited("new")}>
      {t("automation:macro.add")}
    </Button>
  );
  return (
    <Page title={t("automation:macros")} lead={t("automation:macros.lead")} actions={add}>
      <Section>
        {error && !data && (
          <ErrorState
            title={t("shell:error.list")}
            detail={sentence(error)}
            retry={() => void refetch()}
            retryLabel={t("shell:retry")}
          />
        )}
        {!data && !error && <RowsSkeleton rows={3} />}
        {data?.length === 0 && (
          <EmptyState
            title={t("automation:macros.none")}
            hint={t("automation:macros.none.hint")}
            action={add}
          />
        )}
        <ul className={styles.runs}>
          {data?.map((macro) => (
            <Line key={macro.id} macro={macro} edit={() => setEdited(macro)} />
          ))}
        </ul>
      </Section>
      {edited && offer && (
        <MacroDrawer
          key={edited === "new" ? "new" : edited.id}
          macro={edited === "new" ? null : edited}
          offer={offer}
          close={() => setEdited(undefined)}
        />
      )}
    </Page>
  );
}
