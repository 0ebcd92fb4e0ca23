import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Segmented } from "antd";
import { useState } from "react";
import type { CheckInput, RoutingCheck } from "@/api/types";
import { useNotices, useSentence } from "@/shell/hooks/notice";
import { useT } from "@/shell/hooks/text";
import { Page, Section } from "@/ui/page";
import { EmptyState, ErrorState, RowsSkeleton } from "@/ui/states";
import { type CheckState, checksQuery, judge } from "../api/checks";
import { CheckFigures } from "../parts/check-figures";
import { CheckLine } from "../parts/check-line";
import styles from "../parts/checks.module.css";
import { WrongDialog } from "../parts/wrong-dialog";

const STATES: CheckState[] = ["open", "done"];

/** Routing checks 分流复核: was it sent to the right place, and how often not. */
export default function ChecksPage() {
  const t = useT();
  const client = useQueryClient();
  const notices = useNotices();
  const sentence = useSentence();
  const [state, setState] = useState<CheckState>("open");
  const [wrong, setWrong] = useState<RoutingCheck | null>(null);
  const query = useInfiniteQuery(checksQuery(state));
  const checks = query.data?.pages.flatMap((page) => page.items) ?? [];
  const save = (check: RoutingCheck, body: CheckInput) => {
    setWrong(null);
    judge(check, body)
      .then(() => notices.done(t("shell:saved")), notices.failed)
      .finally(() => void client.invalidateQueries({ queryKey: ["routing", "checks"] }));
  };
  return (
    <Page title={t("routing:checks")} lead={t("routing:checks.lead")}>
      <CheckFigures />
      <Section>
        <Segmented
          aria-label={t("routing:checks")}
          value={state}
          options={STATES.map((each) => ({ value: each, label: t(`routing:checks.${each}`) }))}
          onChange={setState}
        />
        {query.isError && (
          <ErrorState
            title={t("shell:error.list")}
            detail={sentence(query.error)}
            retry={() => void query.refetch()}
            retryLabel={t("shell:retry")}
          />
        )}
        {query.isPending && <RowsSkeleton rows={4} />}
        {query.isSuccess && checks.length === 0 && (
          <EmptyState title={t(`routing:checks.${state}.none`)} hint={t("routing:checks.hint")} />
        )}
        <ul>
          {checks.map((check) => (
            <CheckLine
              key={check.id}
              check={check}
              right={() => save(check, { verdict: "right", reason: "" })}
              wrong={() => setWrong(check)}
            />
          ))}
        </ul>
        {query.hasNextPage && (
          <div className={styles.more}>
            <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
              {t("shell:more")}
            </Button>
          </div>
        )}
      </Section>
      {wrong && (
        <WrongDialog
          key={wrong.id}
          check={wrong}
          save={(body) => save(wrong, body)}
          close={() => setWrong(null)}
        />
      )}
    </Page>
  );
}
