import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useGo } from "@/shell/hooks/go";
import { useSentence } from "@/shell/hooks/notice";
import { useCan } from "@/shell/hooks/session";
import { useT } from "@/shell/hooks/text";
import { Page } from "@/ui/page";
import { ErrorState, RowsSkeleton } from "@/ui/states";
import { plansQuery } from "../api/surges";
import { PlanForm } from "../parts/plan-form";
import styles from "../parts/surges.module.css";

/** What each stage starts at and does (高峰预案). */
export default function PlansPage() {
  const t = useT();
  const go = useGo();
  const may = useCan();
  const sentence = useSentence();
  const { data, error, refetch } = useQuery({ ...plansQuery, refetchOnWindowFocus: false });
  return (
    <Page
      title={t("surges:plans")}
      lead={
        <>
          {t("surges:plans.lead")}{" "}
          {may("settings.manage") && (
            <Link className={styles.link ?? ""} to={"/settings/rules/routing" as never}>
              {t("surges:plans.settings")}
            </Link>
          )}
        </>
      }
      actions={<Button onClick={() => go("/surges")}>{t("surges:back")}</Button>}
    >
      {error && (
        <ErrorState
          title={t("shell:error.list")}
          detail={sentence(error)}
          retry={() => void refetch()}
          retryLabel={t("shell:retry")}
        />
      )}
      {!data && !error && <RowsSkeleton rows={5} />}
      {data?.map((plan) => (
        <PlanForm key={plan.stage} plan={plan} may={may("routing.manage")} />
      ))}
    </Page>
  );
}
