import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useGo } from "@/shell/hooks/go";
import { useSentence } from "@/shell/hooks/notice";
import { useT } from "@/shell/hooks/text";
import { Page, Section } from "@/ui/page";
import { EmptyState, ErrorState, RowsSkeleton } from "@/ui/states";
import { rulesQuery } from "../api/automation";
import { RuleList } from "../parts/rule-list";

/** Automation 自动化: what is done without anybody doing it. */
export default function RulesPage() {
  const t = useT();
  const go = useGo();
  const sentence = useSentence();
  const { data, error, refetch } = useQuery(rulesQuery);
  const add = (
    <Button type="primary" onClick={() => go("/settings/automation/new")}>
      {t("automation:add")}
    </Button>
  );
  return (
    <Page title={t("automation:title")} lead={t("automation:lead")} actions={add}>
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
          <EmptyState title={t("automation:none")} hint={t("automation:none.hint")} action={add} />
        )}
        {data && data.length > 0 && <RuleList rules={data} />}
      </Section>
    </Page>
  );
}
