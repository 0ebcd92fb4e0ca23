import { PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Input, Segmented } from "antd";
import { useState } from "react";
import { useGo, useQueryParam } from "@/shell/hooks/go";
import { useCan } from "@/shell/hooks/session";
import { useShortcut } from "@/shell/hooks/shortcuts";
import { useLabel, useT } from "@/shell/hooks/text";
import { KeyCap } from "@/ui/keycap";
import { Page, Section } from "@/ui/page";
import { EmptyState, RowsSkeleton } from "@/ui/states";
import { useFreshCases, type Which } from "../api/cases";
import { EDIT, type ProcedureLine, proceduresQuery } from "../api/procedures";
import { Failed } from "../parts/failed";
import { CaseList } from "../parts/list/case-list";
import { NewDialog } from "../parts/list/new-dialog";
import { ProcedureList } from "../parts/list/procedure-list";
import styles from "../parts/procedures.module.css";

/** 流程: how things are done here, and which cases run by it. */
export default function ProceduresPage() {
  const t = useT();
  const go = useGo();
  const mayEdit = useCan()(EDIT);
  const cases = useQueryParam("view") === "cases";
  const which = (useQueryParam("which") ?? "running") as Which;
  const procedure = useQueryParam("procedure") ?? null;
  const making = useQueryParam("new") !== undefined;
  const [copied, setCopied] = useState<ProcedureLine | null>(null);
  const query = useQuery(proceduresQuery);
  useFreshCases();
  useShortcut("n", () => go("/procedures?new=1"), mayEdit);
  const close = () => {
    setCopied(null);
    if (making) go("/procedures", { replace: true });
  };
  return (
    <Page
      wide
      title={t("procedures:menu")}
      lead={t("procedures:lead")}
      actions={
        mayEdit && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => go("/procedures?new=1")}>
            {t("procedures:new")} <KeyCap combo="n" />
          </Button>
        )
      }
    >
      <div className={styles.filters}>
        <Segmented<string>
          aria-label={t("procedures:view")}
          value={cases ? "cases" : "procedures"}
          onChange={(view) => go(view === "cases" ? "/procedures?view=cases" : "/procedures")}
          options={["procedures", "cases"].map((value) => ({
            value,
            label: t(`procedures:view.${value}`),
          }))}
        />
      </div>
      <Section>
        {cases ? (
          <CaseList procedures={query.data ?? []} which={which} procedure={procedure} />
        ) : (
          <Procedures query={query} mayEdit={mayEdit} copy={setCopied} />
        )}
      </Section>
      {(making || copied) && query.data && (
        <NewDialog
          procedures={query.data}
          copied={copied}
          close={close}
          made={({ id }) => go(`/procedures/${id}`)}
        />
      )}
    </Page>
  );
}

type ListProps = {
  query: { data?: ProcedureLine[] | undefined; error: unknown; refetch: () => unknown };
  mayEdit: boolean;
  copy: (procedure: ProcedureLine) => void;
};

function Procedures({ query: { data, error, refetch }, mayEdit, copy }: ListProps) {
  const t = useT();
  const label = useLabel();
  const [text, setText] = useState("");
  if (error && !data) {
    return <Failed title={t("shell:error.list")} error={error} again={refetch} />;
  }
  if (!data) return <RowsSkeleton rows={8} />;
  if (data.length === 0) {
    return <EmptyState title={t("procedures:empty")} hint={t("procedures:empty.hint")} />;
  }
  const wanted = text.trim().toLowerCase();
  const found = data.filter(({ name, code }) =>
    [label(name), code].some((words) => words.toLowerCase().includes(wanted)),
  );
  return (
    <>
      <Input.Search
        allowClear
        className={styles.search ?? ""}
        aria-label={t("procedures:search")}
        placeholder={t("procedures:search")}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      {found.length === 0 ? (
        <EmptyState title={t("procedures:search.none")} />
      ) : (
        <ProcedureList procedures={found} mayEdit={mayEdit} copy={copy} />
      )}
    </>
  );
}
