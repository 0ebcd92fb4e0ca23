import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Tag } from "antd";
import { useSentence } from "@/shell/hooks/notice";
import { useT } from "@/shell/hooks/text";
import { Section } from "@/ui/page";
import { EmptyState, ErrorState, RowsSkeleton } from "@/ui/states";
import { problemsQuery } from "../api/problems";
import { useCauseName } from "./cause";
import styles from "./complaints.module.css";

/** What several complaints have in common. */
export function Problems() {
  const t = useT();
  const sentence = useSentence();
  const cause = useCauseName();
  const { data, error, refetch } = useQuery(problemsQuery);
  return (
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
        <EmptyState title={t("complaints:problems.none")} hint={t("complaints:problems.hint")} />
      )}
      <ul className={styles.list}>
        {data?.map((one) => (
          <li key={one.id}>
            <span className={styles.line}>
              <Link className={styles.title ?? ""} to={`/complaints/problems/${one.id}` as never}>
                {one.name}
              </Link>
              <Tag color={one.state === "solved" ? "success" : "warning"}>
                {t(`complaints:problem.${one.state}`)}
              </Tag>
            </span>
            <span className={styles.quiet}>
              {[
                t("complaints:problem.of", { count: one.complaints, customers: one.customers }),
                cause(one.cause_id),
              ]
                .filter(Boolean)
                .join(" · ")}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
