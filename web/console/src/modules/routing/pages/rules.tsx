import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useSentence } from "@/shell/hooks/notice";
import { useT } from "@/shell/hooks/text";
import { Page, Section } from "@/ui/page";
import { EmptyState, ErrorState, RowsSkeleton } from "@/ui/states";
import { rulesQuery } from "../api/rules";
import { RuleDrawer } from "../parts/rule-drawer";
import { RuleList } from "../parts/rule-list";
import styles from "../parts/rules.module.css";
import { Trial } from "../parts/trial";

/** Entry rules 分流规则: which conversation goes where, tried out beside the list. */
export default function RulesPage() {
  const t = useT();
  const sentence = useSentence();
  const { data, error, refetch, dataUpdatedAt } = useQuery(rulesQuery);
  const [edited, setEdited] = useState<string | null>(null);
  const [matched, setMatched] = useState<string | null>(null);
  const chosen = data?.find((rule) => rule.id === edited) ?? null;
  const add = (
    <Button type="primary" onClick={() => setEdited("new")}>
      {t("routing:add")}
    </Button>
  );
  return (
    <Page wide title={t("routing:title")} lead={t("routing:lead")} actions={add}>
      <div className={styles.columns}>
        <Section>
          {error && !data && (
            <ErrorState
              title={t("shell:error.list")}
              detail={sentence(error)}
              retry={() => void refetch()}
              retryLabel={t("shell:retry")}
            />
          )}
          {!data && !error && <RowsSkeleton rows={4} />}
          {data?.length === 0 && (
            <EmptyState title={t("routing:none")} hint={t("routing:none.hint")} action={add} />
          )}
          {data && data.length > 0 && (
            <RuleList rules={data} matched={matched} edit={(rule) => setEdited(rule.id)} />
          )}
        </Section>
        <Trial version={dataUpdatedAt} matched={setMatched} />
      </div>
      {(chosen || edited === "new") && (
        <RuleDrawer key={edited} rule={chosen} close={() => setEdited(null)} />
      )}
    </Page>
  );
}
