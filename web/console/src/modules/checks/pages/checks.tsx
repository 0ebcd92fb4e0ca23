import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Segmented } from "antd";
import { useState } from "react";
import { Endless } from "@/shell/hooks/endless";
import { useCan } from "@/shell/hooks/session";
import { useT } from "@/shell/hooks/text";
import { Page, Section } from "@/ui/page";
import { RowsSkeleton } from "@/ui/states";
import { checksQuery, figuresQuery, type Which } from "../api/checks";
import { CheckRow } from "../parts/check-row";
import styles from "../parts/checks.module.css";
import { Estimates } from "../parts/estimates";
import { FiguresView } from "../parts/figures";

function List({ which }: { which: Which }) {
  const t = useT();
  const query = useInfiniteQuery(checksQuery(which));
  const empty =
    which === "open"
      ? { title: t("checks:none"), hint: t("checks:none.hint") }
      : { title: t("checks:none.done") };
  return (
    <Endless query={query} empty={empty}>
      {(checks) => (
        <ul className={styles.list}>
          {checks.map((check) => (
            <CheckRow key={check.id} check={check} />
          ))}
        </ul>
      )}
    </Endless>
  );
}

/** 分流复核: what was sent on by hand, and a sample; whether it had been routed right. */
export default function ChecksPage() {
  const t = useT();
  const allowed = useCan();
  const [which, setWhich] = useState<Which>("open");
  const { data: figures } = useQuery(figuresQuery);
  return (
    <Page
      title={t("checks:title")}
      lead={t("checks:lead")}
      actions={
        <Segmented<Which>
          aria-label={t("checks:which")}
          value={which}
          onChange={setWhich}
          options={[
            { value: "open", label: t("checks:open", { count: figures?.open ?? 0 }) },
            { value: "done", label: t("checks:done") },
          ]}
        />
      }
    >
      <Section>
        <List which={which} />
      </Section>
      <Section title={t("checks:figures")} lead={t("checks:figures.lead")}>
        {figures ? <FiguresView figures={figures} /> : <RowsSkeleton rows={3} />}
      </Section>
      {allowed("dispatch.see_figures") && (
        <Section title={t("checks:estimates")} lead={t("checks:estimates.lead")}>
          <Estimates />
        </Section>
      )}
    </Page>
  );
}
